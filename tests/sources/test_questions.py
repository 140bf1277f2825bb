"""The question to a database: the mapped columns, and never too few rows."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import mysql, postgresql

from portal.sources.connector import Limits
from portal.sources.matching import Condition, Way, same
from portal.sources.questions import plain, select_rows
from tests.sources.systems import table
from tests.sources.test_sieve import WRITTEN

LIMITS = Limits()
EMAIL = Way("email", (Condition("email", "email", "anna@post.example"),))


@pytest.fixture(params=["sqlite", "postgresql"])
def connection(request, tmp_path):
    url = f"sqlite:///{tmp_path}/x.sqlite"
    if request.param == "postgresql":
        url = request.getfixturevalue("shared_postgresql")
    engine = create_engine(url)
    with engine.connect() as opened:
        yield opened
    engine.dispose()


def mapped(column):
    return table("seeking", {"client_number": column})


@pytest.mark.parametrize(("identifier", "ours", "theirs"), WRITTEN)
def test_what_means_the_same_comes_back(connection, identifier, ours, theirs):
    names = [*(f'"{field.column}"' for field in mapped("it").fields), '"it"']
    columns = ", ".join(f"{name} text" for name in names)
    connection.execute(text(f"CREATE TEMPORARY TABLE seeking ({columns})"))
    for value in (theirs, "something else", None):
        connection.execute(text('INSERT INTO seeking ("it") VALUES (:it)'), {"it": value})
    way = Way(identifier, (Condition(identifier, "it", same(identifier, ours)),))
    query = select_rows(mapped("it"), "", (way,), connection.dialect.name, LIMITS)
    assert [row[-1] for row in connection.execute(query)] == [theirs]


def asked(dialect, schema="Klanten"):
    statement = select_rows(table(), schema, (EMAIL,), dialect.name, LIMITS)
    return str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def test_only_mapped_columns_are_asked_and_names_are_quoted():
    sql = asked(postgresql.dialect())
    assert 'FROM "Klanten"."contacts"' in sql
    assert '"phone"' not in sql
    assert "*" not in sql.partition("FROM")[0]


def test_a_long_value_is_cut_before_it_comes():
    assert f", 1, {LIMITS.value_bytes + 1})" in asked(postgresql.dialect())


def test_a_database_without_the_words_for_it_gives_all_rows():
    assert "WHERE" not in asked(mysql.dialect())


@pytest.mark.parametrize(
    ("given", "meant"), [("\\x6869", b"hi"), ("\\xzz", "\\xzz"), ("\\x", "\\x"), (7, 7)]
)
def test_bytes_that_come_as_text_are_bytes_again(given, meant):
    assert plain(given) == meant
