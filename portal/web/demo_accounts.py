"""The staff accounts of a demo, with the code of this half minute; never in production."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from portal.demo.accounts import read_accounts
from portal.demo.loading import accounts_file
from portal.models.audit import Role
from portal.web import access
from portal.web.page import now, portal, words
from portal.web.staff.administration import ROLES

demo_accounts = Blueprint("demo_accounts", __name__, url_prefix="/demo/accounts")


@dataclass(frozen=True, slots=True)
class Row:
    """How somebody of the demo signs in now."""

    role: str
    email: str
    password: str
    code: str


@demo_accounts.get("/")
@access.public
def list_accounts() -> str:
    """Who can sign in, an organisation at a time."""
    here = portal()
    groups: dict[str, list[Row]] = {}
    for account in read_accounts(accounts_file(here)):
        name = here.organisations[account.organisation].name.in_(words().language)
        role = str(ROLES[Role(account.role)])
        row = Row(role, account.email, account.password, account.code(now()))
        groups.setdefault(name, []).append(row)
    return render_template("shared/demo_accounts.html", groups=groups)
