"""All suggestions of a case by rule and by text: accepted or dismissed many at a time."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField

from portal.language.redaction import RULE
from portal.models.case import Case
from portal.redaction.detecting import NAMES, Rule
from portal.services import marking, readable, surroundings, thirds
from portal.services.marking import Waiting
from portal.services.permissions import Task, roles_that_may
from portal.services.surroundings import Surroundings
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import grounding, markforms, sheets
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened
from portal.web.staff.redacting import done
from portal.web.typed import Needed, PlainForm

MOST = 100
"""Texts of one rule on the page: the others come when these are judged."""
BETWEEN = ":"
"""Between the rule and the text of what is ticked."""


class PickForm(PlainForm):
    """What is ticked: a rule and a text each, as `Line.key` has them."""

    pick = SelectMultipleField(
        _l("Suggestions"),
        validators=[Needed(_l("Tick what you want to judge."))],
        validate_choice=False,
    )

    def picks(self) -> list[tuple[str, str]]:
        """The rules and texts, the longest names first: 'Jan Peters' is known before 'Peters'."""
        pairs = [each.partition(BETWEEN)[::2] for each in self.pick.data or ()]
        return sorted(pairs, key=lambda pair: -len(pair[1].split()))


@dataclass(frozen=True, slots=True)
class Line:
    """One text of a rule, with where it stands the first time."""

    waiting: Waiting
    around: Surroundings
    category: str
    is_ticked: bool

    @property
    def key(self) -> str:
        """What the form sends when it is ticked."""
        return f"{self.waiting.origin}{BETWEEN}{self.waiting.text}"


@dataclass(frozen=True, slots=True)
class Group:
    """What one rule found: every text once, names that begin alike together."""

    origin: str
    rule: str
    becomes: str
    lines: tuple[Line, ...]
    more: int

    @property
    def marks(self) -> int:
        """The places of the texts on the page."""
        return sum(each.waiting.marks for each in self.lines)


@pages.get("/verzoek/<reference>/gegevens/voorstellen")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_suggestions(reference: str) -> Response | tuple[str, int]:
    """The suggestions that wait, rule by rule."""
    case = opened(reference, "suggestions")
    if readable.destroyed_on(db(), case) is not None:
        return back_to(case, "staff.show_data")
    return _page(case, PickForm(), ticked=None)


@pages.post("/verzoek/<reference>/gegevens/voorstellen")
@access.staff(*roles_that_may(Task.REVIEW))
def judge_suggestions(reference: str) -> Response | tuple[str, int]:
    """Accept or dismiss the texts that are ticked, each wherever its rule found it."""
    case = opened(reference, "suggestions")
    form = PickForm(request.form)
    if not form.validate():
        return _page(case, form, ticked=frozenset(form.pick.data or ()), code=422)
    back = url_for("staff.show_suggestions", reference=case.reference)
    if request.form.get("judge") == "dismiss":
        number = sum(
            marking.dismiss_rule(db(), case, origin, text=text, actor=g.actor, now=now())
            for origin, text in form.picks()
        )
        flash(
            ngettext("%(num)d place stays readable.", "%(num)d places stay readable.", number), "ok"
        )
        return redirect(back)
    numbers: list[int] = []

    def accept(ground: str, needs: Mapping[str, str]) -> None:
        for origin, text in form.picks():
            numbers.append(_accept(case, origin, text, ground, needs))

    texts = [text for _origin, text in form.picks()]
    return grounding.carry_out(case, accept, back, texts) or done(sum(numbers), back)


def _accept(case: Case, origin: str, text: str, ground: str, needs: Mapping[str, str]) -> int:
    """Accept what a rule found; a name gets the letter of whoever is called so."""
    return marking.accept_rule(
        db(),
        case,
        origin,
        text=text,
        third=markforms.third_meant(case, origin, text, g.actor),
        ground=ground,
        needs=needs,
        actor=g.actor,
        now=now(),
    )


def _page(
    case: Case, form: PickForm, *, ticked: frozenset[str] | None, code: int = 200
) -> tuple[str, int]:
    return case_page(
        "suggestions.html",
        case,
        "staff.show_data",
        code=code,
        form=form,
        groups=_groups(case, ticked),
        ground=grounding.used(case),
    )


def _groups(case: Case, ticked: frozenset[str] | None) -> list[Group]:
    """The suggestions by rule, in the order of the rules.

    Parameters:
        ticked: what was ticked when the form came back; None ticks everything.
    """
    found: dict[str, list[Waiting]] = {}
    for each in marking.waiting(db(), case):
        found.setdefault(each.origin, []).append(each)
    shown = {origin: _together(texts[:MOST]) for origin, texts in found.items()}
    keys = [each.first for texts in shown.values() for each in texts]
    around = surroundings.around(db(), case, words(), keys, sheets.pages_of)
    letters = _letters(case)
    return [
        Group(
            origin=rule.value,
            rule=words().gettext(RULE[rule.value]),
            becomes=letters if rule in NAMES else "",
            lines=tuple(_line(each, around[each.first], ticked) for each in shown[rule.value]),
            more=max(len(found[rule.value]) - MOST, 0),
        )
        for rule in Rule
        if rule.value in found
    ]


def _together(texts: list[Waiting]) -> list[Waiting]:
    """By the alphabet: 'Jayda' stands beside 'Jayda Peters'."""
    return sorted(texts, key=lambda each: each.text.casefold())


def _line(waiting: Waiting, around: Surroundings, ticked: frozenset[str] | None) -> Line:
    finding = around.finding
    category = finding.category_en if words().language == "en" else finding.category_nl
    line = Line(waiting, around, category, is_ticked=True)
    return line if ticked is None else replace(line, is_ticked=line.key in ticked)


def _letters(case: Case) -> str:
    """What comes in the place of a name, with the letters given so far."""
    known = [thirds.called(words(), third) for third, _marks in thirds.list_thirds(db(), case)]
    return _("Known so far: %(letters)s.", letters=", ".join(known)) if known else ""
