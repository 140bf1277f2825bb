"""What every connector must do, whatever it reads: one contract for all plugins."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest

from portal.organisations.register import CONNECTORS as KNOWN_TO_PROFILES
from portal.sources.connector import Failure, Found, Limits, SourceFailed, Subject
from portal.sources.registry import CONNECTORS
from tests.sources.systems import ANNA, COLUMNS, PIET, WRITERS, search, system, table

SUBJECT = Subject("Anna", "van den Berg", date(1980, 2, 3), "anna@post.example", "0600123456")
HUGE = "x" * 2_000_000


@pytest.fixture(params=sorted(CONNECTORS))
def connector(request):
    return request.param


def failure_of(source, folder, subject=SUBJECT, limits=None):
    with pytest.raises(SourceFailed) as failed:
        search(source, folder, subject, limits)
    return failed.value


def test_profiles_and_plugins_know_the_same_connectors():
    assert sorted(KNOWN_TO_PROFILES) == sorted(CONNECTORS) == sorted(WRITERS)


def test_it_finds_the_rows_of_the_person_and_of_nobody_else(connector, tmp_path):
    WRITERS[connector](tmp_path, [ANNA, PIET, ANNA])
    outcome = search(system(connector), tmp_path, SUBJECT)
    assert outcome.result is Found.HELD
    assert [record.fields[0].value for record in outcome.records] == ["Anna van den Berg"] * 2
    assert outcome.searched_with == ("email",)


def test_it_gives_values_in_human_words_and_typed(connector, tmp_path):
    WRITERS[connector](tmp_path, [ANNA])
    (record,) = search(system(connector), tmp_path, SUBJECT).records
    nl = {field.label("nl"): field.typed("nl") for field in record.fields}
    assert nl["Geboren"] == date(1980, 2, 3)
    assert nl["Bedrag"] == Decimal("12.50")
    assert nl["Soort"] == "telefoon"
    assert nl["Betaald"] is True
    assert {field.label("en"): field.typed("en") for field in record.fields}[
        "Soort (en)"
    ] == "phone"
    assert record.names_third_person


def test_it_leaves_out_empty_cells_and_says_when_no_third_person_is_named(connector, tmp_path):
    WRITERS[connector](tmp_path, [(*ANNA[:5], "", *ANNA[6:])])
    (record,) = search(system(connector), tmp_path, SUBJECT).records
    assert "Aantekening" not in {field.label_nl for field in record.fields}
    assert not record.names_third_person


def test_it_says_that_nothing_is_held(connector, tmp_path):
    WRITERS[connector](tmp_path, [PIET])
    assert search(system(connector), tmp_path, SUBJECT).result is Found.NOTHING_HELD


def test_too_little_known_is_not_the_same_as_nothing_held(connector, tmp_path):
    WRITERS[connector](tmp_path, [ANNA])
    outcome = search(system(connector), tmp_path, Subject("Anna", "van den Berg"))
    assert outcome.result is Found.CANNOT_SEARCH
    assert [each.table for each in outcome.not_searched] == ["contacts"]
    assert outcome.searched_with == ()


@pytest.mark.parametrize(
    ("match", "subject"),
    [
        ({"email": "email"}, Subject(email="ANNA@post.example ")),
        ({"phone": "phone"}, Subject(phone="+31 (0)6 0012 3456")),
        ({"client_number": "number"}, Subject(identifiers=(("client_number", "k 100"),))),
        (
            {"name+birth_date": "full_name+born"},
            Subject("anna", "Van Den Berg", date(1980, 2, 3)),
        ),
    ],
)
def test_it_compares_as_people_mean_it(connector, tmp_path, match, subject):
    WRITERS[connector](tmp_path, [PIET, ANNA])
    outcome = search(system(connector, table(match=match)), tmp_path, subject)
    assert [record.fields[0].value for record in outcome.records] == ["Anna van den Berg"]


def test_each_row_tells_every_way_in_which_it_fits(connector, tmp_path):
    moved = (*ANNA[:2], "anna@elders.example", *ANNA[3:])
    namesake = ("A. Jansen", "1999-01-01", *ANNA[2:])
    WRITERS[connector](tmp_path, [ANNA, moved, PIET, namesake])
    keys = {"email": "email", "name+birth_date": "full_name+born", "client_number": "number"}
    outcome = search(system(connector, table(match=keys)), tmp_path, SUBJECT)
    told = [record.matched_by for record in outcome.records]
    assert told == [("email", "name+birth_date"), ("name+birth_date",), ("email",)]


def test_a_name_without_the_birth_date_finds_nobody(connector, tmp_path):
    WRITERS[connector](tmp_path, [ANNA])
    source = system(connector, table(match={"name+birth_date": "full_name+born"}))
    other = Subject("Anna", "van den Berg", date(1999, 1, 1))
    assert search(source, tmp_path, Subject("Anna", "van den Berg")).result is Found.CANNOT_SEARCH
    assert search(source, tmp_path, other).result is Found.NOTHING_HELD


@pytest.mark.parametrize("empty", ["", "  ", "-", "0", "niet bekend"])
def test_what_is_empty_on_both_sides_never_matches(connector, tmp_path, empty):
    row = (empty, "", empty, empty, "", "Van een ander", "", "", "")
    WRITERS[connector](tmp_path, [row])
    keys = {"email": "email", "phone": "phone", "client_number": "number"}
    subject = Subject("", "", None, empty, empty, "", (("client_number", ""),))
    assert not search(system(connector, table(match=keys)), tmp_path, subject).records


@pytest.mark.parametrize(
    "hostile",
    [
        "' OR '1'='1",
        '" OR 1=1 --',
        "anna@post.example' UNION SELECT 1,2,3,4,5,6 --",
        "%",
        "anna_post.example",
        "*@post.example",
        "\\",
    ],
)
def test_what_somebody_typed_is_never_a_query(connector, tmp_path, hostile):
    path = WRITERS[connector](tmp_path, [ANNA, PIET])
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    keys = {"email": "email", "client_number": "number", "name+birth_date": "full_name+born"}
    subject = Subject(hostile, hostile, date(1980, 2, 3), hostile, hostile, hostile,
                      (("client_number", hostile),))  # fmt: skip
    assert not search(system(connector, table(match=keys)), tmp_path, subject).records
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_hostile_values_come_out_as_harmless_text(connector, tmp_path):
    note = "<script>alert(1)</script>\u202egnp.exe {{ 7*7 }} \x00\x1b[31m =cmd()"
    WRITERS[connector](tmp_path, [(*ANNA[:5], note, *ANNA[6:])])
    (record,) = search(system(connector), tmp_path, SUBJECT).records
    value = next(field.value for field in record.fields if field.label_nl == "Aantekening")
    assert "<script>alert(1)</script>" in value
    assert not set(value) & {"\x00", "\x1b", "\u202e"}


def test_a_value_that_is_not_what_the_profile_says_stays_text(connector, tmp_path):
    WRITERS[connector](tmp_path, [("Anna", "ergens in mei", *ANNA[2:6], "veel", "Z", "misschien")])
    (record,) = search(system(connector), tmp_path, SUBJECT).records
    given = [field.typed("nl") for field in record.fields]
    assert given[1:2] + given[3:] == ["ergens in mei", "veel", "Z", "misschien"]


def test_a_missing_source_may_come_back(connector, tmp_path):
    failed = failure_of(system(connector), tmp_path)
    assert failed.failure is Failure.MISSING
    assert failed.may_retry


def test_a_column_that_is_gone_is_a_failure_and_not_an_empty_answer(connector, tmp_path):
    columns = tuple("mail" if column == "email" else column for column in COLUMNS)
    WRITERS[connector](tmp_path, [ANNA], columns)
    failed = failure_of(system(connector), tmp_path)
    assert failed.failure is Failure.MAPPING
    assert not failed.may_retry


def test_a_shown_column_that_is_gone_is_a_failure_too(connector, tmp_path):
    columns = tuple("remark" if column == "note" else column for column in COLUMNS)
    WRITERS[connector](tmp_path, [ANNA], columns)
    assert failure_of(system(connector), tmp_path).failure is Failure.MAPPING


def test_a_huge_value_is_a_failure(connector, tmp_path):
    WRITERS[connector](tmp_path, [(*ANNA[:5], HUGE, *ANNA[6:])])
    assert failure_of(system(connector), tmp_path).failure is Failure.TOO_LARGE


def test_more_rows_than_can_be_right_is_a_failure(connector, tmp_path):
    WRITERS[connector](tmp_path, [ANNA] * 21)
    limits = Limits(rows=20)
    assert failure_of(system(connector), tmp_path, limits=limits).failure is Failure.TOO_MANY


def test_more_text_than_can_be_right_is_a_failure(connector, tmp_path):
    WRITERS[connector](tmp_path, [ANNA] * 50)
    limits = Limits(total_bytes=500)
    assert failure_of(system(connector), tmp_path, limits=limits).failure is Failure.TOO_LARGE


def test_a_search_that_takes_too_long_is_given_up_and_may_be_tried_again(connector, tmp_path):
    WRITERS[connector](tmp_path, [PIET] * 5_000)
    failed = failure_of(system(connector), tmp_path, limits=Limits(seconds=-1))
    assert failed.failure is Failure.TOO_SLOW
    assert failed.may_retry


def test_a_hundred_thousand_rows_are_searched(connector, tmp_path):
    WRITERS[connector](tmp_path, [PIET] * 100_000 + [ANNA])
    assert len(search(system(connector), tmp_path, SUBJECT).records) == 1


@pytest.mark.parametrize("location", ["../outside", "/etc/passwd", "https://example.org/data"])
def test_it_never_leaves_its_folder(connector, tmp_path, location):
    folder = tmp_path / "sources"
    folder.mkdir()
    WRITERS[connector](tmp_path, [ANNA])
    failed = failure_of(system(connector, location=location), folder)
    assert failed.failure is Failure.LOCATION


def test_a_link_to_the_outside_is_not_followed(connector, tmp_path):
    folder = tmp_path / "sources"
    folder.mkdir()
    path = WRITERS[connector](tmp_path, [ANNA])
    source = system(connector)
    (folder / source.location).symlink_to(path if connector == "sqlite" else path.parent)
    assert failure_of(source, folder).failure is Failure.LOCATION


def test_one_table_that_cannot_be_searched_is_told_beside_what_was_found(connector, tmp_path):
    WRITERS[connector](tmp_path, [ANNA])
    by_number = table("people", {"client_number": "number"})
    outcome = search(system(connector, table(), by_number), tmp_path, SUBJECT)
    assert outcome.result is Found.HELD
    assert [each.table for each in outcome.not_searched] == ["people"]


def test_a_failure_tells_no_value_of_a_person(connector, tmp_path):
    columns = tuple("mail" if column == "email" else column for column in COLUMNS)
    WRITERS[connector](tmp_path, [ANNA], columns)
    assert "anna" not in str(failure_of(system(connector), tmp_path)).lower()
