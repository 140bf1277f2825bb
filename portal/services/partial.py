"""Items that are given in part: with passages made unreadable, or without a secret address.

Where a co-resident may live is left out for their safety, and that is a limit (AVG 15.4). That the
person's own address is not written down, since a letter may fall into other hands (AVG 32), refuses
nothing: they told it themselves. It is own only when it is known to be: the person asked, and not
somebody for them, and it is what they told us.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.language import reasons
from portal.language.words import Words
from portal.law.grounds import GROUNDS
from portal.law.rights import Right
from portal.letters.withheld import Redaction
from portal.models.case import Case, CasePart
from portal.models.finding import Finding, Review
from portal.models.redaction import Mark, MarkState
from portal.sources.values import Field, Kind

AT_ONCE = 500
OTHERS_RIGHTS = "others_rights"
_POSTCODE = re.compile(r"\b([1-9]\d{3})\s*([a-z]{2})\b")
_NUMBERED = re.compile(r"(.*\D)\s(\d.*)")


@dataclass(frozen=True, slots=True)
class Hidden:
    """The secret addresses that the copy leaves out.

    Attributes:
        own: in how many records it is the person's own.
        of_others: how many fields of each record tell where somebody else may live, by its key.
    """

    own: int = 0
    of_others: Mapping[int, int] = field(default_factory=dict)


def hidden_in(session: Session, case: Case) -> Hidden:
    """What the records of a case that are given leave out since an address is secret."""
    if not case.secret_address:
        return Hidden()
    own, of_others = 0, {}
    told = frozenset() if case.representative else frozenset(_told(case))
    given = (
        select(Finding.id, Finding.fields)
        .where(Finding.case_id == case.id, Finding.review == Review.INCLUDE)
        .execution_options(yield_per=AT_ONCE)
    )
    for key, fields in session.execute(given):
        rows = [row for row in map(Field.from_row, fields) if row.tells_address and row.value]
        if not rows:
            continue
        values = {_plain(row.value) for row in rows if row.kind is Kind.TEXT}
        if values and values <= told:
            own += 1
        else:
            of_others[key] = len(rows)
    return Hidden(own, of_others)


def _told(case: Case) -> Iterator[str]:
    """The address as the person told it, and its parts as the columns of a system hold them."""
    for text in (*re.split(r"[\n,]", case.address), str(case.identifiers.get("postcode", ""))):
        line = _plain(text)
        postcode = _POSTCODE.search(line)
        parts = (line, postcode[0], line.replace(postcode[0], "").strip()) if postcode else (line,)
        numbered = _NUMBERED.fullmatch(line)
        yield from filter(None, (*parts, *(numbered.groups() if numbered else ())))


def _plain(text: str) -> str:
    return _POSTCODE.sub(r"\1\2", " ".join(re.findall(r"\w+", text.casefold())))


def count_partial(session: Session, case: Case) -> int:
    """How many of the items that are given are not given as a whole (AVG 12.4)."""
    marked = (
        select(Mark.finding_id)
        .join(Finding, Finding.id == Mark.finding_id)
        .where(
            Mark.case_id == case.id,
            Mark.state == MarkState.ACCEPTED,
            Finding.review == Review.INCLUDE,
        )
        .distinct()
    )
    return len({*session.scalars(marked), *hidden_in(session, case).of_others})


def redactions_of(words: Words, hidden: Hidden, part: CasePart | None) -> tuple[Redaction, ...]:
    """Why the address of somebody else is left out; the person's own needs no ground.

    Parameters:
        part: what of the request it answers.
    """
    if not hidden.of_others:
        return ()
    return (
        Redaction(
            reasons.ground(words, OTHERS_RIGHTS),
            GROUNDS[OTHERS_RIGHTS].article_for(part.right if part else Right.ACCESS),
            words.gettext("This address is secret, to protect who lives there."),
            passages=sum(hidden.of_others.values()),
            items=len(hidden.of_others),
        ),
    )  # AVG 12.4, 15.4
