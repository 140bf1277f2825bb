"""A case: its overview and log."""

from itertools import groupby

from flask import abort, flash, g
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.language.guide import guide
from portal.language.questions import asked_lines
from portal.models.case import Case
from portal.services import bezwaar, cases, outcomes, stopping, triage
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import phrases, verdicts
from portal.web.staff import stopping as stopped
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation
from portal.web.staff.stopping import StopForm

READERS = roles_that_may(Task.READ)
QUIET = ("viewed", "link_used", "link_sent", "code_sent", "code_wrong", "source_searched",
         "source_searched_again", "document_read")  # fmt: skip
DATE = len("2026-11-22")
"""So many signs of a moment say on which day it was."""


@pages.get("/verzoek/<reference>")
@access.staff(*READERS, writes=True)
def show_case(reference: str) -> tuple[str, int]:
    """What was asked, what happened, what to do next."""
    return _overview(opened(reference, "overview"))


def _overview(case: Case, *, code: int = 200, wrong: StopForm | None = None) -> tuple[str, int]:
    return case_page(
        "case.html",
        case,
        "staff.show_case",
        code=code,
        form=wrong,
        asked=[
            (
                part,
                asked_lines(words(), own_organisation(), part.right, part.answers),
                guide(words(), part.right, part.answers, bezwaar=outcomes.is_bezwaar(part)),
            )
            for part in case.parts
        ],
        called=verdicts.called,
        contested=bezwaar.linked(db(), case).origin,
        history=_together(_moments(case, everything=False)),
        handlers=triage.list_handlers(db(), case.organisation),
        **stopped.asked(case, wrong),
    )


@pages.post("/verzoek/<reference>/gestopt/<int:part_id>")
@access.staff(*roles_that_may(Task.REVIEW))
def stop_use(reference: str, part_id: int) -> Response | tuple[str, int]:
    """The use of the data has stopped."""
    case = opened(reference, "overview")
    part = next((each for each in stopping.due(case) if each.id == part_id), None)
    if part is None:
        abort(409)
    form = stopped.typed(part)
    if not form.validate():
        return _overview(case, code=422, wrong=form)
    try:
        day, here = form.day.data, own_organisation()
        stopping.stop(db(), case, part, here, day, actor=g.actor, now=now())
    except stopping.WrongDay:
        form.day.errors = [_("Fill in a day from the request until today.")]
        return _overview(case, code=422, wrong=form)
    flash(_("Recorded. The letter will say since when the use has stopped."), "ok")
    return back_to(case)


@pages.get("/verzoek/<reference>/logboek")
@access.staff(*READERS, writes=True)
def show_log(reference: str) -> tuple[str, int]:
    """Who did what and when, reading included (AVG 5.2)."""
    case = opened(reference, "log")
    return case_page("log.html", case, "staff.show_log", history=_moments(case, everything=True))


def _together(found: list[phrases.Moment]) -> list[tuple[phrases.Moment, int]]:
    """What somebody did several times in a row on one day: the newest of it, and how often."""

    def alike(each: phrases.Moment) -> tuple[str, ...]:
        return each.what, each.who, each.detail, each.machine[:DATE]

    rows = [list(same) for _key, same in groupby(found, alike)]
    return [(same[0], len(same)) for same in rows]


def _moments(case: Case, *, everything: bool) -> list[phrases.Moment]:
    quiet = () if everything else QUIET
    events = cases.list_events(db(), case)
    return [phrases.moment(event, name) for event, name in events if event.action not in quiet]
