"""What is special about CSV files as sources."""

import pytest

from portal.sources.connector import Failure, Found, Limits, SourceFailed, Subject
from tests.sources.systems import ANNA, COLUMNS, PIET, search, system, write_csv

SUBJECT = Subject(email="anna@post.example")
HEADER = ";".join(COLUMNS)
ROW = ";".join(ANNA)


def write(folder, content: bytes):
    path = folder / "files" / "contacts.csv"
    path.parent.mkdir()
    path.write_bytes(content)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_it_sees_by_itself_what_separates_the_columns(tmp_path, separator):
    row = separator.join(value.replace(",", ".") for value in ANNA)
    write(tmp_path, f"{separator.join(COLUMNS)}\n{row}\n".encode())
    assert search(system("csv"), tmp_path, SUBJECT).result is Found.HELD


def test_a_byte_order_mark_and_dos_line_ends_do_no_harm(tmp_path):
    write(tmp_path, f"{HEADER}\r\n{ROW}\r\n".encode("utf-8-sig"))
    assert search(system("csv"), tmp_path, SUBJECT).result is Found.HELD


def test_a_value_may_hold_separators_and_new_lines(tmp_path):
    note = 'Zei: "nee; echt niet"\nen hing op.'
    write_csv(tmp_path, [(*ANNA[:5], note, *ANNA[6:])])
    (record,) = search(system("csv"), tmp_path, SUBJECT).records
    assert note in [field.value for field in record.fields]


def test_rows_of_the_wrong_length_are_counted_and_the_rest_is_searched(tmp_path):
    write(tmp_path, f"{HEADER}\nkapot;regel\n\n{ROW};te veel\n{ROW}\n".encode())
    outcome = search(system("csv"), tmp_path, SUBJECT)
    assert outcome.result is Found.HELD
    assert len(outcome.records) == 1
    assert outcome.broken_rows == 2


def test_text_in_another_encoding_is_a_failure(tmp_path):
    write(tmp_path, f"{HEADER}\n{ROW.replace('Anna', 'Andréa')}\n".encode("latin-1"))
    with pytest.raises(SourceFailed) as failed:
        search(system("csv"), tmp_path, SUBJECT)
    assert failed.value.failure is Failure.ENCODING


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    write_csv(tmp_path, [PIET] * 100)
    with pytest.raises(SourceFailed) as failed:
        search(system("csv"), tmp_path, SUBJECT, Limits(file_bytes=1000))
    assert failed.value.failure is Failure.TOO_LARGE


@pytest.mark.parametrize("content", ["", "\n", "full_name;full_name;email\n"])
def test_a_file_without_the_right_column_names_is_a_failure(tmp_path, content):
    write(tmp_path, content.encode())
    with pytest.raises(SourceFailed) as failed:
        search(system("csv"), tmp_path, SUBJECT)
    assert failed.value.failure is Failure.MAPPING


def test_the_location_may_be_the_file_itself(tmp_path):
    write_csv(tmp_path, [ANNA])
    source = system("csv", location="files/contacts.csv")
    assert search(source, tmp_path, SUBJECT).result is Found.HELD
