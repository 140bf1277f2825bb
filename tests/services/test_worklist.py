"""The work list: every case exactly once over all pages, whatever the dates."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from portal.law.lifecycle import OPEN, Status
from portal.law.rights import Right
from portal.models.audit import Role
from portal.models.case import Case, CasePart, email_key, name_key
from portal.models.consequence import Restriction
from portal.models.finding import SearchResult, SourceSearch
from portal.models.staff import Staff
from portal.services import worklist
from portal.services.worklist import Cursor, Filter, Show, count_facets, list_page

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)
ALL = Filter("akj", TODAY, None, Show.ALL)


def add(session, number: int, days: int = 0, status=Status.RECEIVED, **more) -> Case:
    """A case whose last day is so many days from today."""
    due = TODAY + timedelta(days=days)
    case = Case(
        organisation=more.pop("organisation", "akj"),
        reference=f"AKJ-2026-{number:06}",
        status=status,
        is_open=status in OPEN,
        lead_right=more.pop("right", Right.ACCESS),
        received_at=NOW,
        received_date=due,
        target=due,
        legal_due=due,
        deadline={},
        given_name="Anna",
        family_name="van den Berg",
        name_key=name_key("Anna", "van den Berg"),
        email_key=email_key("anna@voorbeeld.example"),
        **more,
    )
    session.add(case)
    session.flush()
    return case


def hire(session, name="anna") -> Staff:
    member = Staff(
        organisation="akj",
        email=f"{name}@akj.example",
        name=name,
        role=Role.HANDLER,
        password_hash="x",
        created_at=NOW,
    )
    session.add(member)
    session.flush()
    return member


def walk(session, wanted: Filter, size: int) -> list[int]:
    """The keys over all pages, forwards; checks that going back gives the same pages."""
    seen, pages, cursor = [], [], None
    while True:
        page = list_page(session, wanted, cursor, size)
        pages.append([line.id for line in page.lines])
        seen += pages[-1]
        if page.next is None:
            break
        cursor = Cursor.read(page.next)
    for expected in reversed(pages[:-1]):
        assert page.previous is not None
        page = list_page(session, wanted, Cursor.read(page.previous), size)
        assert [line.id for line in page.lines] == expected
    assert page.previous is None
    return seen


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cases=st.lists(
        st.tuples(st.integers(-3, 3), st.sampled_from(list(Status))), min_size=1, max_size=25
    ),
    size=st.integers(1, 7),
    facet=st.sampled_from([Show.ALL, Show.OPEN, Show.ENDED, Show.OVERDUE, Status.CLOSED]),
)
def test_every_case_comes_exactly_once_over_all_pages(database, cases, size, facet):
    session = database.session(write=True)
    try:
        made = [add(session, n, days, status) for n, (days, status) in enumerate(cases)]
        fits = {
            Show.ALL: lambda _: True,
            Show.OPEN: lambda c: c.is_open,
            Show.ENDED: lambda c: not c.is_open,
            Show.OVERDUE: lambda c: c.is_open and c.legal_due < TODAY,
            Status.CLOSED: lambda c: c.status is Status.CLOSED,
        }[facet]
        expected = [c.id for c in sorted(made, key=lambda c: (c.legal_due, c.id)) if fits(c)]
        assert walk(session, Filter("akj", TODAY, None, facet), size) == expected
        assert count_facets(session, ALL, [facet])[facet] == len(expected)
    finally:
        session.rollback()
        session.close()


def test_a_case_that_comes_in_meanwhile_moves_no_other_to_a_page_seen(database):
    with database.transaction() as session:
        old = [add(session, n, n) for n in range(6)]
        first = list_page(session, ALL, None, 3)
        add(session, 99, -1)
        second = list_page(session, ALL, Cursor.read(first.next or ""), 3)
        assert [line.id for line in second.lines] == [case.id for case in old[3:]]


def test_another_organisation_is_never_in_it(database):
    with database.transaction() as session:
        mine = add(session, 1)
        add(session, 2, organisation="cjib")
        for facet in (*Show, *Right, *Status):
            lines = list_page(session, Filter("akj", TODAY, None, facet), None).lines
            assert {line.id for line in lines} <= {mine.id}


def test_filters_show_what_they_say_and_count_the_same(database):
    with database.transaction() as session:
        me, other = hire(session), hire(session, "bob")
        late = add(session, 1, -1, handler_id=me.id)
        today = add(session, 2, 0, handler_id=other.id, right=Right.ERASURE)
        week = add(session, 3, 7, Status.PROPOSED)
        add(session, 4, 8, handler_id=me.id, status=Status.CLOSED)
        expected = {
            Show.OVERDUE: [late.id],
            Show.SOON: [today.id, week.id],
            Show.UNASSIGNED: [week.id],
            Right.ERASURE: [today.id],
            Status.PROPOSED: [week.id],
        }
        for facet, ids in expected.items():
            wanted = Filter("akj", TODAY, None, facet)
            assert [line.id for line in list_page(session, wanted, None).lines] == ids
            assert count_facets(session, wanted, [facet])[facet] == len(ids)
        mine = Filter("akj", TODAY, me.id, Show.OPEN)
        assert [line.id for line in list_page(session, mine, None).lines] == [late.id]
        assert count_facets(session, mine, [Status.CLOSED, Show.OPEN]) == {
            Status.CLOSED: 1,
            Show.OPEN: 1,
        }


def test_complaints_to_the_fg_are_in_the_list_and_the_counts_of_the_fg_alone(database):
    facets = [*Show, *Right, *Status]
    with database.transaction() as session:
        add(session, 1, -1, Status.RECEIVED, fg_only=True, right=Right.COMPLAINT)
        add(session, 2, 3, Status.CLOSED, fg_only=True, right=Right.COMPLAINT)
        for handler in (None, 1):
            hidden = Filter("akj", TODAY, handler, Show.ALL)
            assert set(count_facets(session, hidden, facets).values()) == {0}
            assert [list_page(session, replace(hidden, facet=f), None).lines for f in facets] == [
                ()
            ] * len(facets)
        seen = Filter("akj", TODAY, None, Show.FG_ONLY, by_officer=True)
        ordinary = add(session, 3)
        assert [line.fg_only for line in list_page(session, seen, None).lines] == [True, True]
        everything = list_page(session, replace(seen, facet=Show.ALL), None).lines
        assert [line.fg_only for line in everything if line.id == ordinary.id] == [False]
        counts = count_facets(session, seen, [Show.FG_ONLY, Show.OPEN, Show.ALL])
        assert counts == {Show.FG_ONLY: 2, Show.OPEN: 2, Show.ALL: 3}


def test_a_line_tells_that_data_may_not_be_used(database):
    with database.transaction() as session:
        case = add(
            session, 1, parts=[CasePart(right=Right.RECTIFICATION, controller_kind="public")]
        )
        marker = Restriction(
            case_id=case.id, part_id=case.parts[0].id, basis="18.1.a", since=NOW, lifted_at=None
        )
        session.add(marker)
        session.flush()
        assert [line.restricted for line in list_page(session, ALL, None).lines] == [True]
        marker.lifted_at = NOW
        session.flush()
        assert [line.restricted for line in list_page(session, ALL, None).lines] == [False]


@pytest.mark.parametrize("by_officer", [False, True])
def test_every_list_walks_along_an_index_and_every_count_stays_in_it(database, by_officer):
    with database.transaction() as session:
        for number in range(400):
            add(session, number, number % 50, list(Status)[number % 9], fg_only=number % 97 == 0)
        session.execute(text("ANALYZE"))
        sqlite = database.engine.dialect.name == "sqlite"
        if not sqlite:  # of so few rows PostgreSQL would rather read all
            for way in ("seqscan", "sort", "bitmapscan"):
                session.execute(text(f"SET LOCAL enable_{way} = off"))
        for wanted in all_filters(by_officer):
            for condition in worklist._conditions(wanted):
                listed = worklist._statement(condition, None, True, 51)
                plan = plan_of(session, listed)
                assert not any(sign in plan for sign in (*WALKS, *SORTS)), (wanted, plan)
                counted = plan_of(session, worklist.counted(condition))
                assert not any(sign in counted for sign in (*WALKS, *SORTS)), (wanted, counted)
                if sqlite and wanted.facet is not Show.FG_ONLY:  # rows few enough to look at
                    assert "COVERING INDEX" in counted, (wanted, counted)


WALKS = ("SCAN case\n", 'Seq Scan on "case"')
SORTS = ("TEMP B-TREE", "Sort  (")


def all_filters(by_officer: bool) -> list[Filter]:
    """What anybody with this role can choose."""
    shows = [show for show in Show if by_officer or show is not Show.FG_ONLY]
    return [
        Filter("akj", TODAY, handler, facet, by_officer)
        for handler in (None, 1)
        for facet in (*shows, *Right, *Status)
        if not (handler and facet is Show.UNASSIGNED)
    ]


def plan_of(session, statement) -> str:
    """How the database means to answer."""
    bound = session.get_bind()
    made = str(statement.compile(bound, compile_kwargs={"literal_binds": True}))
    head = "EXPLAIN QUERY PLAN" if bound.dialect.name == "sqlite" else "EXPLAIN"
    rows = session.execute(text(f"{head} {made}".replace(":", "\\:"))).all()
    return "".join(f"{row[-1]}\n" for row in rows)


def test_counting_stops(database, monkeypatch):
    monkeypatch.setattr(worklist, "COUNT_STOPS_AT", 3)
    with database.transaction() as session:
        for number in range(6):
            add(session, number)
        assert count_facets(session, ALL, [Show.OPEN, Show.ALL]) == {Show.OPEN: 4, Show.ALL: 4}


def test_a_line_tells_who_handles_it_and_how_many_sources_are_done(database):
    with database.transaction() as session:
        me = hire(session)
        me.is_active = False
        case = add(session, 1, handler_id=me.id)
        for source, result in (("a", SearchResult.HELD), ("b", SearchResult.PENDING)):
            session.add(SourceSearch(case_id=case.id, source=source, result=result, asked_at=NOW))
        session.flush()
        (line,) = list_page(session, ALL, None).lines
        assert (line.handler, line.handler_is_active) == ("anna", False)
        assert (line.sources_done, line.sources) == (1, 2)
        assert line.name == "Anna van den Berg"


@pytest.mark.parametrize(
    "spelled", ["", "x", "%%%", "bjIwMjYtMTMtMDEuMQ", "é", "n" * 500, "bjIwMjYtMTEtMjAuLTE"]
)
def test_nonsense_in_an_address_is_no_cursor(spelled):
    assert Cursor.read(spelled) is None


@given(st.booleans(), st.dates(), st.integers(1, 2**61))
def test_a_cursor_survives_an_address(forward, day, number):
    cursor = Cursor(forward, day, number)
    assert Cursor.read(cursor.spelled()) == cursor


def test_no_two_facets_have_the_same_name():
    facets = [*Show, *Right, *Status]
    assert len(set(facets)) == len(facets)
