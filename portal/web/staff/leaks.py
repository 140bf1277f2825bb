"""What the check before sending found again: redacted after all, or cleared with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask import abort, flash, g, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectMultipleField, TextAreaField

from portal.law.lifecycle import Action, ActionRefused
from portal.law.redaction import normal
from portal.models.case import Case
from portal.models.redaction import Leak, ThirdPerson
from portal.redaction.detecting import Rule
from portal.redaction.familiar import is_name
from portal.redaction.found import Spot
from portal.services import clearing, excerpts, marking, owndata
from portal.services.excerpts import Excerpt
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import grounding, markforms
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, own_organisation, possible
from portal.web.staff.redacting import done, pages_in
from portal.web.typed import TEXT, AtMost, PlainForm, clean_text


class ClearForm(PlainForm):
    """At which places a text that was found again may stay, and why."""

    place = SelectMultipleField(_l("Where may it stay?"), validate_choice=False)
    everywhere = BooleanField(
        _l("It may stay everywhere in this answer"),
        description=_l("Without this you are asked again about each other place."),
    )
    reason = TextAreaField(
        _l("Why may it stay?"),
        description=_l("Such as: here it is a street and not a person. Colleagues read this."),
        filters=[clean_text],
        validators=[AtMost(TEXT)],
    )


class Judged(StrEnum):
    """What was done about a text that was found again."""

    OPEN = "open"
    REDACTED = "redacted"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Group:
    """Where one text was found of which the same was done.

    Attributes:
        id: the key of its first find, which stands for it in addresses.
        places: each find with its place in words, and what stands around it.
    """

    id: int
    text: str
    judged: Judged
    reason: str
    may_be_name: bool
    places: tuple[tuple[Leak, str, Excerpt], ...]


@pages.get("/verzoek/<reference>/gegevens/lekken")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_leaks(reference: str) -> tuple[str, int]:
    """What was found in the answer, and where."""
    return _page(opened(reference, "leaks"))


@pages.post("/verzoek/<reference>/gegevens/lekken/<int:leak_id>")
@access.staff(*roles_that_may(Task.REVIEW))
def judge_leak(reference: str, leak_id: int) -> Response | tuple[str, int]:
    """Redact it wherever it stands, or say why it may stay at the places in the form."""
    case = opened(reference, "leaks")
    leak = clearing.find_leak(db(), case, leak_id)
    if leak is None:
        abort(404)
    if not possible(case, Action.REVIEW):
        raise ActionRefused(case.status, Action.REVIEW)
    back = url_for("staff.show_leaks", reference=case.reference)
    if request.form.get("judge") == "redact":
        return _redact(case, leak, back)
    form = ClearForm(request.form)
    if not form.validate() or not _clear(case, leak, form):
        return _page(case, leak, form, code=422)
    flash(_("Noted. This does not stop the answer any more."), "ok")
    return redirect(back)


def _clear(case: Case, leak: Leak, form: ClearForm) -> bool:
    """Let it stay at the places that are ticked; tells whether the form says enough for that."""
    everywhere = bool(form.everywhere.data)
    ticked = {markforms.number(each) for each in form.place.data or ()}
    same = [each for each in clearing.waiting(db(), case) if normal(each.text) == normal(leak.text)]
    chosen = [each for each in same if each.id in ticked] or (same if everywhere else [])
    if not chosen:
        form.place.errors = [_("Tick the places where it may stay.")]
        return False
    try:
        for each in chosen:
            if each.cleared_at is not None:
                continue  # it says the same as one before it, which may stay everywhere
            clearing.clear(
                db(),
                case,
                each,
                form.reason.data or "",
                everywhere=everywhere,
                actor=g.actor,
                now=now(),
            )
    except clearing.NoReason:
        form.reason.errors = [_("Write why it may stay, in at least ten characters.")]
        return False
    return True


def _redact(case: Case, leak: Leak, back: str) -> Response | tuple[str, int]:
    named = request.form.get("what") == markforms.NAME
    here = own_organisation()
    parts = owndata.parts_of_others(db(), case, here, leak.text) if named else ()
    numbers: list[int] = []
    asks = grounding.carry_out(
        case,
        lambda ground, needs: numbers.append(
            marking.mark_all(
                db(),
                case,
                leak.text,
                parts=parts,
                pages=pages_in(case),
                third=_third(case, leak),
                ground=ground,
                needs=needs,
                actor=g.actor,
                now=now(),
            )
        ),
        back,
    )
    if asks is None and not sum(numbers):
        flash(_("It stands in no item: look where it comes from, such as your own text."), "info")
        return redirect(back)
    return asks or done(sum(numbers), back)


def _third(case: Case, leak: Leak) -> ThirdPerson | None:
    """Whose letter comes in its place; of what was misread in a scan that of who is meant."""
    what = request.form.get("what", "")
    if what == markforms.NAME and leak.place.startswith(Spot.ANNEX):
        meant = markforms.third_meant(case, Rule.MISREAD, leak.text, g.actor)
        return meant or markforms.third_of(case, what, leak.text, g.actor)
    return markforms.third_of(case, what, leak.text, g.actor)


def _page(
    case: Case, leak: Leak | None = None, form: ClearForm | None = None, *, code: int = 200
) -> tuple[str, int]:
    groups = _groups(clearing.list_leaks(db(), case))
    forms = {group.id: _empty(group) for group in groups if group.judged is Judged.OPEN}
    if leak is not None and form is not None:
        forms[leak.id] = form
    for key, each in forms.items():
        for field in each:
            field.id = f"{field.name}-{key}"
    return case_page(
        "leaks.html",
        case,
        "staff.show_data",
        code=code,
        groups=groups,
        forms_by=forms,
        form=form,
        Judged=Judged,
    )


def _empty(group: Group) -> ClearForm:
    """The form of a text; the place is ticked when there is but one."""
    only = [str(group.places[0][0].id)] if len(group.places) == 1 else []
    return ClearForm(data={"place": only})


def _groups(listed: Sequence[Leak]) -> list[Group]:
    """The finds with the same text together, what stops the answer first."""
    redacted = clearing.redacted_since(db(), listed)
    found: dict[tuple[Judged, str, str], list[Leak]] = {}
    for leak in listed:
        judged = Judged.REDACTED if leak.id in redacted else Judged.OPEN
        judged = judged if leak.cleared_at is None else Judged.CLEARED
        found.setdefault((judged, normal(leak.text), leak.reason), []).append(leak)
    order = list(Judged)
    return [
        Group(
            id=same[0].id,
            text=same[0].text,
            judged=judged,
            reason=reason,
            may_be_name=is_name(same[0].text),
            places=tuple(
                (each, clearing.place_of(words(), each), excerpts.of(each)) for each in same
            ),
        )
        for (judged, _text, reason), same in sorted(
            found.items(), key=lambda item: order.index(item[0][0])
        )
    ]
