"""Trying a source out: counts, and what is not as the profile says."""

from portal.organisations.organisation import SourceSystem
from portal.sources.connector import FoundDocument, Record, SearchOutcome, Subject
from portal.sources.trial import Odd, look_at, ways_of
from tests.sources.stages import SqliteStage
from tests.sources.systems import ANNA, PIET, table, text

SUBJECT = Subject(email="anna@post.example")


def tried(tmp_path, *rows, tables=()):
    stage = SqliteStage(tmp_path)
    stage.write(rows)
    source = stage.system(*tables)
    return look_at(source.tables, stage.search(SUBJECT, source))


def test_records_ways_and_filled_columns_are_counted(tmp_path):
    (trial,) = tried(tmp_path, ANNA, (*ANNA[:5], "", *ANNA[6:]), PIET)
    assert len(trial.records) == 2
    assert trial.ways == {"email": 2}
    assert trial.filled == {
        "full_name": 2, "born": 2, "note": 1, "amount": 2, "kind": 2, "paid": 2,
    }  # fmt: skip
    assert (trial.odd, trial.never_filled, trial.documents) == ((), (), 0)


def test_what_is_not_what_the_profile_says_is_told_by_column(tmp_path):
    odd = ("Anna", "in mei", *ANNA[2:5], "", "veel", "Z", "misschien")
    (trial,) = tried(tmp_path, odd, odd)
    assert trial.odd == (
        Odd("born", "kind", "date", 2),
        Odd("amount", "kind", "money", 2),
        Odd("kind", "code", "code", 2),
        Odd("paid", "kind", "boolean", 2),
    )
    assert trial.never_filled == ("note",)


def test_a_table_that_was_not_searched_has_no_counts(tmp_path):
    by_number = table("people", {"client_number": "number"})
    trials = tried(tmp_path, ANNA, tables=(table(), by_number))
    assert [trial.table.table for trial in trials] == ["contacts"]


def test_documents_are_counted_with_their_problems(tmp_path):
    mapped = table()
    records = tuple(
        Record(mapped, (), ("email",), document=FoundDocument("x", tmp_path, problem=problem))
        for problem in ("", "too_large", "too_large")
    )
    (trial,) = look_at([mapped], SearchOutcome(records, ("email",)))
    assert (trial.documents, trial.problems) == (3, {"too_large": 2})


def test_it_says_by_what_a_source_is_searched():
    rows = table(match={"email": "email", "name+birth_date": "full_name+born"})
    paths = table("{client_number}/**", {"x": "y"})
    system = SourceSystem("x", text("X"), "sqlite", "x.sqlite", (rows,))
    assert ways_of(system) == ("email", "name+birth_date")
    files = SourceSystem("x", text("X"), "folder", "x", (rows.__class__(
        paths.table, "advice", text("X")),))  # fmt: skip
    assert ways_of(files) == ("client_number",)
    server = SourceSystem("x", text("X"), "http", "https://x.example/{bsn}", ())
    assert ways_of(server) == ("bsn",)
