"""The forms with which a handler redacts: a text, or an area of a page."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, RadioField, SelectField, TextAreaField

from portal.models.audit import Actor
from portal.models.case import Case
from portal.models.redaction import ThirdPerson
from portal.redaction.detecting import NAMES, Rule
from portal.services import misreading, thirds
from portal.web.page import db, now, words
from portal.web.staff.sheets import POINTS_PER_MM, Sheet
from portal.web.typed import TEXT, AtMost, Needed, OneOf, PlainForm

HERE, ITEM, CASE = "here", "item", "case"
NAME, OTHER = "name", "other"
EDGES = ("left", "top", "right", "bottom")
FARTHEST = 5000  # millimetres: no page is larger


def _exact(value: str | None) -> str | None:
    """As it was selected: the places in the text are counted with its spaces and line breaks."""
    return value.replace("\r\n", "\n") if value else value


class MarkForm(PlainForm):
    """What to redact, where, and what comes in its place."""

    text = TextAreaField(
        _l("Which text?"),
        description=_l("Select it in the item, or type it. Capitals and accents do not matter."),
        filters=[_exact],
        validators=[Needed(_l("Fill in which text you want to redact.")), AtMost(TEXT)],
    )
    what = RadioField(
        _l("What is it?"),
        choices=[
            (NAME, _l("The name of somebody else: becomes 'third person A', 'B' and so on")),
            (OTHER, _l("Something else, such as a number or an address: is removed")),
        ],
        default=NAME,
        validators=[OneOf(_l("Choose what it is."))],
        validate_choice=False,
    )
    where = RadioField(
        _l("Where?"),
        choices=[
            (HERE, _l("Only the place I selected")),
            (ITEM, _l("Everywhere in this item")),
            (CASE, _l("Everywhere in this request")),
        ],
        default=CASE,
        validators=[OneOf(_l("Choose where."))],
        validate_choice=False,
    )
    field = HiddenField()
    language = HiddenField()
    page = HiddenField()
    start = HiddenField()
    end = HiddenField()

    def place(self) -> dict[str, Any] | None:
        """The place that was selected, as `marking.mark` takes it; None when none was."""
        start, end = number(self.start.data), number(self.end.data)
        field, page = number(self.field.data), number(self.page.data)
        if start is None or end is None or (field is None) is (page is None):
            return None
        language = "en" if self.language.data == "en" else "nl" if self.language.data else ""
        return {"start": start, "end": end, "field": field, "page": page, "language": language}


class AreaForm(PlainForm):
    """An area of a page, in millimetres from its top left corner."""

    left = IntegerField(_l("From the left"))
    top = IntegerField(_l("From the top"))
    right = IntegerField(_l("To the right"))
    bottom = IntegerField(_l("To the bottom"))
    third = SelectField(_l("What comes in its place?"), validate_choice=False)

    def box(self, sheet: Sheet) -> tuple[float, float, float, float] | None:
        """The area in points, inside the page; None when it is none."""
        given = [self[edge].data for edge in EDGES]
        if any(edge is None or not 0 <= edge <= FARTHEST for edge in given):
            return None
        left, top, right, bottom = (edge * POINTS_PER_MM for edge in given)
        right, bottom = min(right, sheet.width), min(bottom, sheet.height)
        return (left, top, right, bottom) if left < right and top < bottom else None


def mark_form(case: Case, typed: Any = None, **start: Any) -> MarkForm:
    """The form for a text, with the third persons of the case to choose from."""
    form = MarkForm(typed, data=start)
    others = [
        (str(third.id), f"{thirds.called(words(), third)}: {', '.join(map(str, third.names))}")
        for third, _marks in thirds.list_thirds(db(), case)
    ]
    form.what.choices = [form.what.choices[0], *others, form.what.choices[1]]
    return form


def area_form(case: Case, typed: Any = None) -> AreaForm:
    """The form for an area, with the third persons of the case to choose from."""
    form = AreaForm(typed)
    form.third.choices = [("", _("Nothing: it is only blacked out"))]
    form.third.choices += [
        (str(third.id), thirds.called(words(), third))
        for third, _marks in thirds.list_thirds(db(), case)
    ]
    return form


def third_of(case: Case, chosen: str, text: str, actor: Actor) -> ThirdPerson | None:
    """The third person whose letter comes in the place of a text; None when nothing does.

    Parameters:
        chosen: NAME for whoever is called so, a key, or anything else.
    """
    if chosen == NAME:
        return thirds.third_for(db(), case, text, actor=actor, now=now())
    key = number(chosen)
    return thirds.find_third(db(), case, key) if key is not None else None


def third_meant(case: Case, origin: str, text: str, actor: Actor) -> ThirdPerson | None:
    """The third person whose letter comes in the place of what a rule found; None for no name."""
    name = text if origin in NAMES else ""
    if origin == Rule.MISREAD:
        name = misreading.meant_by(db(), case, text)
    return third_of(case, NAME, name, actor) if name else None


def number(typed: str | None) -> int | None:
    """A number as a form sends it; None for anything else."""
    text = typed or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
