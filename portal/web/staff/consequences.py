"""What follows from a request: data kept, data that may not be used, recipients who are told."""

from datetime import timedelta
from functools import partial

from flask import abort, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.language import consequences as texts
from portal.law.lifecycle import Action, ActionRefused
from portal.law.mandatory import LetterKind
from portal.models.case import Case
from portal.models.consequence import Restriction
from portal.services import (
    addressing,
    holds,
    instructing,
    instructions,
    ledger,
    restrictions,
    staff,
)
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import following, preview
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.consequence_forms import (
    HoldForm,
    LiftForm,
    NeverForm,
    RecipientForm,
    hold_form,
    never_form,
    recipient_form,
)
from portal.web.staff.dossier import (
    case_page,
    opened,
    own_organisation,
    possible,
    today,
)
from portal.web.typed import PlainForm

TAB = "staff.show_consequences"


@pages.get("/verzoek/<reference>/gevolgen")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_consequences(reference: str) -> tuple[str, int]:
    """Everything that follows from this request besides its answer."""
    return consequences_page(opened(reference, "consequences"))


def consequences_page(
    case: Case,
    *,
    code: int = 200,
    form: PlainForm | None = None,
    wrong: dict[int, HoldForm] | None = None,
    adding: RecipientForm | None = None,
    never: NeverForm | None = None,
) -> tuple[str, int]:
    """The page of the consequences.

    Parameters:
        form, wrong, adding, never: what was filled in and must be mended: any form; one of a hold,
            by its key; a new recipient; recipients who never got the data.
    """
    kept, rows = holds.list_of(db(), case), ledger.list_rows(db(), case)
    who = [*(each.secured_by for each in kept), *(row.staff_id for row in rows)]
    blank = {each.id: hold_form(each, filled=False) for each in kept}
    return case_page(
        "consequences.html",
        case,
        TAB,
        code=code,
        form=form,
        following=following,
        holds=[(each, (wrong or blank).get(each.id, blank[each.id])) for each in kept],
        restrictions=restrictions.list_all(db(), case),
        carries_out=bool(instructing.parts_to_carry_out(case)),
        to_carry_out=len(instructions.open_of(db(), case)),
        rows=rows,
        parts={part.id: part for part in case.parts},
        names=staff.names_of(db(), who),
        activity=lambda id_: following.activity_name(own_organisation(), id_),
        today=today(),
        all_known=not ledger.open_duties(db(), case),
        adding=adding or recipient_form(case, filled=False),
        never=never or never_form(rows, filled=False),
    )


@pages.route(
    "/verzoek/<reference>/gevolgen/beperking/<int:restriction_id>", methods=["GET", "POST"]
)
@access.staff(*roles_that_may(Task.FOLLOW_UP), writes=True)
def lift_restriction(reference: str, restriction_id: int) -> Response | tuple[str, int]:
    """Tell the person that a restriction ends; it is lifted on the day of the letter."""
    case = opened(reference, "consequences")
    restriction = restrictions.find(db(), case, restriction_id)
    if restriction is None:
        abort(404)
    if not possible(case, Action.LIFT):
        raise ActionRefused(case.status, Action.LIFT)
    form = LiftForm(request.form)
    if request.method != "POST":
        _suggest(case, restriction, form)
        return _lift_page(case, restriction, form, 200)
    if preview.changing():
        return _lift_page(case, restriction, form, 200)
    if not (form.validate() and _is_possible(case, restriction, form)):
        return _lift_page(case, restriction, form, 422)
    day, reason = form.day.data, form.reason.data or ""
    return preview.told(
        case,
        LetterKind.RESTRICTION_LIFTED,
        restrictions.facts_of(restriction, day, reason),
        partial(restrictions.announce, db(), case, own_organisation(), restriction, day, reason),
        title=_("Tell that the restriction ends"),
        here=url_for("staff.lift_restriction", reference=reference, restriction_id=restriction_id),
        said=lambda: _("The person is told. The portal lifts the restriction on that day."),
        tab=TAB,
        back=url_for(TAB, reference=reference),
    )


def _suggest(case: Case, restriction: Restriction, form: LiftForm) -> None:
    """A day and a reason to begin with, in the person's language."""
    part = next(part for part in case.parts if part.id == restriction.part_id)
    speak = addressing.words_for(own_organisation(), case)
    form.day.data = restrictions.usual_day(now())
    form.reason.data = texts.lift_reason(speak, restriction.basis, part.outcome)


def _is_possible(case: Case, restriction: Restriction, form: LiftForm) -> bool:
    """Whether the restriction can end so; notes the fault when it cannot."""
    try:
        restrictions.check(case, restriction, form.day.data, form.reason.data or "", now=now())
    except restrictions.WrongDay:
        form.day.errors = [
            _(
                "Choose a day from %(first)s to %(last)s: the person must know before.",
                first=_day(restrictions.SHORTEST_NOTICE),
                last=_day(restrictions.LONGEST_NOTICE),
            )
        ]
    except restrictions.AlreadyTold:
        form.day.errors = [_("The person was told already. Look at the case again.")]
    return not form.errors


def _day(later: timedelta) -> str:
    return words().date(today() + later)


def _lift_page(case: Case, restriction: Restriction, form: LiftForm, code: int) -> tuple[str, int]:
    return case_page(
        "lift.html",
        case,
        TAB,
        code=code,
        form=form,
        restriction=restriction,
        following=following,
    )
