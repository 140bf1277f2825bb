"""A part of a decision as it reads once it is filled in: for who approves, and afterwards."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.language import checks, reasons, terms
from portal.language.particulars import CHOICES, FIELDS
from portal.law.grounds import GROUNDS, Outcome
from portal.law.rights import Right
from portal.models.case import CasePart, PartItem
from portal.services import outcomes, particulars
from portal.services.particulars import Particular, Shape
from portal.services.review import COPIES, Facts
from portal.web.page import words
from portal.web.staff import phrases, verdicts
from portal.web.staff.dossier import own_organisation


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item: what it is, whether it is done or stays in the words of its right, and why."""

    label: str
    outcome: Outcome | None
    said: str
    lines: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ShownPart:
    """One part: question and answer for each thing that was filled in."""

    title: str
    lines: list[tuple[str, str]]
    items: list[ShownItem]
    ticked: list[str]


def part(part: CasePart, facts: Facts) -> ShownPart:
    """What was decided about one part."""
    speak = words()
    lines: list[tuple[str, str]] = []
    if part.outcome is not None:
        lines.append((_("Outcome"), verdicts.called(part, part.outcome)))
    if part.basis:
        lines.append((_("On which point of the law?"), reasons.basis(speak, part.basis)))
    if part.ground in GROUNDS:
        article = GROUNDS[part.ground].article_for(part.right)
        lines.append((_("Ground"), f"{reasons.ground(speak, part.ground)} ({article})"))
    lines += _written(outcomes.fields(part, part.outcome, part.ground), part.needs)
    if part.reason:
        lines.append((_("Reasons and explanation"), part.reason))
    if part.right in COPIES and facts.searches:
        given, left = facts.included, facts.left_out + facts.not_mentioned
        items = _("In the answer: %(included)s; left out: %(left)s.", included=given, left=left)
        if facts.redacted:
            items += " " + ngettext(
                "In %(num)s of them something is redacted.",
                "In %(num)s of them something is redacted.",
                facts.redacted,
            )
        lines.append((_("Items"), items))
    wanted = outcomes.checks(part, own_organisation(), part.outcome, part.ground)
    return ShownPart(
        title=terms.plain_right(speak, part.right),
        lines=lines,
        items=[item(each, part) for each in part.items],
        ticked=[checks.check(speak, each) for each in wanted if each.id in part.checks],
    )


def item(each: PartItem, part: CasePart) -> ShownItem:
    """What was decided about one item."""
    speak = words()
    label = each.label_en if speak.language == "en" else each.label_nl
    lines = why(each.ground, each.needs, part.right)
    until = speak.date(each.keep_until) if each.keep_until else each.keep_rule
    lines += [(_("Kept until"), until)] if until else []
    return ShownItem(label, each.outcome, _ending(each, part.right), lines)


def _ending(each: PartItem, right: Right) -> str:
    if each.outcome is None:
        return _("not decided yet")
    _do, _leave, done, left, _rest = phrases.VERBS[right]
    return str(done if each.outcome is Outcome.GRANTED else left)


def why(ground_id: str | None, needs: dict[str, str], right: Right) -> list[tuple[str, str]]:
    """The ground on which an item stays or stays out, and what was written for it."""
    ground = GROUNDS.get(ground_id or "")
    if ground is None:
        return []
    name = f"{reasons.ground(words(), ground.id)} ({ground.article_for(right)})"
    return [(_("Ground"), name), *_written(particulars.of_ground(ground), needs)]


def _written(wanted: tuple[Particular, ...], needs: dict[str, str]) -> list[tuple[str, str]]:
    lines = []
    for each in wanted:
        text = str(needs.get(each.key) or "")
        if text:
            lines.append((words().gettext(FIELDS[each.key].label), _said(each, text)))
    return lines


def _said(wanted: Particular, text: str) -> str:
    if wanted.shape is Shape.CHOICE and (wanted.key, text) in CHOICES:
        return words().gettext(CHOICES[wanted.key, text])
    if wanted.shape is Shape.DAY:
        return words().date(date.fromisoformat(text))
    return text
