"""Who may do what: one table behind every button and every guard."""

from enum import StrEnum

from portal.models.audit import Role


class Task(StrEnum):
    """A kind of work at the desk. When it is possible is another question: `law.lifecycle`."""

    READ = "read"
    REGISTER = "register"
    TAKE = "take"
    ASSIGN = "assign"
    IDENTIFY = "identify"
    ASK = "ask"
    WRITE = "write"
    COLLECT = "collect"
    REVIEW = "review"
    PROPOSE = "propose"
    APPROVE = "approve"
    CLOSE = "close"
    EXTEND = "extend"
    FOLLOW_UP = "follow_up"
    MANAGE_STAFF = "manage_staff"
    SUSPEND = "suspend"


HANDLING = frozenset(Task) - {Task.ASSIGN, Task.MANAGE_STAFF, Task.SUSPEND}

ALLOWED: dict[Role, frozenset[Task]] = {
    Role.HANDLER: HANDLING,
    Role.COORDINATOR: HANDLING | {Task.ASSIGN, Task.SUSPEND},
    Role.PRIVACY_OFFICER: frozenset({Task.READ}),  # supervises and does not decide: AVG 38.3, 38.6
    Role.ADMINISTRATOR: frozenset(  # needs no case to do that: AVG 5.1.c, 25
        {Task.MANAGE_STAFF, Task.SUSPEND}
    ),
}


ALLOWED_FG_ONLY: dict[Role, frozenset[Task]] = {  # independent, and bound to secrecy: UAVG 39
    Role.PRIVACY_OFFICER: HANDLING - {Task.REGISTER},
}


def may(role: Role | None, task: Task, *, fg_only: bool = False) -> bool:
    """Whether somebody with this role may do this.

    Parameters:
        fg_only: whether it is about a case for the FG alone: the FG handles those, nobody else.
    """
    if role is None:
        return False
    return task in (ALLOWED_FG_ONLY.get(role, frozenset()) if fg_only else ALLOWED[role])


def roles_that_may(task: Task) -> tuple[Role, ...]:
    """The roles that may do this, for the guard in front of a page."""
    return tuple(role for role in Role if may(role, task))
