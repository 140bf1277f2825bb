"""The way back to one's own request: a link by mail, used once, swapped for a session.

Opening the link shows a page with a button and writes nothing, so a program that scans mail does
not use it up. Asking for one gives the same answer whether or not such a request exists, equally
fast.
"""

import time
from collections.abc import Iterator

from flask import Response, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as BaseResponse
from wtforms import EmailField, StringField

from portal.links import LinkInvalid
from portal.models.reference import read_reference
from portal.organisations.organisation import Organisation
from portal.services import links
from portal.services.links import LinkState
from portal.services.throttle import LimitReached
from portal.web import access
from portal.web.citizen.blueprint import citizen
from portal.web.citizen.reception import reception, sender, sign_in
from portal.web.page import db, now, portal
from portal.web.typed import AtMost, Needed, PlainForm, check_email, clean_line

EVEN_SECONDS = 0.4
"""The answer leaves no sooner than this after the question: how long the work took stays inside."""


class FindForm(PlainForm):
    """By what a request is found again."""

    reference = StringField(
        _l("Your reference"),
        description=_l("It is in the mail and on the receipt, for example %(example)s."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in your reference.")), AtMost(40)],
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"},
    )
    email = EmailField(
        _l("E-mail address"),
        description=_l("The address you gave in your request."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in your e-mail address.")), AtMost(254), check_email],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )


@citizen.route("/mijn-verzoek", methods=["GET", "POST"])
@access.public
def find_request(organisation: Organisation) -> BaseResponse | str | tuple[str, int]:
    """Ask for a new link."""
    example = f"{organisation.reference_prefix}-2026-7F3K-9Q"
    if request.method != "POST":
        return _ask(FindForm(), example)
    form = FindForm(request.form)
    right = form.validate()
    if not form.reference.errors and read_reference(form.reference.data or "") is None:
        form.reference.errors = [
            _("This is not a whole reference. It looks like %(example)s.", example=example)
        ]
        right = False
    if not right:
        return _ask(form, example), 422
    started = time.monotonic()
    try:
        links.send_link(
            db(),
            organisation.slug,
            form.reference.data or "",
            form.email.data or "",
            throttle=reception().throttle,
            sender=sender(),
            now=now(),
        )
    except LimitReached:
        return render_template("citizen/too_many.html", draft=None), 429
    page = render_template("citizen/link_sent.html", email=form.email.data)
    return Response(_evenly(page, started), mimetype="text/html")


def _ask(form: FindForm, example: str) -> str:
    hint = str(form.reference.description) % {"example": example}
    return render_template(
        "citizen/find_request.html",
        form=form,
        reference_hint=hint,
        has_unsent="unsent" in session,
    )


def _evenly(page: str, started: float) -> Iterator[str]:
    """The page, not before its time; the transaction was closed by then."""
    time.sleep(max(0.0, EVEN_SECONDS - (time.monotonic() - started)))
    yield page


@citizen.route("/mijn-verzoek/<token>", methods=["GET", "POST"])
@access.public
def open_link(organisation: Organisation, token: str) -> BaseResponse | str | tuple[str, int]:
    """Open a mailed link: look at it, then use it with the button."""
    try:
        key = portal().links.read(token)
    except LinkInvalid:
        return _dead(LinkState.UNKNOWN)
    if request.method != "POST":
        state = links.look_at_link(db(), organisation.slug, key, now=now())
        if state is not LinkState.WORKS:
            return _dead(state)
        return render_template("citizen/open_link.html")
    case = links.use_link(db(), organisation.slug, key, now=now())
    if case is None:
        return _dead(links.look_at_link(db(), organisation.slug, key, now=now()))
    sign_in(case, "unsent")
    return redirect(url_for("citizen.progress", organisation=organisation), 303)


def _dead(state: LinkState) -> tuple[str, int]:
    return render_template("citizen/dead_link.html", state=state.value), 410
