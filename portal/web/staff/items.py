"""Item by item: what of a request to erase, correct or restrict is done, and what stays."""

from datetime import date
from typing import Any

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms import RadioField, StringField

from portal.language import terms
from portal.law.lifecycle import Action, ActionRefused
from portal.law.rights import Right
from portal.models.case import Case, CasePart, PartItem
from portal.services import items, review
from portal.services.particulars import NotWritten
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.fields import DayField
from portal.web.page import db, now, words
from portal.web.staff import duties, particulars, phrases, shown
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, own_organisation, possible
from portal.web.staff.shown import ShownItem
from portal.web.typed import LINE, AtMost, Free, Needed, OneOf, PlainForm, clean_line

TAB = "staff.show_decision"


class AddForm(PlainForm):
    """A document or other data that the register does not list by itself."""

    label = StringField(
        _l("Another document or kind of data"),
        description=_l("For example: the letter of 3 March. The citizen reads it in the letter."),
        filters=[clean_line],
        validators=[Needed(_l("Say what you want to add.")), AtMost(LINE)],
    )


class KeepForm(PlainForm):
    """Why one item stays, and until when; `particulars` adds the fields of the ground."""

    ground = RadioField(
        _l("On which ground?"),
        validators=[OneOf(_l("Choose a ground."))],
        validate_choice=False,
    )
    counted_from = DayField(
        _l("From which day does the term count?"),
        description=_l(
            "Such as the day of the last change. The last day is then counted from the register."
        ),
        validators=[Free()],
    )
    until = DayField(
        _l("Until which day does it stay?"),
        description=_l("When you know the day."),
        validators=[Free()],
    )
    rule = StringField(
        _l("Or until when, in words?"),
        description=_l("For example: twenty years after the last change in the file."),
        filters=[clean_line],
        validators=[Free(), AtMost(LINE)],
    )


@pages.get("/verzoek/<reference>/besluit/onderdelen/<int:part_id>")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_items(reference: str, part_id: int) -> tuple[str, int]:
    """The items of a part with what was decided about each."""
    case = opened(reference, "decision")
    return _page(case, _part(case, part_id), AddForm())


@pages.post("/verzoek/<reference>/besluit/onderdelen/<int:part_id>/lijst")
@access.staff(*roles_that_may(Task.REVIEW))
def list_items(reference: str, part_id: int) -> Response:
    """Begin with what the register says."""
    case = opened(reference, "decision")
    part = _part(case, part_id)
    facts = review.facts_of(db(), case)
    number = items.start(case, part, own_organisation(), facts, actor=g.actor, now=now())
    flash(ngettext("%(num)d item was added.", "%(num)d items were added.", number), "ok")
    return _back(case, part)


@pages.post("/verzoek/<reference>/besluit/onderdelen/<int:part_id>")
@access.staff(*roles_that_may(Task.REVIEW))
def add_item(reference: str, part_id: int) -> Response | tuple[str, int]:
    """Add a document or other data."""
    case = opened(reference, "decision")
    part = _part(case, part_id)
    form = AddForm(request.form)
    if not form.validate():
        return _page(case, part, form, code=422)
    try:
        items.add(case, part, form.label.data or "", actor=g.actor, now=now())
    except items.TooMany:
        form.label.errors = [_("There are too many items. Take some together as one.")]
        return _page(case, part, form, code=422)
    return _back(case, part)


@pages.post("/verzoek/<reference>/besluit/onderdelen/<int:part_id>/rest")
@access.staff(*roles_that_may(Task.REVIEW))
def give_rest(reference: str, part_id: int) -> Response:
    """Erase, correct or restrict everything that is undecided."""
    case = opened(reference, "decision")
    part = _part(case, part_id)
    spared = {each.id for each in part.items if duties.must_stay(own_organisation(), part, each)}
    number = items.give_rest(case, part, spared=spared, actor=g.actor, now=now())
    flash(ngettext("%(num)d item was decided.", "%(num)d items were decided.", number), "ok")
    return _back(case, part)


@pages.post("/verzoek/<reference>/besluit/onderdelen/<int:part_id>/<int:item_id>")
@access.staff(*roles_that_may(Task.REVIEW))
def give_item(reference: str, part_id: int, item_id: int) -> Response:
    """Erase, correct or restrict one item; or take it off the list."""
    case = opened(reference, "decision")
    part = _part(case, part_id)
    item = _item(part, item_id)
    if request.form.get("action") == "remove":
        items.remove(case, item, part, actor=g.actor, now=now())
        return _back(case, part)
    items.give(case, item, actor=g.actor, now=now())
    return _back(case, part, item)


@pages.route(
    "/verzoek/<reference>/besluit/onderdelen/<int:part_id>/<int:item_id>/bewaren",
    methods=["GET", "POST"],
)
@access.staff(*roles_that_may(Task.REVIEW), writes=True)
def keep_item(reference: str, part_id: int, item_id: int) -> Response | tuple[str, int]:
    """Let one item stay, with its ground and until when."""
    case = opened(reference, "decision")
    part = _part(case, part_id)
    item = _item(part, item_id)
    if not possible(case, Action.REVIEW):
        raise ActionRefused(case.status, Action.REVIEW)
    form = _keep_form(part, item)
    if request.method != "POST" or request.form.get("action") == "fields":
        return _keep_page(case, part, item, form)
    if not form.validate():
        return _keep_page(case, part, item, form, code=422)
    try:
        items.keep(
            case,
            part,
            item,
            form.ground.data or "",
            particulars.written(form),
            until=_until(form, item),
            rule=(form.rule.data or "") if "rule" in form else "",
            actor=g.actor,
            now=now(),
        )
    except NotWritten as error:
        particulars.mark(form, error.faults)
    except items.KeptWithoutTerm:
        form.until.errors = [_("Fill in a day to come, or say in words until when.")]
    else:
        return _back(case, part, item)
    return _keep_page(case, part, item, form, code=422)


def _keep_form(part: CasePart, item: PartItem) -> Any:
    """The form of an item: with what was typed, what is stored, or what the register says."""
    proposed = duties.proposal(own_organisation(), item, part.case.language)
    data = _stored(item) or proposed
    form = particulars.ground_form(KeepForm, items.grounds(part), part.right, data)
    if part.right is not Right.ERASURE:
        del form.until, form.rule, form.counted_from
    elif duties.months_of(own_organisation(), item) is None:
        del form.counted_from
    return form


def _until(form: Any, item: PartItem) -> date | None:
    """The last day that was filled in, or that follows from where the term began."""
    began = form.counted_from.data if "counted_from" in form else None
    if "until" not in form:
        return None
    typed: date | None = form.until.data
    return typed or (duties.last_day(own_organisation(), item, began) if began else None)


def _stored(item: PartItem) -> dict[str, Any]:
    if item.ground is None:
        return {}
    return {
        "ground": item.ground,
        "until": item.keep_until,
        "rule": item.keep_rule,
        **particulars.stored(item.needs),
    }


def _keep_page(
    case: Case, part: CasePart, item: PartItem, form: Any, *, code: int = 200
) -> tuple[str, int]:
    language = words().language
    return case_page(
        "keep_item.html",
        case,
        TAB,
        code=code,
        form=form,
        part=part,
        item=item,
        label=shown.item(item, part).label,
        verbs=phrases.VERBS[part.right],
        told=duties.told(own_organisation(), item, case.received_date, language),
    )


def _page(case: Case, part: CasePart, form: AddForm, *, code: int = 200) -> tuple[str, int]:
    return case_page(
        "items.html",
        case,
        TAB,
        code=code,
        form=form,
        part=part,
        groups=_groups(part),
        undecided=sum(each.outcome is None for each in part.items),
        outcome=items.outcome_of(part),
        outcome_words=terms.OUTCOME,
        verbs=phrases.VERBS[part.right],
        must_stay=lambda item: duties.must_stay(own_organisation(), part, item),
    )


def _groups(part: CasePart) -> list[tuple[str, list[str], list[tuple[PartItem, ShownItem]]]]:
    """The items by line of the register: its name, what it says, and the items of it."""
    language, here = words().language, own_organisation()
    groups: dict[str, list[PartItem]] = {}
    for item in part.items:
        groups.setdefault(item.activity, []).append(item)
    found = []
    for listed in groups.values():
        activity = duties.activity_of(here, listed[0])
        name = activity.name.in_(language) if activity else ""
        told = duties.told(here, listed[0], part.case.received_date, language)
        found.append((name, told, [(each, shown.item(each, part)) for each in listed]))
    return found


def _part(case: Case, part_id: int) -> CasePart:
    part = next((each for each in case.parts if each.id == part_id), None)
    if part is None or part.right not in items.BY_ITEM:
        abort(404)
    return part


def _item(part: CasePart, item_id: int) -> PartItem:
    item = items.find(part, item_id)
    if item is None:
        abort(404)
    return item


def _back(case: Case, part: CasePart, item: PartItem | None = None) -> Response:
    to = url_for("staff.show_items", reference=case.reference, part_id=part.id)
    return redirect(f"{to}#item-{item.id}" if item is not None else to)
