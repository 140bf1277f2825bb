"""What else a citizen sees of the request: its clock, resting data, who was told, a bezwaar."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import flash, g, redirect, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.language import consequences, letters, terms
from portal.language.derivation import deadline_sentences
from portal.language.words import local_date
from portal.law.mandatory import LetterKind
from portal.models.case import Case, Procedure
from portal.models.clock import ClockKind
from portal.models.consequence import NoticeState, RecipientNotice
from portal.organisations.organisation import Organisation
from portal.services import (
    bezwaar,
    cases,
    clock,
    ledger,
    letterheads,
    progress,
    restrictions,
    telling,
)
from portal.web import access
from portal.web.citizen.blueprint import citizen
from portal.web.citizen.reception import citizen_of
from portal.web.page import db, now, words


@dataclass(frozen=True, slots=True)
class LastDay:
    """A last day that was told, why it was set, and how it was found."""

    day: str
    title: str
    why: list[str]


def facts(organisation: Organisation, case: Case) -> dict[str, Any]:
    """What the page of the request shows besides status, messages and documents."""
    late = case.is_open and local_date(now()) > case.legal_due
    return {
        "markers": _markers(case),
        "last_days": _last_days(case),
        "unpaused": words().date(case.unpaused_due) if case.unpaused_due else "",
        "is_late": late,
        "late_title": letters.title(words(), LetterKind.LATE),
        "silences": letterheads.silence(case, organisation, words()) if late else (),
        "recipients": [
            (ledger.name_of(row, words().language), _told(row))
            for row in ledger.list_for_person(db(), case)
        ],
        "may_ask_told": progress.may_ask_told(db(), case),
        "around": _around(case),
        "counting": {each.answer_before for each in clock.pauses_of(db(), case) if each.counts},
    }


def _markers(case: Case) -> list[str]:
    """Which data rest, since when, and until when where that is known (AVG 18)."""
    parts = {part.id: part for part in case.parts}
    told = []
    for each in restrictions.active(db(), case):
        right = terms.plain_right(words(), parts[each.part_id].right)
        since = words().date(local_date(each.since))
        sentence = _(
            "We keep the data, but have not used them since %(date)s. It is about: %(right)s.",
            date=since,
            right=right,
        )
        if each.lift_on is not None:
            until = words().date(each.lift_on)
            sentence += " " + _("From %(date)s we use them again. Our letter says why.", date=until)
        told.append(sentence)
    return told


def _last_days(case: Case) -> list[LastDay]:
    """The last days before this one, the newest first; none when it never moved."""
    bezwaar_came = case.procedure is Procedure.BEZWAAR
    titles = {
        ClockKind.RECEIVED: _("When your 'bezwaar' came in")
        if bezwaar_came
        else _("When your request came in"),
        ClockKind.EXTENDED: _("When we took more time"),
        ClockKind.FURTHER: _("When we put our decision off once more"),
        ClockKind.PAUSED: _("When we asked you something"),
    }
    earlier = clock.entries_of(db(), case)[:-1]
    return [
        LastDay(words().date(each.legal_due), titles[each.kind], _sentences(each.deadline))
        for each in reversed(earlier)
    ]


def _sentences(deadline: Mapping[str, Any]) -> list[str]:
    return deadline_sentences(deadline, gettext=words().gettext, format_date=words().date)


def _told(row: RecipientNotice) -> str:
    """Whether and how a recipient knows (AVG 19)."""
    if row.state is NoticeState.EXCUSED:
        return consequences.excuse(words(), row.how, row.reason)
    if row.state is NoticeState.TOLD and row.at is not None:
        how = words().gettext(consequences.HOW[row.how])
        on = words().date(local_date(row.at))
        return _("Told on %(date)s, %(how)s.", date=on, how=how)
    return _("We still have to tell them.")


def _around(case: Case) -> list[tuple[Case, str, date]]:
    """The cases around this one, in words: the bezwaar, or what it is against."""
    linked = bezwaar.linked(db(), case)
    found = [(each, _follower(each)) for each in linked.against]
    if linked.origin is not None:
        contests = case.procedure is Procedure.BEZWAAR
        title = _("The request it is about") if contests else _("The bezwaar that it follows from")
        found.append((linked.origin, title))
    return [(each, title, each.legal_due) for each, title in found]


def _follower(case: Case) -> str:
    if case.procedure is Procedure.BEZWAAR:
        return _("Your objection ('bezwaar') to our answer")
    return _("The request in which we carry out our decision")


@citizen.post("/mijn-verzoek/wie-weet-het")
@access.citizen
def ask_told(organisation: Organisation) -> Response:
    """Ask for a letter that says who was told of the change (AVG 19)."""
    if progress.may_ask_told(db(), g.case):
        telling.answer_person(db(), g.case, organisation, actor=citizen_of(organisation), now=now())
        flash(_("We are making a letter for you. It comes here, and you get a mail."), "ok")
    else:
        flash(_("This letter cannot be made now. Look at the documents below."), "info")
    return redirect(url_for("citizen.progress", organisation=organisation), 303)


@citizen.post("/mijn-verzoek/ga-naar/<reference>")
@access.citizen
def go_around(organisation: Organisation, reference: str) -> Response:
    """Go to the bezwaar against this answer, or back to the request."""
    linked = bezwaar.linked(db(), g.case)
    known = [*linked.against, *([linked.origin] if linked.origin else [])]
    found = next((each for each in known if each.reference == reference), None)
    if found is not None and cases.find_case(db(), found.id, organisation.slug) is not None:
        session["case_id"] = found.id
    return redirect(url_for("citizen.progress", organisation=organisation), 303)
