"""The guard before each page: who may not is refused."""

from flask import abort, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from portal.models.audit import Role
from portal.models.case import Case
from portal.models.staff import Staff
from portal.services import asking, cases, staff
from portal.services.confidential import is_visible
from portal.services.permissions import ALLOWED_FG_ONLY
from portal.web import access, login, page


def guard() -> Response | None:
    """Refuse who may not; runs before each page.

    An endpoint without a declaration is refused: forgetting is safe.
    """
    if request.endpoint is None:
        return None  # no such page: the error page follows
    declared = access.declared(request.endpoint)
    if declared is None:
        abort(403)
    if declared.who == access.EVERYBODY:
        return None
    if declared.who == access.CITIZEN:
        return _guard_citizen()
    if declared.who == access.EXPERT:
        return _guard_expert()
    return _guard_staff(declared)


def _guard_citizen() -> Response | None:
    organisation = (request.view_args or {}).get("organisation")
    if organisation is None:
        abort(404)
    case_id = session.get("case_id")
    case = None
    if isinstance(case_id, int):
        changing = request.method not in page.SAFE_METHODS
        case = cases.find_case(page.db(), case_id, organisation.slug, hold=changing)
    if case is None:
        return redirect(url_for("citizen.find_request", organisation=organisation))
    g.case = case
    return None


def _guard_expert() -> Response | None:
    """Let somebody in to the task in the address when this browser opened its link."""
    task_id = (request.view_args or {}).get("task_id")
    task = None
    if isinstance(task_id, int) and task_id in session.get("tasks", ()):
        task = asking.find(page.db(), task_id)
    if task is None:
        return redirect(url_for("experts.no_link"))
    g.task = task
    g.organisation = page.portal().organisations[task.organisation]
    return None


def _guard_staff(declared: access.Access) -> Response | None:
    staff_id = session.get("staff_id")
    member = None
    if isinstance(staff_id, int):
        member = staff.find_active(page.db(), staff_id)
    if member is None:
        return redirect(url_for("staff.sign_in", next=_own_path()))
    if declared.enrolled and not login.is_complete(member):
        return redirect(url_for("staff.second_factor"))
    case = _case_of_page(member)
    g.fg_only = case is not None and case.fg_only
    if member.role not in declared.roles and not _stands_in(member, declared):
        abort(403)
    if case is not None and not is_visible(case, member.actor()):
        abort(404)
    g.staff = member
    g.actor = member.actor()
    g.organisation = page.portal().organisations[member.organisation]
    return None


def _case_of_page(member: Staff) -> Case | None:
    """The case in the address, so that no page can forget who may know of it."""
    reference = (request.view_args or {}).get("reference")
    return cases.find_by_reference(page.db(), reference, member.organisation) if reference else None


def _stands_in(member: Staff, declared: access.Access) -> bool:
    """Whether the FG does what a handler does elsewhere: on the cases that only the FG sees."""
    return g.fg_only and member.role in ALLOWED_FG_ONLY and Role.HANDLER in declared.roles


def _own_path() -> str | None:
    return request.full_path.rstrip("?") if request.method == "GET" else None
