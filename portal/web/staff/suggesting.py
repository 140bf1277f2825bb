"""All suggestions of a case by rule and by text: accepted or dismissed many at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from portal.language.redaction import RULE
from portal.models.case import Case
from portal.redaction.detecting import NAMES, Rule
from portal.services import marking, thirds
from portal.services.marking import Waiting
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import grounding, markforms
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened
from portal.web.staff.redacting import done

MOST = 100
"""Texts of one rule on the page: the others come when these are judged."""


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found: every text once, the most frequent first."""

    origin: str
    rule: str
    becomes: str
    texts: tuple[Waiting, ...]
    more: int

    @property
    def marks(self) -> int:
        """The places of the texts on the page."""
        return sum(each.marks for each in self.texts)


@pages.get("/verzoek/<reference>/gegevens/voorstellen")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_suggestions(reference: str) -> tuple[str, int]:
    """The suggestions that wait, rule by rule."""
    case = opened(reference, "suggestions")
    return case_page(
        "suggestions.html",
        case,
        "staff.show_data",
        groups=_groups(case),
        ground=grounding.used(case),
    )


@pages.post("/verzoek/<reference>/gegevens/voorstellen")
@access.staff(*roles_that_may(Task.REVIEW))
def judge_suggestions(reference: str) -> Response | tuple[str, int]:
    """Accept or dismiss what a rule suggested: one text wherever it stands, or all of them."""
    case = opened(reference, "suggestions")
    back = url_for("staff.show_suggestions", reference=case.reference)
    origin, text = request.form.get("origin", ""), request.form.get("text")
    if origin not in RULE:
        return redirect(back)
    if request.form.get("judge") == "dismiss":
        number = marking.dismiss_rule(db(), case, origin, text=text, actor=g.actor, now=now())
        flash(
            ngettext("%(num)d place stays readable.", "%(num)d places stay readable.", number), "ok"
        )
        return redirect(back)
    numbers: list[int] = []
    asks = grounding.carry_out(
        case,
        lambda ground, needs: numbers.append(_accept(case, origin, text, ground, needs)),
        back,
    )
    return asks or done(sum(numbers), back)


def _accept(
    case: Case, origin: str, text: str | None, ground: str, needs: Mapping[str, str]
) -> int:
    """Accept what a rule found; each name gets the letter of whoever is called so."""
    how = {"ground": ground, "needs": needs, "actor": g.actor, "now": now()}
    if origin not in NAMES:
        return marking.accept_rule(db(), case, origin, text=text, **how)
    names = [text] if text else [w.text for w in marking.waiting(db(), case) if w.origin == origin]
    return sum(
        marking.accept_rule(
            db(),
            case,
            origin,
            text=name,
            third=markforms.third_of(case, markforms.NAME, name, g.actor),
            **how,
        )
        for name in names
    )


def _groups(case: Case) -> list[Group]:
    """The suggestions by rule, in the order of the rules."""
    found: dict[str, list[Waiting]] = {}
    for each in marking.waiting(db(), case):
        found.setdefault(each.origin, []).append(each)
    letters = _letters(case)
    return [
        Group(
            origin=rule.value,
            rule=words().gettext(RULE[rule.value]),
            becomes=letters if rule in NAMES else "",
            texts=tuple(found[rule.value][:MOST]),
            more=max(len(found[rule.value]) - MOST, 0),
        )
        for rule in Rule
        if rule.value in found
    ]


def _letters(case: Case) -> str:
    """What comes in the place of a name, with the letters given so far."""
    known = [thirds.called(words(), third) for third, _marks in thirds.list_thirds(db(), case)]
    return _("Known so far: %(letters)s.", letters=", ".join(known)) if known else ""
