"""What every connector must do, whatever it reads: one contract for all plugins."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from portal.organisations.organisation import PERSON
from portal.organisations.systems import CONNECTORS as KNOWN_TO_PROFILES
from portal.sources.connector import Failure, Found, Limits, SourceFailed, Subject, alone
from portal.sources.registry import CONNECTORS
from tests.sources.server_stages import SERVER_STAGES, HttpStage
from tests.sources.stages import ON_A_SERVER, ROW_STAGES, FolderStage
from tests.sources.systems import ANNA, COLUMNS, PIET, table

SUBJECT = Subject("Anna", "van den Berg", date(1980, 2, 3), "anna@post.example", "0600123456")
NUMBERED = replace(SUBJECT, identifiers=(("client_number", "K 100"),))
HUGE = "x" * 2_000_000


@pytest.fixture(params=sorted([*ROW_STAGES, *ON_A_SERVER, HttpStage.name]))
def stage(request, tmp_path):
    """A source with rows, of each kind."""
    return make(request, tmp_path)


@pytest.fixture(params=sorted([*ROW_STAGES, *ON_A_SERVER, *SERVER_STAGES, FolderStage.name]))
def any_stage(request, tmp_path):
    """A source of each kind, documents too; search it for somebody with a number."""
    return make(request, tmp_path)


@pytest.fixture(params=["csv", "excel", "folder", "sqlite"])
def file_stage(request, tmp_path):
    """A source that is a file or a folder, of each kind."""
    return make(request, tmp_path)


def make(request, folder):
    sources = folder / "sources"
    sources.mkdir()
    if request.param in SERVER_STAGES:
        found = SERVER_STAGES[request.param](sources)
        request.addfinalizer(found.close)
        return found
    if request.param in ON_A_SERVER:
        url = request.getfixturevalue("shared_postgresql")
        return ON_A_SERVER[request.param](sources, url)
    return {**ROW_STAGES, FolderStage.name: FolderStage}[request.param](sources)


def failure_of(stage, subject=SUBJECT, **more):
    with pytest.raises(SourceFailed) as failed:
        stage.search(subject, **more)
    return failed.value


@pytest.mark.parametrize("error", [ZeroDivisionError, RecursionError, MemoryError, KeyError])
def test_what_no_connector_foresees_is_a_failure_that_quotes_nobody(error):
    with pytest.raises(SourceFailed) as failed, alone():
        raise error("Anna van den Berg")
    assert (failed.value.failure, failed.value.detail) == (Failure.UNFORESEEN, error.__name__)
    assert not failed.value.may_retry


def test_what_a_connector_says_of_its_source_stays_as_it_said_it():
    said = SourceFailed(Failure.BUSY, "clients")
    with pytest.raises(SourceFailed) as failed, alone():
        raise said
    assert failed.value is said


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit])
def test_who_stops_the_program_stops_it(error):
    with pytest.raises(error), alone():
        raise error


def test_profiles_and_plugins_know_the_same_connectors():
    assert sorted(KNOWN_TO_PROFILES) == sorted({*CONNECTORS, PERSON})


def test_it_finds_what_is_of_the_person_and_of_nobody_else(any_stage):
    any_stage.write([ANNA, PIET, ANNA, PIET])
    source = any_stage.system(table(match={"client_number": "number"}))
    outcome = any_stage.search(NUMBERED, source)
    assert outcome.result is Found.HELD
    assert [record.matched_by for record in outcome.records] == [("client_number",)] * 2
    assert outcome.searched_with == ("client_number",)


def test_it_gives_the_rows_of_the_person(stage):
    stage.write([ANNA, PIET, ANNA])
    outcome = stage.search(SUBJECT)
    assert outcome.result is Found.HELD
    assert [record.fields[0].value for record in outcome.records] == ["Anna van den Berg"] * 2
    assert outcome.searched_with == ("email",)


def test_it_gives_values_in_human_words_and_typed(stage):
    stage.write([ANNA])
    (record,) = stage.search(SUBJECT).records
    nl = {field.label("nl"): field.typed("nl") for field in record.fields}
    assert nl["Geboren"] == date(1980, 2, 3)
    assert nl["Bedrag"] == Decimal("12.50")
    assert nl["Soort"] == "telefoon"
    assert nl["Betaald"] is True
    assert {field.label("en"): field.typed("en") for field in record.fields}[
        "Soort (en)"
    ] == "phone"
    assert record.names_third_person


def test_it_leaves_out_empty_cells_and_says_when_no_third_person_is_named(stage):
    stage.write([(*ANNA[:5], "", *ANNA[6:])])
    (record,) = stage.search(SUBJECT).records
    assert "Aantekening" not in {field.label_nl for field in record.fields}
    assert not record.names_third_person


def test_it_says_that_nothing_is_held(any_stage):
    any_stage.write([PIET])
    assert any_stage.search(NUMBERED).result is Found.NOTHING_HELD


def test_too_little_known_is_not_the_same_as_nothing_held(any_stage):
    any_stage.write([ANNA])
    outcome = any_stage.search(Subject("Anna", "van den Berg"))
    assert outcome.result is Found.CANNOT_SEARCH
    assert outcome.not_searched == any_stage.system().tables
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
def test_it_compares_as_people_mean_it(stage, match, subject):
    stage.write([PIET, ANNA])
    outcome = stage.search(subject, stage.system(table(match=match)))
    assert [record.fields[0].value for record in outcome.records] == ["Anna van den Berg"]


def test_each_row_tells_every_way_in_which_it_fits(stage):
    moved = (*ANNA[:2], "anna@elders.example", *ANNA[3:])
    namesake = ("A. Jansen", "1999-01-01", *ANNA[2:])
    stage.write([ANNA, moved, PIET, namesake])
    keys = {"email": "email", "name+birth_date": "full_name+born", "client_number": "number"}
    outcome = stage.search(SUBJECT, stage.system(table(match=keys)))
    told = [record.matched_by for record in outcome.records]
    assert told == [("email", "name+birth_date"), ("name+birth_date",), ("email",)]


def test_a_name_without_the_birth_date_finds_nobody(stage):
    stage.write([ANNA])
    source = stage.system(table(match={"name+birth_date": "full_name+born"}))
    other = Subject("Anna", "van den Berg", date(1999, 1, 1))
    assert stage.search(Subject("Anna", "van den Berg"), source).result is Found.CANNOT_SEARCH
    assert stage.search(other, source).result is Found.NOTHING_HELD


@pytest.mark.parametrize("empty", ["", "  ", "-", "0", "niet bekend"])
def test_what_is_empty_on_both_sides_never_matches(stage, empty):
    row = (empty, "", empty, empty, "", "Van een ander", "", "", "")
    stage.write([row])
    keys = {"email": "email", "phone": "phone", "client_number": "number"}
    subject = Subject("", "", None, empty, empty, "", (("client_number", ""),))
    assert not stage.search(subject, stage.system(table(match=keys))).records


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
        "../..",
        "{client_number}",
    ],
)
def test_what_somebody_typed_is_never_a_query(any_stage, hostile):
    stage = any_stage
    stage.write([ANNA, PIET])
    before = stage.fingerprint()
    keys = {"email": "email", "client_number": "number", "name+birth_date": "full_name+born"}
    subject = Subject(hostile, hostile, date(1980, 2, 3), hostile, hostile, hostile,
                      (("client_number", hostile),))  # fmt: skip
    assert not stage.search(subject, stage.system(table(match=keys))).records
    assert stage.fingerprint() == before


def test_hostile_values_come_out_as_harmless_text(stage):
    note = "<script>alert(1)</script>\u202egnp.exe {{ 7*7 }} \x00\x1b[31m =cmd()"
    stage.write([(*ANNA[:5], note, *ANNA[6:])])
    (record,) = stage.search(SUBJECT).records
    value = next(field.value for field in record.fields if field.label_nl == "Aantekening")
    assert "<script>alert(1)</script>" in value
    assert not set(value) & {"\x00", "\x1b", "\u202e"}


def test_a_value_that_is_not_what_the_profile_says_stays_text(stage):
    stage.write([("Anna", "ergens in mei", *ANNA[2:6], "veel", "Z", "misschien")])
    (record,) = stage.search(SUBJECT).records
    given = [field.typed("nl") for field in record.fields]
    assert given[1:2] + given[3:] == ["ergens in mei", "veel", "Z", "misschien"]


def test_a_missing_source_may_come_back(file_stage):
    failed = failure_of(file_stage, NUMBERED)
    assert failed.failure is Failure.MISSING
    assert failed.may_retry


def test_a_column_that_is_gone_is_a_failure_and_not_an_empty_answer(stage):
    columns = tuple("mail" if column == "email" else column for column in COLUMNS)
    stage.write([ANNA], columns)
    failed = failure_of(stage)
    assert failed.failure is Failure.MAPPING
    assert not failed.may_retry


def test_a_shown_column_that_is_gone_is_a_failure_too(stage):
    columns = tuple("remark" if column == "note" else column for column in COLUMNS)
    stage.write([ANNA], columns)
    assert failure_of(stage).failure is Failure.MAPPING


def test_a_huge_value_is_a_failure(stage):
    stage.write([(*ANNA[:5], HUGE, *ANNA[6:])])
    assert failure_of(stage).failure is Failure.TOO_LARGE


def test_more_rows_than_can_be_right_is_a_failure(any_stage):
    any_stage.write([ANNA] * 21)
    limits = Limits(rows=20)
    assert failure_of(any_stage, NUMBERED, limits=limits).failure is Failure.TOO_MANY


def test_more_text_than_can_be_right_is_a_failure(stage):
    stage.write([ANNA] * 50)
    limits = Limits(total_bytes=500)
    assert failure_of(stage, limits=limits).failure is Failure.TOO_LARGE


def test_a_search_that_takes_too_long_is_given_up_and_may_be_tried_again(any_stage):
    any_stage.write([PIET] * 600)
    failed = failure_of(any_stage, NUMBERED, limits=Limits(seconds=-1))
    assert failed.failure is Failure.TOO_SLOW
    assert failed.may_retry


def test_fifty_thousand_rows_are_searched(stage):
    stage.write([PIET] * 50_000 + [ANNA])
    assert len(stage.search(SUBJECT).records) == 1


@pytest.mark.parametrize("location", ["../outside", "/etc/passwd", "https://example.org/data"])
def test_it_never_leaves_its_folder(file_stage, location):
    file_stage.write([ANNA])
    source = file_stage.system(location=location)
    assert failure_of(file_stage, NUMBERED, source=source).failure is Failure.LOCATION


def test_a_link_to_the_outside_is_not_followed(file_stage, tmp_path):
    file_stage.write([ANNA])
    folder = tmp_path / "others"
    folder.mkdir()
    (folder / file_stage.location).symlink_to(file_stage.path)
    assert failure_of(file_stage, NUMBERED, folder=folder).failure is Failure.LOCATION


def test_one_table_that_cannot_be_searched_is_told_beside_what_was_found(stage):
    stage.write([ANNA])
    by_number = table("people", {"client_number": "number"})
    outcome = stage.search(SUBJECT, stage.system(table(), by_number))
    assert outcome.result is Found.HELD
    assert [each.table for each in outcome.not_searched] == ["people"]


def test_a_failure_tells_no_value_of_a_person(stage):
    columns = tuple("mail" if column == "email" else column for column in COLUMNS)
    stage.write([ANNA], columns)
    assert "anna" not in str(failure_of(stage)).lower()
