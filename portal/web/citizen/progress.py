"""My request: where it stands, messages both ways, documents, what can still be done."""

from flask import abort, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from portal.language import letters, terms
from portal.language.letters import Enclosure
from portal.law.lifecycle import Action
from portal.law.mandatory import LetterKind
from portal.models.case import Case, Direction
from portal.organisations.organisation import Organisation
from portal.services import cases, identification, withdrawing, writing
from portal.services import progress as own
from portal.web import access, shell
from portal.web.citizen import stages, standing, trust
from portal.web.citizen.blueprint import citizen
from portal.web.citizen.reception import citizen_of
from portal.web.citizen.sent import told, why_this_date
from portal.web.citizen.trust import Trust
from portal.web.page import db, now, words
from portal.web.typed import TEXT, AtMost, Needed, PlainForm, clean_text, holds_bsn


class MessageForm(PlainForm):
    """A message to the organisation."""

    body = TextAreaField(
        _l("Your message"),
        filters=[clean_text],
        validators=[Needed(_l("Write a message first.")), AtMost(TEXT)],
    )


@citizen.get("/mijn-verzoek/stand")
@access.citizen
def progress(organisation: Organisation) -> str:
    """Where the request stands."""
    unsent = session.get("unsent") or {}
    text = unsent.get("text") if unsent.get("case_id") == g.case.id else None
    return _show(organisation, g.case, MessageForm(data={"body": text}), was_lost=bool(text))


def _show(
    organisation: Organisation, case: Case, form: MessageForm, *, was_lost: bool = False
) -> str:
    here = words()
    proven = case.identity_level > 0
    documents = own.list_documents(db(), case, now=now(), with_receipt=proven)
    kinds = writing.kinds_of(db(), documents)
    return render_template(
        "citizen/progress.html",
        case=case,
        form=form,
        was_lost=was_lost,
        status=stages.status(case),
        is_bezwaar=stages.is_bezwaar(case),
        received=here.date(case.received_date),
        last_day=here.date(case.legal_due) if case.is_open else "",
        rights=[terms.plain_right(here, part.right) for part in case.parts],
        why=why_this_date(here, case),
        moments=[(each, stages.event(case, each.event)) for each in own.list_moments(case)],
        messages=own.list_messages(case),
        from_citizen=Direction.FROM_CITIZEN,
        documents=documents,
        hints={key: _hint(kind) for key, kind in kinds.items()},
        names={
            key: letters.document(here, kind, bezwaar=stages.is_bezwaar(case))
            for key, kind in kinds.items()
        },
        may_write=own.may_write(case),
        may_withdraw=withdrawing.may_withdraw(case),
        may_prove=not proven and bool(case.email) and case.may(Action.PROVE_IDENTITY),
        needs_more=proven and case.is_open and not identification.is_enough(organisation, case),
        told=told(here, organisation, case) if proven else [],
        needs_proof=identification.needs_proof(case),
        **standing.facts(organisation, case),
        message_token=trust.sign_text_for(case.id),
    )


@citizen.post("/mijn-verzoek/bericht")
@access.public
def write(organisation: Organisation) -> Response | tuple[str, int]:
    """Send a message; when the session has ended the text waits for the next one."""
    judged = trust.judge()
    if judged is Trust.FOREIGN:
        abort(400)
    wanted = trust.read_text_for(request.form.get("request", ""))
    form = MessageForm(request.form)
    case_id = session.get("case_id")
    case = cases.find_case(db(), case_id, organisation.slug, hold=True) if case_id else None
    if case is None or case.id != wanted or judged is not Trust.OURS:
        return _keep_text(organisation, wanted, form.body.data or "")
    right = form.validate()
    if right and holds_bsn(form.body.data or "") and not organisation.may_ask_bsn:
        form.body.errors = [
            _("This looks like a citizen service number (BSN). Take it out: we may not keep it.")
        ]
        right = False
    if not right:
        return _show(organisation, case, form), 422
    try:
        own.write_message(
            db(), case, form.body.data or "", actor=citizen_of(organisation), now=now()
        )
    except own.TooManyMessages:
        form.body.errors = [_("You sent many messages today. Wait until tomorrow, or call us.")]
        return _show(organisation, case, form), 429
    session.pop("unsent", None)
    flash(_("We have received your message."), "ok")
    return redirect(url_for("citizen.progress", organisation=organisation), 303)


shell.csrf.exempt(write)  # judged by trust.judge, so that a lost session loses no text


def _keep_text(organisation: Organisation, wanted: int | None, text: str) -> Response:
    """Keep an unsent message in the new session, for the request it was typed for."""
    if wanted is not None and len(text) <= TEXT:
        session["unsent"] = {"case_id": wanted, "text": text}
    flash(
        _(
            "Your session has ended, so your message was not sent. "
            "Ask for a new link and open it in this browser: your text will be there."
        ),
        "warning",
    )
    return redirect(url_for("citizen.find_request", organisation=organisation), 303)


@citizen.route("/mijn-verzoek/intrekken", methods=["GET", "POST"])
@access.citizen
def withdraw(organisation: Organisation) -> Response | str:
    """Take the request back, after a page that says it cannot be undone."""
    case: Case = g.case
    back = url_for("citizen.progress", organisation=organisation)
    if request.method != "POST":
        if not withdrawing.may_withdraw(case):
            flash(_("This can no longer be withdrawn."), "info")
            return redirect(back)
        page = "withdraw_bezwaar" if stages.is_bezwaar(case) else "withdraw"
        return render_template(f"citizen/{page}.html", case=case, back_url=back)
    withdrawing.withdraw(db(), case, organisation, actor=citizen_of(organisation), now=now())
    flash(stages.status(case), "ok")
    return redirect(back, 303)


@citizen.post("/mijn-verzoek/sluiten")
@access.public
def close(organisation: Organisation) -> Response:
    """End the session, for who shares a computer."""
    language = session.get("language")
    session.end()  # type: ignore[attr-defined]
    return redirect(url_for("citizen.landing", organisation=organisation, taal=language), 303)


def _hint(kind: LetterKind | Enclosure) -> str:
    """What to do with a document of the answer; empty for what speaks for itself."""
    hints: dict[LetterKind | Enclosure, str] = {
        LetterKind.ANSWER: _(
            "Read this first. It says what we decided, and what you can do if you disagree."
        ),
        Enclosure.REPORT: _("In this are the data we have on you."),
        Enclosure.DATA: _(
            "The same data in a file for computers, to take to another organisation."
        ),
    }
    return hints.get(kind, "")
