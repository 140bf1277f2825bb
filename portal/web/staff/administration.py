"""The accounts of an organisation, for its administrators."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import EmailField, RadioField, StringField

from portal.models.audit import Role
from portal.models.staff import Staff
from portal.services import passwords, staff
from portal.services.permissions import Task, roles_that_may
from portal.web import access
from portal.web.page import db, now
from portal.web.staff.blueprint import staff as pages
from portal.web.typed import AtMost, Needed, OneOf, PlainForm, check_email, clean_line

ROLES = {
    Role.HANDLER: _l("Handler"),
    Role.COORDINATOR: _l("Coordinator"),
    Role.PRIVACY_OFFICER: _l("Privacy officer (FG)"),
    Role.ADMINISTRATOR: _l("Administrator"),
}
ROLE_HINTS = {
    Role.HANDLER: _l("Handles requests, proposes decisions and approves those of colleagues."),
    Role.COORDINATOR: _l("As a handler, and divides the work."),
    Role.PRIVACY_OFFICER: _l("Sees every request and its log. Handles only complaints to the FG."),
    Role.ADMINISTRATOR: _l("Manages these accounts; sees no requests."),
}


class StaffForm(PlainForm):
    """A new colleague."""

    name = StringField(
        _l("Name"),
        description=_l("As colleagues know this person."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in a name.")), AtMost(120)],
        render_kw={"autocomplete": "off"},
    )
    email = EmailField(
        _l("E-mail address"),
        description=_l("This person signs in with it."),
        filters=[clean_line],
        validators=[Needed(_l("Fill in an e-mail address.")), AtMost(254), check_email],
        render_kw={"autocomplete": "off"},
    )
    role = RadioField(
        _l("Role"),
        choices=[(role.value, label) for role, label in ROLES.items()],
        validators=[OneOf(_l("Choose a role."))],
        validate_choice=False,
    )


@pages.get("/medewerkers")
@access.staff(*roles_that_may(Task.MANAGE_STAFF))
def list_staff() -> str:
    """Everybody of the own organisation."""
    members = staff.list_staff(db(), g.staff.organisation)
    return render_template("staff/members.html", members=members, roles=ROLES)


@pages.route("/medewerkers/nieuw", methods=["GET", "POST"])
@access.staff(*roles_that_may(Task.MANAGE_STAFF))
def add_staff_member() -> str | tuple[str, int]:
    """Open an account and show the password for the first sign-in, once."""
    form = StaffForm(request.form)
    if request.method != "POST":
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 422
    password = passwords.temporary_password()
    try:
        member = staff.add_staff(
            db(),
            organisation=g.staff.organisation,
            email=form.email.data or "",
            name=form.name.data or "",
            role=Role(form.role.data),
            password=password,
            temporary=True,
            actor=g.actor,
            now=now(),
        )
    except staff.AddressTaken:
        form.email.errors = [
            _("Somebody signs in with this address already. Use another one for this account.")
        ]
        return _new_page(form), 422
    return render_template("staff/first_password.html", member=member, password=password)


@pages.post("/medewerkers/<int:staff_id>/sluiten")
@access.staff(*roles_that_may(Task.MANAGE_STAFF))
def close_staff_member(staff_id: int) -> Response:
    """Close an account; its sessions end at once."""
    member = _member(staff_id)
    try:
        staff.deactivate(db(), member, actor=g.actor, now=now())
    except staff.LastAdministrator:
        flash(_("This is the last administrator. Make somebody else administrator first."), "error")
        return redirect(url_for("staff.list_staff"))
    except staff.LastOfficer:
        flash(_("This is the last privacy officer (FG). Add another one first."), "error")
        return redirect(url_for("staff.list_staff"))
    flash(_("%(name)s can no longer sign in.", name=member.name), "ok")
    return redirect(url_for("staff.list_staff"))


@pages.post("/medewerkers/<int:staff_id>/herstellen")
@access.staff(*roles_that_may(Task.MANAGE_STAFF))
def restore_staff_member(staff_id: int) -> str:
    """Let somebody in again, with a new first password that is shown once."""
    member = _member(staff_id)
    password = staff.restore(db(), member, actor=g.actor, now=now())
    return render_template("staff/first_password.html", member=member, password=password)


def _member(staff_id: int) -> Staff:
    """A colleague of the own organisation, and not oneself."""
    member = staff.find_member(db(), staff_id, g.staff.organisation)
    if member is None or member.id == g.staff.id:
        abort(404)
    return member


def _new_page(form: StaffForm) -> str:
    hints = {role.value: hint for role, hint in ROLE_HINTS.items()}
    return render_template("staff/add_member.html", form=form, hints=hints)
