"""The first sign-in: an own password, an authenticator, recovery codes; and coupling a new one."""

import io

import segno
from flask import Response, abort, g, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response as AnyResponse
from wtforms import PasswordField, StringField

from portal.models.staff import Staff
from portal.services import second_factor, staff
from portal.services.passwords import SHORTEST, Weakness
from portal.services.staff import PasswordTooWeak
from portal.web import access, login
from portal.web.page import db, now
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.signin import begin, first_page, vault
from portal.web.typed import AtMost, Needed, PlainForm, clean_line

FAR_TOO_LONG = 1000


class PasswordForm(PlainForm):
    """A new password, typed once: it can be shown by the browser or a password manager."""

    password = PasswordField(
        _l("New password"),
        description=_l(
            "At least %(number)s characters. A sentence that only you would think of is easy to "
            "remember. Spaces are fine.",
            number=SHORTEST,
        ),
        validators=[Needed(_l("Fill in a new password.")), AtMost(FAR_TOO_LONG)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("The same password again"),
        validators=[Needed(_l("Fill in the same password again."))],
        render_kw={"autocomplete": "new-password"},
    )

    def agrees(self) -> bool:
        """Whether both fields are the same; notes the fault when they are not."""
        if self.password.data == self.again.data:
            return True
        self.again.errors = [_("The two passwords are not the same.")]
        return False


class CoupleForm(PlainForm):
    """The first code of a new authenticator."""

    code = StringField(
        _l("Code that the app shows now"),
        filters=[clean_line],
        validators=[Needed(_l("Fill in the six digits that the app shows now.")), AtMost(20)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric"},
    )


def weakness_text(weakness: Weakness) -> str:
    """Why a password is refused, and how to mend it."""
    texts = {
        Weakness.TOO_SHORT: _("Use at least %(number)s characters.", number=SHORTEST),
        Weakness.TOO_LONG: _("Use fewer characters."),
        Weakness.COMMON: _(
            "This is too easy to guess. Use words that others would not think of, "
            "and not your name or that of your organisation."
        ),
    }
    return texts[weakness]


@pages.route("/aanmelden/wachtwoord", methods=["GET", "POST"])
@access.staff(enrolled=False)
def choose_password() -> AnyResponse | str | tuple[str, int]:
    """Replace the password somebody else made by an own one."""
    member: Staff = g.staff
    if member.password_expires_at is None:
        return redirect(url_for("staff.second_factor"))
    form = PasswordForm(request.form)
    if request.method != "POST":
        return render_template("staff/choose_password.html", form=form)
    if not form.validate() or not form.agrees():
        return render_template("staff/choose_password.html", form=form), 422
    try:
        staff.change_password(db(), member, form.password.data or "", now=now())
    except PasswordTooWeak as error:
        form.password.errors = [weakness_text(error.weakness)]
        return render_template("staff/choose_password.html", form=form), 422
    begin(member, complete=False)
    return redirect(url_for("staff.second_factor"))


@pages.route("/aanmelden/koppelen", methods=["GET", "POST"])
@access.staff(enrolled=False)
def enrol() -> AnyResponse | str | tuple[str, int]:
    """Couple an authenticator: the first one, or a new one after giving the password again."""
    member: Staff = g.staff
    if not _may_couple(member):
        return redirect(url_for("staff.second_factor"))
    form = CoupleForm(request.form)
    secret = _pending_secret()
    shown = {"secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))}
    if request.method != "POST":
        return render_template("staff/enrol.html", form=form, **shown)
    if not form.validate():
        return render_template("staff/enrol.html", form=form, **shown), 422
    step = second_factor.confirms(secret, form.code.data or "", now())
    if step is None:
        form.code.errors = [
            _("This code does not fit. Check that the clock of your telephone is right.")
        ]
        return render_template("staff/enrol.html", form=form, **shown), 422
    codes = second_factor.enrol(db(), member, secret, vault(), now=now(), step=step)
    begin(member, complete=True)
    return render_template("staff/recovery_codes.html", codes=codes, onward=first_page(member))


@pages.get("/aanmelden/koppelen/qr.svg")
@access.staff(enrolled=False)
def enrolment_image() -> Response:
    """The QR code as an image of its own, because the page may hold nothing inline."""
    member: Staff = g.staff
    if not _may_couple(member) or "pending_secret" not in session:
        abort(404)
    issuer = f"Rechtenloket {g.organisation.short_name.nl}"
    image = io.BytesIO()
    address = second_factor.address_for(_pending_secret(), member, issuer)
    segno.make(address, error="m").save(image, kind="svg", scale=5, border=4, light="#fff")
    return Response(image.getvalue(), mimetype="image/svg+xml")


def _may_couple(member: Staff) -> bool:
    """Who has no authenticator yet; and who has one, after both factors and the password again.

    So a password alone never replaces the second factor.
    """
    if member.password_expires_at is not None:
        return False
    if member.totp_enrolled_at is None:
        return True
    return bool(login.is_complete() and session.get("may_recouple"))


def _pending_secret() -> str:
    """The secret being coupled, sealed in the session until its first code is right."""
    if "pending_secret" not in session:
        session["pending_secret"] = vault().seal(second_factor.new_secret())
    return vault().open(session["pending_secret"])
