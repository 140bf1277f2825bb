"""The work list and the search at a million cases, against the same pages at ten thousand.

Measured: the time until the whole page is made, for a handler who is signed in, with everything
that belongs to it: session, guard, filters with their counts, fifty lines, search box. The cases
are those of `flask demo --cases`, all of one organisation, in SQLite; they are made once and kept.

Reference: the same page in a database of ten thousand cases, in turns with the other. A work list
that reads more as there are more cases shows a ratio well above 1.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from bench.figure import Action, Figure, side_by_side
from bench.stage import place
from bench.stage.place import Place
from portal.language.words import local_date
from portal.models.base import Session
from portal.models.case import Case
from portal.services import worklist
from portal.services.worklist import Cursor, Filter, Show

FEW, MANY = 10_000, 1_000_000
DEEP = 50
LIST, SEARCH = "/balie/werkvoorraad", "/balie/zoeken"
FILTERS = {
    "": "",
    " of all": "?toon=alle",
    " of mine": "?wie=mij",
    " of nobody's": "?toon=onbehandeld",
    " of one right": "?toon=erasure",
    " of one status": "?toon=in-treatment",
    " of closed": "?toon=afgesloten",
    " of overdue": "?toon=te-laat",
    " due in 7 days": "?toon=binnen-7-dagen",
}
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def run(few: int = FEW, many: int = MANY, times: int = 25) -> Iterator[Figure]:
    """The figures; so many cases, each page so many times."""
    yield from compare(place.with_cases(few), place.with_cases(many), few, many, times)


def compare(small: Place, large: Place, few: int, many: int, times: int) -> Iterator[Figure]:
    """A figure for each page, of the large portal against the small one."""
    with ExitStack() as stack:
        ours, theirs = (
            pages_of(stack.enter_context(place.application(at))) for at in (large, small)
        )
        for name, page in ours.items():
            value, reference = side_by_side(page, theirs[name], times)
            yield Figure(f"{name} at {many:,}", value, "ms", f"at {few:,}", reference)


def pages_of(app: Flask) -> dict[str, Action]:
    """The pages of a handler who has signed in, by name."""
    client, member = place.signed_in(app)
    token = TOKEN.search(client.get(LIST).text)
    if token is None:
        raise RuntimeError("the work list has no search box")
    with app.extensions["portal"].database.transaction(write=False) as session:
        case = _in_the_middle(session, member.organisation)
        deep = _deep(session, member.organisation)

    def opened(path: str) -> Action:
        return lambda: _demand(client.get(path).text)

    def sought(typed: str) -> Action:
        form = {"csrf_token": token[1], "typed": typed}
        return lambda: _demand(client.post(SEARCH, data=form).text)

    return {
        **{f"work list{name}": opened(LIST + query) for name, query in FILTERS.items()},
        f"work list, page {DEEP} of all": opened(f"{LIST}?toon=alle&vanaf={deep}"),
        "search by reference": sought(case.reference),
        "search by name": sought(case.name),
        "search by part of a name": sought(case.name_key[:2]),
        "search by e-mail": sought(case.email),
    }


def _demand(page: str) -> None:
    """A page without cases would be fast for the wrong reason."""
    if 'class="rl-reference' not in page and "<td" not in page:
        raise RuntimeError("this page shows no cases")


def _in_the_middle(session: Session, organisation: str) -> Case:
    keys = session.scalars(select(Case.id).where(Case.organisation == organisation)).all()
    return session.get_one(Case, keys[len(keys) // 2])


def _deep(session: Session, organisation: str) -> str:
    """The cursor of the fiftieth page, or of the last but one when there are fewer."""
    wanted = Filter(organisation, local_date(datetime.now(UTC)), facet=Show.ALL)
    cursor = ""
    for _ in range(DEEP - 1):
        following = worklist.list_page(session, wanted, Cursor.read(cursor)).next
        if following is None:
            break
        cursor = following
    return cursor
