"""The form of one part of a decision: its fields follow from the outcome and ground chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from portal.language import checks, guide, reasons
from portal.language.guide import Guide
from portal.language.questions import asked_lines
from portal.law.consequences import Consequence, after
from portal.law.grounds import Ground, Outcome
from portal.models.case import CasePart
from portal.organisations.organisation import Organisation
from portal.services import items, outcomes
from portal.services.obstacles import Hindrance, Obstacle
from portal.services.particulars import Fault
from portal.services.proposing import PartOutcome
from portal.services.review import COPIES, Facts
from portal.web.fields import Boxes
from portal.web.page import words
from portal.web.staff import hindrances, particulars, verdicts
from portal.web.typed import TEXT, AtMost, PlainForm, clean_text


class PartForm(PlainForm):
    """How one part of the request ends; `particulars` adds the fields of the choice."""

    checks = Boxes(_l("What I have looked at"))
    outcome = RadioField(_l("Outcome"), validate_choice=False)
    basis = RadioField(_l("On which point of the law?"), validate_choice=False)
    ground = RadioField(_l("On which ground?"), validate_choice=False)
    reason = TextAreaField(
        _l("Reasons and explanation"),
        description=_l(
            "The citizen reads this in the letter. Write plainly, and name nobody else."
        ),
        filters=[clean_text],
        validators=[AtMost(TEXT)],
    )


@dataclass(frozen=True, slots=True)
class PartView:
    """All that the page shows of one part.

    Attributes:
        grounds: the grounds in groups: title, ids, whether the group is open.
        grounded: whether items carry the grounds already, so that none is needed here.
        fields: the fields of the choice, in order.
        carried: what was typed for another choice, so that it is not lost.
        unfit: which outcomes are not offered, and why.
        follows: what must be done when it ends so.
        items: how many items there are, and how many nobody decided about; None without items.
    """

    part: CasePart
    form: PartForm
    asked: tuple[tuple[str, str], ...]
    guide: Guide
    grounds: list[tuple[str, list[str], bool]]
    grounded: bool
    articles: dict[str, str]
    fields: list[Any]
    carried: list[tuple[str, str]]
    unfit: str
    follows: list[str]
    items: tuple[int, int] | None
    by_item: bool
    reason_optional: bool


def prefix_of(part: CasePart) -> str:
    """What the names of the fields of this part begin with."""
    return f"part{part.id}-"


def view_of(
    part: CasePart, organisation: Organisation, facts: Facts, typed: Mapping[str, str] | None
) -> PartView:
    """The form of a part: with what was typed, or with what is stored.

    Parameters:
        facts: what was found; outcomes that are not true of it are not offered.
        typed: the posted form; None to show what is stored.
    """
    prefix = prefix_of(part)
    untrue = outcomes.untrue(part, organisation, facts)
    choices = tuple(each for each in outcomes.choices(part) if each not in untrue)
    outcome, ground_id = _chosen(part, choices, typed)
    by_item = _is_by_item(part, outcome)
    offered = () if by_item else outcomes.grounds(part, organisation, outcome)
    if ground_id not in {each.id for each in offered}:
        ground_id = None
    wanted = outcomes.fields(part, outcome, ground_id)
    made = type("PartForm", (PartForm,), particulars.fields_of(wanted))
    data = None if typed is not None else _stored(part)
    form = made(typed, prefix=prefix, data=data)
    form.outcome.choices = [(each.value, verdicts.called(part, each)) for each in choices]
    _offer(form, part, organisation, outcome, ground_id, offered)
    grounded = _may_be_without(part, outcome) and bool(facts.left_out or facts.redacted)
    if grounded and "ground" in form and not form.ground.data:
        form.ground.data = ""  # the usual case: every item says its own
    names = {field.name for field in form}
    carried = [
        (name, text)
        for name, text in (typed or {}).items()
        if name.startswith(prefix) and name not in names and text
    ]
    return PartView(
        part=part,
        form=form,
        asked=asked_lines(words(), organisation, part.right, part.answers),
        guide=guide.guide(words(), part.right, part.answers, bezwaar=outcomes.is_bezwaar(part)),
        grounds=particulars.groups(offered, ground_id, folded=grounded),
        grounded=grounded,
        articles={each.id: each.article_for(part.right) for each in offered},
        fields=[form[particulars.name_of(each.key)] for each in wanted],
        carried=carried,
        unfit=_unfit(part, untrue),
        follows=_follows(part, outcome),
        items=_items(part, outcome),
        by_item=by_item,
        reason_optional=outcomes.explains_itself(part, outcome, ground_id),
    )


def _unfit(part: CasePart, untrue: Mapping[Outcome, tuple[Obstacle, ...]]) -> str:
    """Why some outcomes cannot be chosen, in sentences."""
    told = [
        hindrances.sentence(Hindrance(each, part.id))
        for outcome in outcomes.choices(part)
        for each in untrue.get(outcome, ())
    ]
    return " ".join(dict.fromkeys(told))


def _follows(part: CasePart, outcome: Outcome | None) -> list[str]:
    """What the law makes of this outcome, besides the answer."""
    if outcome is None or outcomes.is_bezwaar(part):
        return []
    found = after(part.right, outcome, part.answers)
    return [checks.consequence(words(), each) for each in Consequence if each in found]


def _chosen(
    part: CasePart, choices: tuple[Outcome, ...], typed: Mapping[str, str] | None
) -> tuple[Outcome | None, str | None]:
    if typed is None:
        return (part.outcome, part.ground) if part.outcome in choices else (None, None)
    raw = typed.get(prefix_of(part) + "outcome")
    known = {each.value: each for each in choices}
    return known.get(raw or ""), typed.get(prefix_of(part) + "ground") or None


def _is_by_item(part: CasePart, outcome: Outcome | None) -> bool:
    """Whether the items say what is not done, so that the part has no ground of its own."""
    return part.right in items.ALWAYS_BY_ITEM and outcome is Outcome.PARTLY


def _stored(part: CasePart) -> dict[str, Any]:
    return {
        "checks": part.checks,
        "outcome": part.outcome.value if part.outcome else None,
        "basis": part.basis,
        "ground": part.ground or "",
        "reason": part.reason,
        **particulars.stored(part.needs),
    }


def _offer(
    form: PartForm,
    part: CasePart,
    organisation: Organisation,
    outcome: Outcome | None,
    ground_id: str | None,
    offered: tuple[Ground, ...],
) -> None:
    """Fill in the choices, and leave out the questions that this outcome does not have."""
    speak = words()
    points = outcomes.bases(part, outcome)
    form.basis.choices = [
        (each.id, f"{reasons.basis(speak, each.id)} ({each.article})") for each in points
    ]
    none = [("", _("No ground for the whole"))] if _may_be_without(part, outcome) else []
    form.ground.choices = none + [(each.id, reasons.ground(speak, each.id)) for each in offered]
    wanted = outcomes.checks(part, organisation, outcome, ground_id)
    form.checks.choices = [
        (each.id, f"{checks.check(speak, each)} ({each.article})") for each in wanted
    ]
    for name, choices in (("basis", points), ("ground", offered), ("checks", wanted)):
        if not choices:
            delattr(form, name)


def _may_be_without(part: CasePart, outcome: Outcome | None) -> bool:
    """Whether items can carry the grounds, so that the part may have none."""
    return outcome is Outcome.PARTLY and part.right in COPIES and not outcomes.is_bezwaar(part)


def _items(part: CasePart, outcome: Outcome | None) -> tuple[int, int] | None:
    if part.right not in items.BY_ITEM or outcomes.is_bezwaar(part):
        return None
    if outcome in outcomes.NOT_WEIGHED or outcome is Outcome.NOTHING_HELD:
        return None
    return len(part.items), sum(item.outcome is None for item in part.items)


def is_known(form: PartForm) -> bool:
    """Whether what was chosen is among the choices; notes the fault when it is not."""
    told = {
        "outcome": _("Choose one of these outcomes."),
        "ground": _("Choose one of these grounds."),
        "basis": _("Choose one of these points."),
    }
    for name, text in told.items():
        field = form._fields.get(name)
        if field is None or not field.data:
            continue
        if field.data not in {value for value, *_rest in field.iter_choices()}:
            field.errors = [text]
    return not form.errors


def filled(view: PartView) -> PartOutcome:
    """How the part is to end, as filled in."""
    form = view.form
    chosen = form.outcome.data
    ground, basis, ticked = (form._fields.get(name) for name in ("ground", "basis", "checks"))
    return PartOutcome(
        Outcome(chosen) if chosen else None,
        (ground.data or None) if ground is not None else None,
        form.reason.data or "",
        (basis.data or None) if basis is not None else None,
        particulars.written(form),
        tuple(ticked.data or ()) if ticked is not None else (),
    )


def mark(views: list[PartView], found: tuple[Hindrance, ...]) -> None:
    """Say at each field of the parts what stands in the way."""
    by_id = {view.part.id: view.form for view in views}
    for each in found:
        form = by_id.get(each.part_id or 0)
        if form is None:
            continue
        if each.obstacle is Obstacle.FIELD:
            particulars.mark(form, {each.about: Fault(each.fault)})
            continue
        name = hindrances.FIELD_OF.get(each.obstacle, "").removesuffix("-0")
        field = form._fields.get(name)
        if field is not None and not field.errors:
            text = hindrances.sentence(each)
            field.errors = [_("Look at what is not ticked yet.") if name == "checks" else text]
