"""Who of the staff is signed in: Flask-Login, on our own sessions.

The session row on the server is what can be ended; Flask-Login keeps in it who has shown both
factors. Between password and second factor somebody is known (`staff_id`) but not signed in.
"""

from flask import Flask
from flask_login import LoginManager, UserMixin, current_user, login_user

from portal.models.staff import Staff
from portal.services import staff
from portal.web.page import db

manager = LoginManager()
manager.session_protection = None  # a network address changes on a train; the row can be revoked


class SignedIn(UserMixin):
    """A member of staff as Flask-Login sees one."""

    def __init__(self, member: Staff) -> None:
        self.member = member

    @property
    def is_active(self) -> bool:
        """Whether the account may still be used."""
        return bool(self.member.is_active)

    def get_id(self) -> str:
        """The key that is kept in the session."""
        return str(self.member.id)


@manager.user_loader
def load(key: str) -> SignedIn | None:
    """The member of staff with this key, unless the account was closed."""
    member = staff.find_active(db(), int(key)) if key.isdecimal() else None
    return SignedIn(member) if member is not None else None


def complete(member: Staff) -> None:
    """Sign a member in who has shown both factors."""
    login_user(SignedIn(member))


def is_complete(member: Staff | None = None) -> bool:
    """Whether both factors were shown in this session.

    Parameters:
        member: by whom; whoever when not given.
    """
    if not current_user.is_authenticated:
        return False
    return member is None or current_user.member.id == member.id


def install(app: Flask) -> None:
    """Let pages know who is signed in."""
    manager.init_app(app)
