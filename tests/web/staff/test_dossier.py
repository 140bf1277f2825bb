"""What the pages of a case share: which buttons there are, and the facts beside the work."""

from portal.law.lifecycle import Action
from portal.services.permissions import Task
from portal.web.staff.dossier import TASKS


def test_every_action_of_staff_needs_a_permission():
    by_others = {Action.ANSWER, Action.DELIVER, Action.LAPSE}
    assert set(TASKS) == set(Action) - by_others
    assert Task.READ not in TASKS.values()


def test_the_facts_explain_the_last_day(bench):
    page = bench.get()
    assert "Waarom deze laatste dag?" in page
    assert "20 november 2026" in page
    assert "Sanne de Wit" in page
