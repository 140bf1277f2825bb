"""Every code that services give has its words."""

import re
from pathlib import Path

import pytest

from portal.identity.desk import Shown
from portal.law.grounds import Outcome
from portal.law.lifecycle import Action
from portal.models.case import Channel
from portal.models.finding import Review, SearchResult
from portal.services.guidance import ARTICLE, Step
from portal.services.obstacles import Obstacle
from portal.services.particulars import Fault
from portal.services.signals import Signal
from portal.web.staff import advice, hindrances, phrases, verdicts

RECORDED = re.compile(r'record\(\s*\w[\w.]*,\s*"([a-z_]+)"')


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        (Step, advice.STEPS),
        (Signal, advice.SIGNALS),
        (Obstacle, hindrances.OBSTACLES),
        (Fault, hindrances.FAULTS),
        (Outcome, verdicts.OUTCOMES),
        (Channel, phrases.CHANNELS),
        (Shown, phrases.SHOWN),
        (SearchResult, phrases.RESULTS),
        (Review, phrases.REVIEWS),
    ],
)
def test_no_code_is_without_words(codes, words):
    assert set(words) == set(codes)


NOT_IN_A_CASE = {
    "staff_added", "staff_closed", "staff_restored", "source_suspended", "source_resumed",
}  # fmt: skip


def test_every_line_of_the_log_has_its_words():
    folder = Path(phrases.__file__).parents[2] / "services"
    written = {
        action
        for path in folder.glob("*.py")
        for action in RECORDED.findall(path.read_text(encoding="utf-8"))
    }
    assert written
    assert (written | set(Action)) - NOT_IN_A_CASE <= set(phrases.LOG)


def test_every_step_has_its_article_but_those_that_no_law_asks():
    assert set(Step) - set(ARTICLE) == {Step.DOUBT, Step.NOTHING}


def test_values_are_said_as_people_say_them(app):
    from datetime import date, datetime
    from decimal import Decimal

    with app.test_request_context("/"):
        assert phrases.value(True) == "ja"
        assert phrases.value(Decimal("255")) == "€\xa0255,00"
        assert phrases.value(date(2026, 12, 18)) == "vrijdag 18 december 2026"
        assert "11:00" in phrases.value(datetime(2026, 12, 18, 11, 0))  # noqa: DTZ001
        assert phrases.value("tekst") == "tekst"
