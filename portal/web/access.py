"""Who may open which page: declared on each view, refused when it is not."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import current_app

from portal.models.audit import Role

View = TypeVar("View", bound=Callable[..., Any])
EVERYBODY = "everybody"
CITIZEN = "citizen"
EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may open a page.

    Attributes:
        who: 'everybody', 'citizen' (signed in to one case), 'expert' (came in to one task), or
            empty for staff.
        roles: the roles of staff that may. On a case for the FG alone (UAVG 39) the guard lets
            nobody but the FG in, to all that is a handler's elsewhere.
        enrolled: whether the second factor must have been shown; False only while enrolling.
        writes: whether a GET writes (an audit event), so that it takes its place in the queue.
    """

    who: str = ""
    roles: tuple[Role, ...] = ()
    enrolled: bool = True
    writes: bool = False


def public(view: View) -> View:
    """Everybody may open this page."""
    return _declare(view, Access(who=EVERYBODY))


def citizen(view: View) -> View:
    """Only a citizen signed in to a case of this organisation; the view finds it in `g.case`."""
    return _declare(view, Access(who=CITIZEN))


def citizen_logged(view: View) -> View:
    """As `citizen`, for a page whose opening is itself written down."""
    return _declare(view, Access(who=CITIZEN, writes=True))


def expert(view: View) -> View:
    """Only somebody who opened the link to this task; the view finds it in `g.task`."""
    return _declare(view, Access(who=EXPERT))


def staff(*roles: Role, writes: bool = False, enrolled: bool = True) -> Callable[[View], View]:
    """Only signed-in staff with one of these roles (none named: every role)."""
    declared = Access(roles=roles or tuple(Role), writes=writes, enrolled=enrolled)
    return lambda view: _declare(view, declared)


def _declare(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def declared(endpoint: str | None) -> Access | None:
    """What is declared for an endpoint; Flask's own static files are for everybody."""
    if endpoint == "static":
        return Access(who=EVERYBODY)
    view = current_app.view_functions.get(endpoint or "")
    return getattr(view, "access", None)
