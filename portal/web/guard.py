"""The guard before each page: who may not is refused."""

from flask import abort, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from portal.services import cases, staff
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


def _guard_staff(declared: access.Access) -> Response | None:
    staff_id = session.get("staff_id")
    member = None
    if isinstance(staff_id, int):
        member = staff.find_active(page.db(), staff_id)
    if member is None:
        return redirect(url_for("staff.sign_in", next=_own_path()))
    if declared.enrolled and not login.is_complete(member):
        return redirect(url_for("staff.second_factor"))
    if member.role not in declared.roles:
        abort(403)
    g.staff = member
    g.actor = member.actor()
    g.organisation = page.portal().organisations[member.organisation]
    return None


def _own_path() -> str | None:
    return request.full_path.rstrip("?") if request.method == "GET" else None
