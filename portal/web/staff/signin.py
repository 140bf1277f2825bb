"""Signing in: password first, then a code of the authenticator or a recovery code; signing out."""

from typing import cast

import structlog
from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import EmailField, PasswordField, StringField

from portal.models.staff import Staff
from portal.services import second_factor, staff
from portal.services.passwords import LONGEST
from portal.services.permissions import Task, may
from portal.services.second_factor import Vault
from portal.services.throttle import LimitReached, Throttle
from portal.web import access, login, retyping
from portal.web.page import db, keep, now, portal
from portal.web.sessions import ServerSession
from portal.web.staff.blueprint import staff as pages
from portal.web.typed import AtMost, Needed, PlainForm, clean_line

log = structlog.get_logger()
FEW_CODES = 3


class SignInForm(PlainForm):
    """E-mail address and password; paste and password managers work."""

    email = EmailField(
        _l("E-mail address"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in your e-mail address.")), AtMost(254)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[Needed(_l("Fill in your password.")), AtMost(LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class CodeForm(PlainForm):
    """The code of the authenticator."""

    code = StringField(
        _l("Code from your authenticator app"),
        description=_l("Six digits. Or one of your recovery codes, when you do not have the app."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in the six digits that the app shows now.")), AtMost(40)],
        render_kw={"autocomplete": "one-time-code", "autocapitalize": "off", "spellcheck": "false"},
    )


def vault() -> Vault:
    """What seals the secrets of authenticators."""
    return Vault(portal().settings.secret_key)


def throttle() -> Throttle:
    """What counts tries."""
    return Throttle(portal().settings.secret_key)


def own_session() -> ServerSession:
    """The session of this browser as what it really is."""
    return cast(ServerSession, session)


def begin(member: Staff, *, complete: bool) -> None:
    """Give the browser a new session for this member, under a new id (session fixation).

    Parameters:
        complete: whether the second factor was shown.
    """
    kept = {key: session[key] for key in ("language", "next", retyping.KEPT) if key in session}
    own_session().begin_for(member.id)
    session.update(kept)
    if complete:
        login.complete(member)


def first_page(member: Staff) -> str:
    """Where to go after signing in: the page that was asked for, when there was one."""
    asked = session.pop("next", None)
    if isinstance(asked, str) and _is_own(asked):
        return asked
    home = "staff.worklist" if may(member.role, Task.READ) else "staff.list_staff"
    return url_for(home)


def _is_own(path: str) -> bool:
    """Whether this is a page of the desk that can be opened by a link, and of nobody else."""
    if not path.startswith("/balie/") or "\\" in path or len(path) > 500:
        return False
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.test(path.split("?")[0], "GET")


@pages.route("/aanmelden", methods=["GET", "POST"])
@access.public
def sign_in() -> Response | str | tuple[str, int]:
    """Ask for e-mail address and password."""
    form = SignInForm(request.form)
    if request.method != "POST":
        asked = request.args.get("next", "")
        if _is_own(asked):
            session["next"] = asked
        return render_template("staff/sign_in.html", form=form)
    if not form.validate():
        return render_template("staff/sign_in.html", form=form), 422
    try:
        member = staff.sign_in(
            db(),
            form.email.data or "",
            form.password.data or "",
            sender=request.remote_addr or "",
            throttle=throttle(),
            now=now(),
        )
    except LimitReached:
        keep()
        log.warning("sign_in_throttled")
        return _refuse("sign_in", form, form.password, _too_many(), 429)
    except staff.SignInRefused:
        keep()
        log.warning("sign_in_refused")
        text = _("This e-mail address and password do not belong together. Check both.")
        return _refuse("sign_in", form, form.password, text, 422)
    begin(member, complete=False)
    return redirect(url_for("staff.second_factor"))


@pages.route("/aanmelden/code", methods=["GET", "POST"], endpoint="second_factor")
@access.staff(enrolled=False)
def show_second_factor() -> Response | str | tuple[str, int]:
    """Ask for a code of the authenticator; who has none yet first gets one."""
    member: Staff = g.staff
    if member.password_expires_at is not None:
        return redirect(url_for("staff.choose_password"))
    if member.totp_enrolled_at is None:
        return redirect(url_for("staff.enrol"))
    if login.is_complete(member):
        return redirect(first_page(member))
    form = CodeForm(request.form)
    if request.method != "POST":
        return render_template("staff/second_factor.html", form=form)
    if not form.validate():
        return render_template("staff/second_factor.html", form=form), 422
    left = second_factor.count_recovery_codes(db(), member)
    try:
        passed = staff.pass_second_factor(
            db(), member, form.code.data or "", throttle=throttle(), vault=vault(), now=now()
        )
    except LimitReached:
        log.warning("second_factor_throttled")
        return _refuse("second_factor", form, form.code, _too_many(), 429)
    if not passed:
        keep()
        log.warning("second_factor_refused")
        text = _("This code is not right, or was used before. Wait for the next one and try again.")
        return _refuse("second_factor", form, form.code, text, 422)
    begin(member, complete=True)
    _tell_of_recovery(left, second_factor.count_recovery_codes(db(), member))
    return redirect(first_page(member))


@pages.post("/afmelden")
@access.staff(enrolled=False)
def sign_out() -> Response:
    """End the session on the server."""
    own_session().end()
    return redirect(url_for("staff.sign_in"))


def _refuse(
    template: str, form: PlainForm, field: StringField, text: str, code: int
) -> tuple[str, int]:
    field.errors = [text]
    return render_template(f"staff/{template}.html", form=form), code


def _too_many() -> str:
    return _("There were too many tries. Wait fifteen minutes and try again. Nothing is lost.")


def _tell_of_recovery(before: int, after: int) -> None:
    if after == before:
        return
    text = _(
        "You used a recovery code; %(left)s are left. Do you no longer have your authenticator? "
        "Then set up a new one under your name, at the top of the page.",
        left=after,
    )
    flash(text, "warning" if after <= FEW_CODES else "info")
