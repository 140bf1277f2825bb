"""Records as the report shows them: masked, sorted by kind and source, with typed values."""

from datetime import date
from decimal import Decimal

import pytest

from portal.letters.records import Money
from portal.models.exhibit import Exhibit, ExhibitState
from portal.models.finding import Review
from portal.services.copying import copier_of
from tests.services import stories
from tests.services.annexed import THIRD, Dossier

HERE = stories.organisation()
CALL = [["Datum", "Date", "2026-03-04", "date", "", False], ["Vraag", "Question", f"Over {THIRD}"]]
PAID = [["Bedrag", "Amount", "12.50", "money", "", False]]


@pytest.fixture
def dossier(sqlite_database, tmp_path, queue):
    return Dossier(sqlite_database, tmp_path, queue)


def groups(dossier, **options):
    with dossier.database.transaction(write=False) as session:
        case = dossier.case(session)
        copier = copier_of(session, case, HERE, **options)
        search = dossier.searches(session)[0]
        return copier.groups(search.findings), copier.sheaves


def test_values_keep_their_type_and_marks_are_carried_out(dossier):
    dossier.find(CALL, PAID)
    assert dossier.mark_all(THIRD) == 1
    ((group,), _) = groups(dossier)
    values = [[field.value for field in item.fields] for item in group.items]
    assert values == [[date(2026, 3, 4), "Over derde A"], [Money(Decimal("12.50"))]]


def test_an_english_report_says_which_values_are_dutch(dossier):
    dossier.find(CALL)
    with dossier.database.transaction() as session:
        dossier.case(session).language = "en"
    ((group,), _) = groups(dossier)
    assert [field.lang for field in group.items[0].fields] == ["", "nl"]


def test_only_what_is_included_is_written_out(dossier):
    dossier.find(CALL, PAID, review=Review.LEAVE_OUT)
    assert groups(dossier) == ((), [])


def test_who_looked_comes_last_and_says_so(dossier):
    dossier.find(CALL, views=True, source=1)
    dossier.find(PAID)
    with dossier.database.transaction(write=False) as session:
        copier = copier_of(session, dossier.case(session), HERE)
        every = [each for search in dossier.searches(session) for each in search.findings]
        assert [group.views for group in copier.groups(every)] == [False, True]


def test_who_looked_is_told_in_the_order_of_time(dossier):
    looks = [
        [["Moment", "Moment", day, "date", "", False], ["Functie", "Role", role]]
        for day, role in (
            ("2026-05-01", "arts"),
            ("2025-01-02", "adviseur"),
            ("2026-01-09", "arts"),
        )
    ]
    dossier.find(*looks, views=True)
    ((group,), _) = groups(dossier)
    days = [item.fields[0].value for item in group.items]
    assert days == sorted(days)
    assert [item.label for item in group.items] == ["Gegeven 1", "Gegeven 2", "Gegeven 3"]


def test_documents_are_numbered_and_left_behind_when_asked(dossier):
    first, second = dossier.find(CALL, PAID)
    with dossier.database.transaction() as session:
        for key, name, state in (
            (first, "een.pdf", ExhibitState.READABLE),
            (second, "twee.pdf", ExhibitState.UNREADABLE),
        ):
            session.add(
                Exhibit(
                    case_id=dossier.case_id,
                    finding_id=key,
                    name=name,
                    media_type="application/pdf",
                    size=1,
                    sha256="x",
                    key="x",
                    pages=2,
                    state=state,
                    added_at=stories.NOW,
                )
            )
    (group,), sheaves = groups(dossier)
    assert [item.annex for item in group.items] == [1, None]
    assert [sheaf.name for sheaf in sheaves] == ["Gegeven 1"]  # the name of a file is no field
    (group,), sheaves = groups(dossier, documents=False)
    assert sheaves == []
    assert [field.label for field in group.items[0].fields] == ["Datum", "Vraag"]
