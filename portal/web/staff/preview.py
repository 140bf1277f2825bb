"""A letter before it goes: its very words, room for a personal paragraph, send or change."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from flask import abort, flash, g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.letters.blocks import LetterIncomplete
from portal.letters.letter import LONGEST_PERSONAL
from portal.models.case import Case
from portal.services import writing
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import back_to, case_page, opened, own_organisation, possible
from portal.web.typed import AtMost, PlainForm, clean_text

OURS = frozenset({"csrf_token", "send", "show", "shown", "change", "personal"})
"""Fields of this page; all others were typed on the page before and are carried along."""


class PersonalForm(PlainForm):
    """What a handler adds to a letter."""

    personal = TextAreaField(
        _l("A personal paragraph"),
        description=_l("It comes after the reasons. The rest of the letter stays as it is."),
        filters=[clean_text],
        validators=[AtMost(LONGEST_PERSONAL)],
    )


def personal() -> str:
    """The personal paragraph that was typed on the preview page."""
    return PersonalForm(request.form).personal.data or ""


def changing() -> bool:
    """Whether the button "Change" was pressed: show your form again, with what was typed."""
    return "change" in request.form


def _is_seen(typed: str) -> bool:
    """Whether the letter was shown with the paragraph as it is typed now."""
    return clean_text(request.form.get("shown", "")) == typed


def unsent(
    case: Case,
    kind: LetterKind,
    facts: dict[str, Any],
    *,
    title: str,
    action: str,
    back: str,
    tab: str = "staff.show_case",
) -> tuple[str, int] | None:
    """The page that shows the letter before it goes; None when "Send" was pressed on it.

    A paragraph that was typed after the last look is shown first: nobody sends an unseen letter.

    Parameters:
        facts: as `services.writing.write` takes them.
        title: what the page is called, such as "Extend the term".
        action: where the buttons send the form, with every field that was typed before.
        back: where "Cancel" leads.
        tab: the page of the case that it belongs to.
    """
    form = PersonalForm(request.form)
    fits = form.validate()
    shown = _letter(case, kind, facts, form.personal.data or "" if fits else "")
    code = 200 if fits and shown else 422
    typed = form.personal.data or ""
    if "send" in request.form and code == 200 and _is_seen(typed):
        return None
    return case_page(
        "preview.html",
        case,
        tab,
        code=code,
        title=title,
        action=action,
        back=back,
        form=form,
        unseen="send" in request.form and code == 200,
        letter=Markup(shown),  # noqa: S704 - made by our templates, which escape every text
        carried=_carried(),
        language=case.language if kind is not LetterKind.RECIPIENT_NOTICE else "nl",
        by_post=not case.email or kind is LetterKind.RECIPIENT_NOTICE,
    )


def _letter(case: Case, kind: LetterKind, facts: dict[str, Any], paragraph: str) -> str:
    """The letter as it would go now; empty when a mandatory part is missing."""
    here = own_organisation()
    try:
        return writing.preview(db(), case, here, kind, facts=facts, personal=paragraph, now=now())
    except LetterIncomplete:
        return ""


def _carried() -> list[tuple[str, str]]:
    """What was typed before, to be sent along with the buttons of the page."""
    return [pair for pair in request.form.items(multi=True) if pair[0] not in OURS]


def told(
    case: Case,
    kind: LetterKind,
    facts: dict[str, Any],
    step: Callable[..., object],
    *,
    title: str,
    here: str,
    said: Callable[[], str],
    tab: str = "staff.show_case",
    back: str = "",
) -> Response | tuple[str, int]:
    """Show the letter, and once it was sent do what it tells and go back to the case.

    Parameters:
        facts, title: as `unsent` takes them.
        step: what is done, given the paragraph, who does it and when.
        here: the address of the form.
        said: what the handler reads when it is done, asked then.
        tab: the page of the case to go back to.
        back: where "Cancel" leads; to the form when it is not said.
    """
    shown = unsent(case, kind, facts, title=title, action=here, back=back or here, tab=tab)
    if shown is not None:
        return shown
    step(personal=personal(), actor=g.actor, now=now())
    flash(said(), "ok")
    return back_to(case, tab)


@pages.get("/verzoek/<reference>/besluit/brief")
@access.staff(*roles_that_may(Task.READ), writes=True)
def answer_letter(reference: str) -> tuple[str, int]:
    """The letter with the answer as it would go out now."""
    case = opened(reference, "decision")
    return _answer_page(case, PersonalForm(data={"personal": case.personal}))


@pages.post("/verzoek/<reference>/besluit/brief")
@access.staff(*roles_that_may(Task.PROPOSE))
def keep_paragraph(reference: str) -> Response | tuple[str, int]:
    """Keep the paragraph that is added to the letter with the answer."""
    case = opened(reference, "decision")
    if not _may_add(case):
        abort(409)
    form = PersonalForm(request.form)
    if not form.validate():
        return _answer_page(case, form)
    case.personal = form.personal.data or ""
    flash(_("Your paragraph was kept. Nothing was sent."), "ok")
    return back_to(case, "staff.answer_letter")


def _may_add(case: Case) -> bool:
    return possible(case, Action.PROPOSE) or possible(case, Action.APPROVE)


def _answer_page(case: Case, form: PersonalForm) -> tuple[str, int]:
    shown = ""
    with suppress(LetterIncomplete):  # then the page says what to do first
        shown = writing.preview_answer(
            db(), case, own_organisation(), personal=case.personal, now=now()
        )
    return case_page(
        "answer_letter.html",
        case,
        "staff.show_decision",
        code=422 if form.errors else 200,
        form=form,
        may_add=_may_add(case),
        letter=Markup(shown),  # noqa: S704 - made by our templates, which escape every text
        made=case.delivered_at is not None,
    )
