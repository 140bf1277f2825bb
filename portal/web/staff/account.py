"""One's own account: password and authenticator."""

from flask import flash, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import PasswordField

from portal.models.staff import Staff
from portal.services import second_factor, staff
from portal.services.passwords import LONGEST
from portal.services.staff import PasswordTooWeak
from portal.services.throttle import LimitReached
from portal.web import access
from portal.web.page import db, keep, now
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.enrolment import PasswordForm, weakness_text
from portal.web.staff.signin import begin, throttle
from portal.web.typed import AtMost, Needed, PlainForm


class CurrentPasswordForm(PlainForm):
    """The own password, asked again before something important."""

    current = PasswordField(
        _l("Your password now"),
        validators=[Needed(_l("Fill in the password you have now.")), AtMost(LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class ChangePasswordForm(CurrentPasswordForm, PasswordForm):
    """The old password and a new one."""


def confirmed_by_password(password: str) -> bool:
    """Whether this is the reader's own password; a wrong one counts as a try."""
    member: Staff = g.staff
    keep()
    try:
        return staff.is_own_password(db(), member, password, throttle=throttle(), now=now())
    except LimitReached:
        return False


@pages.get("/account")
@access.staff()
def account() -> str:
    """The own account."""
    return _page(ChangePasswordForm())


@pages.post("/account/wachtwoord")
@access.staff()
def change_password() -> Response | tuple[str, int]:
    """Choose another password; sessions elsewhere end."""
    member: Staff = g.staff
    form = ChangePasswordForm(request.form)
    if not form.validate() or not form.agrees():
        return _page(form), 422
    if not confirmed_by_password(form.current.data or ""):
        form.current.errors = [_("This is not your password, or there were too many tries.")]
        return _page(form), 422
    try:
        staff.change_password(db(), member, form.password.data or "", now=now())
    except PasswordTooWeak as error:
        form.password.errors = [weakness_text(error.weakness)]
        return _page(form), 422
    begin(member, complete=True)
    flash(_("Your password was changed. You are signed out everywhere else."), "ok")
    return redirect(url_for("staff.account"))


def _page(form: ChangePasswordForm) -> str:
    member: Staff = g.staff
    session.pop("may_recouple", None)
    return render_template(
        "staff/account.html",
        form=form,
        confirm=CurrentPasswordForm(prefix=""),
        left=second_factor.count_recovery_codes(db(), member),
    )


@pages.post("/account/koppelen")
@access.staff()
def recouple() -> Response | tuple[str, int]:
    """Begin coupling another authenticator, after the password."""
    if not confirmed_by_password(request.form.get("current", "")[: LONGEST + 1]):
        flash(_("This is not your password. Your authenticator was not changed."), "error")
        return redirect(url_for("staff.account"))
    session["may_recouple"] = True
    session.pop("pending_secret", None)
    return redirect(url_for("staff.enrol"))
