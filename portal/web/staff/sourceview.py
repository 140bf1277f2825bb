"""The systems of a case as handlers read them: what each gave, or why it did not."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from portal.language.papers import HANDED_IN as HANDED_IN_WORDS
from portal.language.searches import found_by, remark
from portal.models.case import Case
from portal.models.expert import ExpertTask, TaskState
from portal.models.finding import SearchResult, SourceSearch
from portal.services import asking, collection
from portal.services.ending import read_reason
from portal.services.exhibits import HANDED_IN
from portal.services.leafing import Counts
from portal.services.searching import TRIES
from portal.web.page import db, words
from portal.web.staff import phrases
from portal.web.staff.dossier import own_organisation


@dataclass(frozen=True, slots=True)
class Line:
    """One system.

    Attributes:
        badge: the result, as a kind of badge and words.
        remarks: what else a handler must know.
        asked_somebody: whether a person looks for it, whose task has a page.
    """

    search: SourceSearch
    name: str
    badge: tuple[str, str]
    remarks: tuple[str, ...]
    counts: Counts
    may_retry: bool
    asked_somebody: bool


def lines(case: Case, searches: Sequence[SourceSearch], counts: dict[int, Counts]) -> list[Line]:
    """A line for each system that was searched or asked."""
    tasks = {task.search_id: task for task in asking.tasks_of(db(), case)}
    return [_line(each, counts.get(each.id, Counts()), tasks.get(each.id)) for each in searches]


def name_of(search: SourceSearch) -> str:
    """What the profile calls a system; its id when the profile no longer knows it."""
    if search.source == HANDED_IN:
        return words().gettext(HANDED_IN_WORDS)
    for source in own_organisation().sources:
        if source.id == search.source:
            return source.name.in_(words().language)
    return search.source


def _line(search: SourceSearch, counts: Counts, task: ExpertTask | None) -> Line:
    kind, text = phrases.RESULTS[search.result]
    if task is not None and task.state is TaskState.OPEN:
        kind, text = "info", _("Somebody was asked")
    elif search.next_try_at is not None:
        kind, text = "warning", _("No answer yet")
    return Line(
        search=search,
        name=name_of(search),
        badge=(kind, str(text)),
        remarks=tuple(each for each in _remarks(search, task) if each),
        counts=counts,
        may_retry=collection.may_retry(search) and search.source != HANDED_IN,
        asked_somebody=task is not None,
    )


def _remarks(search: SourceSearch, task: ExpertTask | None) -> list[str]:
    found = [remark(words(), *read_reason(search.reason))]
    if search.next_try_at is not None:
        found.append(
            _(
                "Try %(number)s of %(most)s failed. The next one is on %(when)s.",
                number=search.attempts,
                most=TRIES,
                when=words().moment(search.next_try_at),
            )
        )
    if task is not None and task.state is TaskState.OPEN:
        found.append(_asked(task))
    if search.result in (SearchResult.HELD, SearchResult.NOTHING_HELD) and search.searched_with:
        ways = found_by(words(), ",".join(map(str, search.searched_with)))
        found.append(_("Searched with: %(ways)s", ways=ways))
    return found


def _asked(task: ExpertTask) -> str:
    """Since when somebody was asked, and when that is repeated."""
    day = words().date(task.asked_at.date())
    if task.next_mail_on is None:
        return _("Asked on %(day)s.", day=day)
    again = words().date(task.next_mail_on)
    return _("Asked on %(day)s. Without an answer we remind on %(again)s.", day=day, again=again)
