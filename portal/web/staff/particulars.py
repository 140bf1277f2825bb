"""The fields that a ground or an outcome asks, as form fields with label, hint and example."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import RadioField, StringField, TextAreaField

from portal.language import reasons
from portal.language.particulars import CHOICES, FIELDS
from portal.law.grounds import Ground
from portal.law.rights import Right
from portal.services.particulars import Fault, Particular, Shape, of_ground
from portal.web.fields import DayField
from portal.web.page import words
from portal.web.staff import hindrances
from portal.web.typed import LINE, TEXT, AtMost, Free, PlainForm, clean_line, clean_text

PREFIX = "need_"
FEW_RIGHTS = 3


def name_of(key: str) -> str:
    """What the field of a particular is called in its form."""
    return PREFIX + key


def fields_of(wanted: tuple[Particular, ...]) -> dict[str, Any]:
    """The fields by name, to make a form class of; what is left empty is judged when it is used."""
    return {name_of(each.key): _field(each) for each in wanted}


def _field(wanted: Particular) -> Any:
    told, say = FIELDS[wanted.key], words().gettext
    hint = say(told.hint) if told.hint else ""
    if told.example:
        example = _("For example: %(example)s", example=say(told.example))
        hint = f"{hint} {example}"
    more: dict[str, Any] = {"label": say(told.label), "description": hint}
    free = [] if wanted.required else [Free()]
    if wanted.shape is Shape.CHOICE:
        choices = [(each, say(CHOICES[wanted.key, each])) for each in wanted.choices]
        return RadioField(choices=choices, validate_choice=False, **more)
    if wanted.shape is Shape.DAY:
        return DayField(validators=free, **more)
    if wanted.shape is Shape.LINE:
        return StringField(filters=[clean_line], validators=[*free, AtMost(LINE)], **more)
    return TextAreaField(filters=[clean_text], validators=[*free, AtMost(TEXT)], **more)


def ground_form(
    base: type[PlainForm],
    offered: tuple[Ground, ...],
    right: Right,
    data: Mapping[str, Any],
    typed: MultiDict[str, str] | None = None,
) -> Any:
    """A form with a choice of grounds and the fields of the chosen one.

    Parameters:
        base: a form class with a field `ground`.
        offered: the grounds to choose from.
        data: what the form begins with, before anything was typed.
        typed: what was sent; None for the form of this request.
    """
    if typed is None and request.method == "POST":
        typed = request.form
    chosen = typed.get("ground") if typed is not None else data.get("ground")
    ground = next((each for each in offered if each.id == chosen), None)
    wanted = of_ground(ground) if ground else ()
    form = type(base.__name__, (base,), fields_of(wanted))(typed, data=data)
    form.ground.choices = [(each.id, reasons.ground(words(), each.id)) for each in offered]
    form.articles = {each.id: _article(each, right) for each in offered}
    form.groups = groups(offered, chosen)
    form.needed = [form._fields[name_of(each.key)] for each in wanted]
    form.carried = [
        (name, text)
        for name, text in (typed or {}).items()
        if name.startswith(PREFIX) and name not in form._fields and text
    ]
    return form


def groups(
    offered: tuple[Ground, ...], chosen: str | None, *, folded: bool = False
) -> list[tuple[str, list[str], bool]]:
    """The grounds of this right first, then those of each right, then the exceptions of UAVG 41.

    Once one of this right is chosen the others are folded away: few ever need them.

    Parameters:
        folded: whether only the group of the chosen ground is open, because none is needed.
    """
    own = [each.id for each in offered if len(each.rights) <= FEW_RIGHTS]
    exceptions = [each.id for each in offered if each.id.startswith("uavg41_")]
    general = [each.id for each in offered if each.id not in (*own, *exceptions)]
    groups = [
        (_("Grounds of this right"), own, not folded or chosen in own),
        (_("Grounds of every right"), general, chosen in general if folded else chosen not in own),
        (_("Exceptions of UAVG 41"), exceptions, chosen in exceptions),
    ]
    return [group for group in groups if group[1]]


def _article(ground: Ground, right: Right) -> str:
    article = ground.article_for(right)
    if ground.reported:
        return article
    return _("%(article)s. The report does not mention it.", article=article)


def stored(needs: Mapping[str, Any]) -> dict[str, Any]:
    """What was written before, by the name of its field."""
    return {name_of(key): text for key, text in needs.items()}


def written(form: PlainForm) -> dict[str, str]:
    """What was written in the fields of a form, by key; days as ISO text."""
    found = {}
    for name, field in form._fields.items():
        if name.startswith(PREFIX):
            data = field.data
            text = data.isoformat() if isinstance(data, date) else str(data or "")
            found[name.removeprefix(PREFIX)] = text
    return found


def mark(form: PlainForm, faults: Mapping[str, Fault]) -> None:
    """Say at each field what is wrong with it."""
    for key, what in faults.items():
        field = form._fields.get(name_of(key))
        if field is not None and not field.errors:
            field.errors = [hindrances.fault(key, what)]
