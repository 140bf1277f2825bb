"""On which ground something is redacted: asked the first time, and when another is wanted.

What a ground makes staff write is asked once for each ground: the marks after it rest on the same.
"""

from collections.abc import Callable, Iterable, Mapping

from flask import flash, request
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict
from wtforms import RadioField

from portal.language import reasons
from portal.models.case import Case
from portal.services import marking, readable, review, suggesting
from portal.services.particulars import NotWritten
from portal.web import retyping
from portal.web.page import db, now, portal, words
from portal.web.staff import particulars
from portal.web.staff.dossier import case_page, own_organisation
from portal.web.typed import OneOf, PlainForm

USUAL = "others_rights"
MOST = 8
"""So many texts are named; of the others only how many there are."""
OWN = frozenset({"csrf_token", "ground", "asked", "action", retyping.MARK})
Act = Callable[[str, Mapping[str, str]], object]
"""Does what was asked, on a ground with what was written for it."""


class GroundForm(PlainForm):
    """Why somebody else's data stay hidden; `particulars` adds the fields of the ground."""

    ground = RadioField(
        _l("On which ground do you redact?"),
        validators=[OneOf(_l("Choose a ground."))],
        validate_choice=False,
    )


def used(case: Case) -> str:
    """The ground on which this case is redacted, in words; empty before the first mark."""
    found = marking.ground_used(db(), case)
    if found is None:
        return ""
    ground = next((each for each in marking.grounds_to_mark(case) if each.id == found[0]), None)
    if ground is None:
        return ""
    article = ground.article_for(review.right_reviewed(case))
    return f"{reasons.ground(words(), ground.id)} ({article})"


def carry_out(case: Case, act: Act, back: str, texts: Iterable[str] = ()) -> tuple[str, int] | None:
    """Redact on the ground that was chosen, or else on that of the last mark in this case.

    Parameters:
        act: raises NotWritten if what the ground asks was never written.
        back: the address of the page to which to go back.
        texts: what is redacted, for the page that asks.

    Returns:
        The page that asks for the ground; None when it is done.
    """
    typed = MultiDict(request.form)
    was_asked = typed.get("asked") == "yes"
    known = marking.ground_used(db(), case)
    typed.setdefault("ground", known[0] if known else USUAL)
    offered, right = marking.grounds_to_mark(case), review.right_reviewed(case)
    start = particulars.stored(known[1]) if known and known[0] == typed["ground"] else {}
    for name, text in start.items():
        typed.setdefault(name, text)
    form = particulars.ground_form(GroundForm, offered, right, {}, typed)
    if request.form.get("action") in ("ground", "fields"):
        return _page(case, form, back, texts)
    if was_asked and not form.validate():
        return _page(case, form, back, texts, code=422)
    try:
        act(form.ground.data or "", particulars.written(form) if was_asked else {})
    except NotWritten as error:
        if was_asked:
            particulars.mark(form, error.faults)
        return _page(case, form, back, texts, code=422)
    _look_elsewhere(case)
    return None


def _look_elsewhere(case: Case) -> None:
    """Suggest the other places where they are named who have a letter by now."""
    more = suggesting.suggest_thirds(
        db(),
        case,
        own_organisation(),
        lambda: readable.pages_in(db(), portal().vault, case),
        now=now(),
    )
    if more:
        flash(
            ngettext(
                "%(num)d other place may name the same person: judge the suggestion.",
                "%(num)d other places may name the same people: judge the suggestions.",
                more,
            ),
            "info",
        )


def _page(
    case: Case, form: GroundForm, back: str, texts: Iterable[str], *, code: int = 200
) -> tuple[str, int]:
    """The question, with what was sent in hidden fields. An error undoes what was begun."""
    sent = [
        (name, text)
        for name, text in request.form.items(multi=True)
        if name not in OWN and not name.startswith(particulars.PREFIX)
    ]
    return case_page(
        "ground.html",
        case,
        "staff.show_data",
        code=code,
        form=form,
        sent=sent,
        back=back,
        texts=list(dict.fromkeys(" ".join(each.split()) for each in texts if each.strip())),
        most=MOST,
    )
