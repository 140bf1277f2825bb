"""The forms of the answers: each asks its own, then a note, then whether copies are left."""

import pytest

from portal.models.expert import ExpertAnswer
from portal.web.experts.answers import form_for

TABLES = [("paper", "Papier"), ("images", "Beelden")]
OWN = {
    "nothing_held": [],
    "overview": ["table", "overview"],
    "files": ["table", "files"],
    "viewing": ["table", "what", "where", "contact", "hold_until"],
    "cannot_say": [],
    "done": [],
    "not_done": [],
}


@pytest.mark.parametrize("answer", ExpertAnswer)
def test_each_answer_asks_what_belongs_to_it(app, answer):
    with app.test_request_context("/"):
        names = [field.short_name for field in form_for(answer, TABLES)]
    assert names == [*OWN[answer], "note", "copies"]


def test_nothing_is_chosen_where_there_is_one_kind_of_data(app):
    with app.test_request_context("/"):
        assert "table" not in form_for(ExpertAnswer.OVERVIEW, [])
