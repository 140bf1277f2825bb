"""`flask cases` lists references by organisation, right and status."""

import pytest
from flask import Flask

from portal.cli.cases import cases
from portal.law.rights import Right
from tests.services import stories
from tests.web.conftest import make_app, make_settings


@pytest.fixture
def app(tmp_path, sqlite_url, queue):
    made = make_app(make_settings(tmp_path / "data", sqlite_url), queue)
    yield made
    made.extensions["portal"].database.close()


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(cases, words)


def ask(app: Flask, slug: str, key: str, right: Right = Right.ACCESS) -> str:
    with app.extensions["portal"].database.transaction() as session:
        return stories.ask(session, slug, key=key, right=right).reference


def test_it_prints_references_one_a_line(app):
    mine = [ask(app, "akj", "1"), ask(app, "akj", "2", Right.ERASURE)]
    others = ask(app, "cjib", "3")
    assert sorted(run(app).output.splitlines()) == sorted([*mine, others])
    assert sorted(run(app, "--organisation", "akj").output.splitlines()) == sorted(mine)
    assert run(app, "--organisation", "akj", "--right", "erasure").output == f"{mine[1]}\n"
    assert run(app, "--status", "delivered").output == ""
    assert len(run(app, "--status", "received", "--limit", "2").output.splitlines()) == 2


@pytest.mark.parametrize(
    ("option", "value"),
    [("--organisation", "nobody"), ("--right", "fly"), ("--status", "lost"), ("--limit", "0")],
)
def test_a_wrong_word_is_told_with_what_can_be_chosen(app, option, value):
    result = run(app, option, value)
    assert result.exit_code == 2
    assert option in result.output
