"""The pages of staff, all under /balie."""

from flask import Blueprint, g, request, url_for
from flask_babel import gettext as _

from portal.models.staff import Staff
from portal.services import permissions
from portal.services.permissions import Task

staff = Blueprint("staff", __name__, url_prefix="/balie")

CASE_LIST = ("staff.worklist", "staff.search")
SOURCES = ("staff.list_sources", "staff.suspend_source")
STAFF_LIST = ("staff.list_staff", "staff.add_staff_member", "staff.restore_staff_member")


def may(task: str) -> bool:
    """Whether the member of staff who reads this page may do this; feeds the buttons."""
    member: Staff | None = g.get("staff")
    fg_only = bool(g.get("fg_only", False))
    return member is not None and permissions.may(member.role, Task(task), fg_only=fg_only)


@staff.context_processor
def _desk() -> dict[str, object]:
    member: Staff | None = g.get("staff")
    return {"me": member, "may": may, "desk_tabs": _tabs() if member else []}


def _tabs() -> list[tuple[str, str, bool, None]]:
    """The pages this role has, for the head of each page."""
    here = request.endpoint or ""
    tabs: list[tuple[str, str, bool, None]] = []
    if may(Task.READ):
        tabs.append((_("Work list"), url_for("staff.worklist"), here in CASE_LIST, None))
        here_too = here == "staff.list_holds"
        tabs.append((_("Data to keep"), url_for("staff.list_holds"), here_too, None))
    if may(Task.REGISTER):
        here_too = here == "staff.register"
        tabs.append((_("Register a request"), url_for("staff.register"), here_too, None))
    if may(Task.MANAGE_STAFF):
        tabs.append((_("Staff"), url_for("staff.list_staff"), here in STAFF_LIST, None))
    if may(Task.SUSPEND):
        tabs.append((_("Sources"), url_for("staff.list_sources"), here in SOURCES, None))
    return tabs
