"""The words of the desk for questions to people who know a domain."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.language.experts import GIVEN
from portal.language.words import local_date
from portal.models.expert import ExpertTask, TaskState
from portal.web.page import words

LOG = {
    "expert_asked": _l("Somebody was asked by mail"),
    "expert_opened": _l("The question was opened"),
    "expert_link_sent": _l("A new link was mailed to who was asked"),
    "expert_reminded": _l("A reminder was mailed to who was asked"),
    "expert_escalated": _l("No answer after two reminders: colleagues told"),
    "expert_answered": _l("Who was asked answered"),
    "expert_withdrawn": _l("Question withdrawn"),
    "expert_forgotten": _l("Forgotten who was asked, and what was written"),
    "copies_gone": _l("Own copies of who was asked are gone"),
}
LOG_PAGES = {"experts": _l("questions to colleagues")}


def badge_of(task: ExpertTask) -> tuple[str, str]:
    """The kind and the words of the badge of a task."""
    if task.state is TaskState.ANSWERED:
        return "ok", _("has answered")
    if task.state is TaskState.WITHDRAWN:
        return "neutral", _("withdrawn")
    if task.escalated_at is not None:
        return "warning", _("no answer after two reminders")
    return "info", _("waits for an answer")


def state_of(task: ExpertTask) -> str:
    """Where a task stands, in one line."""
    here = words()
    asked = here.short_date(local_date(task.asked_at))
    if task.state is TaskState.ANSWERED and task.answer is not None and task.answered_at:
        day = here.short_date(local_date(task.answered_at))
        return _("%(answer)s, on %(date)s", answer=_(GIVEN[task.answer.value]), date=day)
    if task.state is TaskState.WITHDRAWN:
        return _("Asked on %(date)s, not needed any more", date=asked)
    parts = [_("Asked on %(date)s", date=asked), _("seen") if task.opened_at else _("not seen yet")]
    if task.chases:
        number = task.chases
        parts.append(here.ngettext("%(num)d reminder", "%(num)d reminders", number))
    if task.next_mail_on:
        parts.append(_("next mail on %(date)s", date=here.short_date(task.next_mail_on)))
    return ", ".join(parts)
