"""What the sources do with the decision: a dry run, the real thing, and people for the rest."""

from dataclasses import dataclass

from flask import abort, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import RadioField, TextAreaField

from portal.language import instructions as texts
from portal.law.effects import Effect
from portal.law.lifecycle import Action, ActionRefused
from portal.models.case import Case
from portal.models.instruction import Instruction
from portal.services import deferring, instructing, instructions, settling
from portal.services.ending import read_reason
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now, words
from portal.web.staff import following
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.consequences import TAB
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation, possible
from portal.web.typed import TEXT, AtMost, Free, OneOf, PlainForm, clean_text

HERE = "staff.show_instructions"
DONE, NOT_DONE = "done", "not_done"


class EndForm(PlainForm):
    """How an instruction ended."""

    how = RadioField(
        _l("How did this end?"),
        choices=[
            (DONE, _l("It was done, everywhere where these data are")),
            (NOT_DONE, _l("It is not done, and will not be done")),
        ],
        validators=[OneOf(_l("Choose how it ended."))],
        validate_choice=False,
    )
    why = TextAreaField(
        _l("Who did what, and when? Or why not?"),
        description=_l("Needed when it is not done. Name no other persons here."),
        filters=[clean_text],
        validators=[Free(), AtMost(TEXT)],
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One instruction in words.

    Attributes:
        state: how it looks, and what it says.
        items: what, how it ended, why.
        who: the role that was asked; empty when nobody was.
    """

    id: int
    name: str
    effect: str
    state: tuple[str, str]
    reason: str
    items: tuple[tuple[str, str, str], ...]
    what: tuple[str, ...]
    activities: tuple[str, ...]
    keep: tuple[str, ...]
    change: tuple[str, str, str] | None
    who: str
    next_try: str
    rehearsal: bool
    may_try: bool
    may_hand_over: bool
    may_end: bool


@pages.get("/verzoek/<reference>/uitvoeren")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_instructions(reference: str) -> tuple[str, int]:
    """What each source does, item by item."""
    return _page(opened(reference, "instructions"))


def _page(case: Case) -> tuple[str, int]:
    rows = instructions.list_of(db(), case)
    resting = any(
        each.effect is Effect.RESTRICT and not each.details.get(instructions.REHEARSAL)
        for each in rows
    )
    return case_page(
        "instructions.html",
        case,
        TAB,
        shown=[_shown(case, each) for each in rows],
        resting=resting,
        may_rehearse=_may_rehearse(case),
        open=instructions.open_of(db(), case),
        names_none=not instructing.parts_to_carry_out(case),
    )


def _may_rehearse(case: Case) -> bool:
    return possible(case, Action.REVIEW) and instructing.may_rehearse(case)


@pages.post("/verzoek/<reference>/uitvoeren/proef")
@access.staff(*roles_that_may(Task.REVIEW))
def rehearse_instructions(reference: str) -> Response:
    """Ask the systems what they would do, before anything is decided."""
    case = opened(reference, "instructions")
    if not _may_rehearse(case):
        raise ActionRefused(case.status, Action.REVIEW)
    made = instructing.rehearse(db(), case, own_organisation(), actor=g.actor, now=now())
    if made:
        flash(_("The systems are being asked. Nothing is changed in them."), "ok")
    else:
        flash(_("No source may hold data that this request is about."), "info")
    return back_to(case, HERE)


@pages.post("/verzoek/<reference>/uitvoeren/<int:instruction_id>/opnieuw")
@access.staff(*roles_that_may(Task.FOLLOW_UP))
def retry_instruction(reference: str, instruction_id: int) -> Response:
    """Ask a system once more."""
    case, instruction = _opened(reference, instruction_id)
    try:
        settling.try_again(db(), instruction, actor=g.actor, now=now())
    except settling.NotNow:
        abort(409)
    flash(_("The system is asked again. Nothing is changed before all can be done."), "ok")
    return back_to(case, HERE)


@pages.post("/verzoek/<reference>/uitvoeren/<int:instruction_id>/persoon")
@access.staff(*roles_that_may(Task.FOLLOW_UP))
def hand_over_instruction(reference: str, instruction_id: int) -> Response:
    """Let a person do it."""
    case, instruction = _opened(reference, instruction_id)
    here = own_organisation()
    try:
        settling.hand_over(db(), case, here, instruction, actor=g.actor, now=now())
    except settling.NotNow:
        abort(409)
    if _asked(instruction):
        flash(_("The owner of this system gets a mail. You see here when it is done."), "ok")
    else:
        flash(_("Nobody can be mailed for this system. Do it yourself, and write that down."), "ok")
    return back_to(case, HERE)


@pages.route("/verzoek/<reference>/uitvoeren/<int:instruction_id>/klaar", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.FOLLOW_UP), writes=True)
def end_instruction(reference: str, instruction_id: int) -> Response | tuple[str, int]:
    """Write down how it ended."""
    case, instruction = _opened(reference, instruction_id)
    form = EndForm(request.form)
    if request.method != "POST":
        return _end_page(case, instruction, form, 200)
    if not (form.validate() and _ended(case, instruction, form)):
        return _end_page(case, instruction, form, 422)
    flash(_("Written down."), "ok")
    return back_to(case, HERE)


def _ended(case: Case, instruction: Instruction, form: EndForm) -> bool:
    """Store how it ended; notes the fault when it cannot be so."""
    done, why = form.how.data == DONE, form.why.data or ""
    try:
        settling.end(db(), case, instruction, done=done, why=why, actor=g.actor, now=now())
    except settling.NoteNeeded:
        form.why.errors = [_("Write down why not, in at least ten characters.")]
    except settling.NotNow:
        abort(409)
    return not form.errors


def _end_page(case: Case, instruction: Instruction, form: EndForm, code: int) -> tuple[str, int]:
    shown = _shown(case, instruction)
    return case_page("end_instruction.html", case, TAB, code=code, form=form, each=shown)


def _opened(reference: str, instruction_id: int) -> tuple[Case, Instruction]:
    """An instruction of an answered case, for somebody who may follow it up."""
    case = opened(reference, "instructions")
    instruction = instructions.find(db(), case, instruction_id)
    if instruction is None:
        abort(404)
    if not _may_follow(case, instruction):
        raise ActionRefused(case.status, Action.TELL)
    return case, instruction


def _may_follow(case: Case, instruction: Instruction) -> bool:
    """Whether something can be done with an instruction on its page, by who looks at it."""
    action = Action.REVIEW if case.is_open else Action.TELL
    return possible(case, action) and instructions.is_time(case, instruction)


def _shown(case: Case, instruction: Instruction) -> Shown:
    speak, details = words(), instruction.details
    rehearsal = bool(details.get(instructions.REHEARSAL))
    ended = instruction.finished_at is not None
    follows = _may_follow(case, instruction)
    change = details.get("change")
    return Shown(
        id=instruction.id,
        name=_name(instruction),
        effect=speak.gettext(texts.EFFECT[instruction.effect]),
        state=texts.state(
            speak,
            instruction.state.value,
            rehearsal=rehearsal,
            ended=ended,
            why=read_reason(instruction.reason)[0],
        ),
        reason=texts.reason(speak, *read_reason(instruction.reason)),
        items=tuple(
            (str(what), speak.gettext(texts.ITEM[result]), str(why))
            for what, result, why in instruction.items
        ),
        what=_labels(details.get("what")),
        activities=tuple(
            name
            for each in details.get("activities", ())
            if (name := following.activity_name(own_organisation(), str(each)))
        ),
        keep=_labels(details.get("keep")),
        change=(change["field"], change["old"], change["new"]) if change else None,
        who="" if rehearsal or deferring.is_put_off(instruction) else _asked(instruction),
        next_try=speak.moment(instruction.next_try_at) if instruction.next_try_at else "",
        rehearsal=rehearsal,
        may_try=follows and settling.may_try_again(instruction) and not rehearsal,
        may_hand_over=follows and settling.may_hand_over(instruction),
        may_end=follows and settling.may_end(case, instruction),
    )


def _name(instruction: Instruction) -> str:
    """What the source is called."""
    for source in own_organisation().sources:
        if source.id == instruction.source:
            return source.name.in_(words().language)
    return instruction.source or _("What is in no system")


def _asked(instruction: Instruction) -> str:
    """Who carries it out for this source, where somebody can be mailed."""
    for source in own_organisation().sources:
        owner = source.owner if source.id == instruction.source else None
        if owner is not None and owner.email and instruction.details.get(instructions.BY_PERSON):
            return owner.name.in_(words().language)
    return ""


def _labels(given: list[list[str]] | None) -> tuple[str, ...]:
    place = 1 if words().language == "en" else 0
    return tuple(each[place] for each in given or ())
