"""After sending: sure that it arrived, what comes next, something to keep."""

from flask import g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.language import notices, questions, terms
from portal.language.derivation import deadline_sentences
from portal.language.representatives import representative_lines
from portal.language.words import Words
from portal.models.case import Case
from portal.organisations.organisation import Organisation
from portal.services import asked, cases, identification, intake, progress
from portal.web import access
from portal.web.citizen.blueprint import citizen
from portal.web.citizen.young import may_ask_itself
from portal.web.page import SAFE_METHODS, db, words


def find_own(organisation: Organisation) -> Case | None:
    """The request of this browser: sent from it just now, or opened with a link or code."""
    for key in ("sent", "case_id"):
        case_id = session.get(key)
        if isinstance(case_id, int):
            changing = request.method not in SAFE_METHODS
            case = cases.find_case(db(), case_id, organisation.slug, hold=changing)
            if case is not None:
                g.case = case
                return case
    return None


def find_sent(organisation: Organisation) -> Case | None:
    """The request that was sent from this browser just now."""
    case_id = session.get("sent")
    if not isinstance(case_id, int):
        return None
    return cases.find_case(db(), case_id, organisation.slug)


def find_apart(organisation: Organisation, case: Case) -> Case | None:
    """The complaint to the officer that became a case of its own in the same sending."""
    if case.idempotency_key is None:
        return None
    key = intake.confidential_key(case.idempotency_key)
    return intake.find_sent(db(), organisation, key)


def told(
    here: Words, organisation: Organisation, case: Case
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What was asked, to keep: a title with questions and answers, part by part."""
    found = [
        (
            terms.plain_right(here, part.right),
            list(asked.told_lines(here, organisation, case, part)),
        )
        for part in case.parts
    ]
    person = [
        *questions.person_lines(here, case.name, case.birth_date, asked.shown_identifiers(case)),
        *representative_lines(here, case.representative),
        *questions.contact_lines(
            here, case.email, case.phone, case.address, secret=case.secret_address
        ),
    ]
    return [*found, (here.gettext("Person and contact"), person)]


def why_this_date(here: Words, case: Case) -> list[str]:
    """The stored derivation of the last day, in sentences."""
    return deadline_sentences(case.deadline, gettext=here.gettext, format_date=here.date)


@citizen.get("/verzoek/verzonden")
@access.public
def sent(organisation: Organisation) -> Response | str:
    """The request has arrived."""
    case = find_sent(organisation)
    if case is None:
        return redirect(url_for("citizen.find_request", organisation=organisation))
    here = words()
    return render_template(
        "citizen/sent.html",
        case=case,
        received=here.date(case.received_date),
        last_day=here.date(case.legal_due),
        why=why_this_date(here, case),
        told=told(here, organisation, case),
        receipt=progress.find_receipt(db(), case),
        promises=notices.promises(here, organisation, case.parts),
        apart=find_apart(organisation, case),
        may_ask_itself=""
        if case.representative
        else may_ask_itself(organisation, case.birth_date, case.received_date),
        needs_proof=identification.needs_proof(case),
    )
