"""Staff of the demo: an account for each role of each organisation, and where to read its secrets.

Only hashes of passwords are in the database, so the secrets of the demo are kept in a file that
nobody but the owner of the data folder can read. A real portal never has such a file.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyotp
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models.audit import Role
from portal.models.staff import Staff
from portal.organisations.organisation import Organisation
from portal.services import passwords, second_factor
from portal.services.second_factor import Vault
from portal.services.staff import add_staff, change_password

SEATS: tuple[tuple[str, Role], ...] = (
    ("behandelaar", Role.HANDLER),
    ("behandelaar2", Role.HANDLER),
    ("coordinator", Role.COORDINATOR),
    ("fg", Role.PRIVACY_OFFICER),
    ("beheer", Role.ADMINISTRATOR),
)
NAMES = (
    "Anouk Terpstra", "Bilal Aydin", "Carla Wiersma", "Daan Oosterhuis", "Esmee Koolhaas",
    "Farid Belhaj", "Greet Nijland", "Hugo Sterk", "Ilse van Rooij", "Joost Pasman",
    "Karima Ziani", "Lars Meeuwis", "Marit Dijkema", "Niels Rozema", "Olga Stam",
    "Pim Zuidema", "Rosa Lindeman", "Sander Kwint", "Tineke Boersma", "Umut Polat",
    "Vera Schaap", "Wouter Bijl", "Xandra Molenkamp", "Yara Soliman", "Zeger Plas",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Account:
    """How somebody of the demo signs in."""

    organisation: str
    role: str
    email: str
    password: str
    secret: str

    def line(self) -> str:
        """The account on one line of the file, fields separated by tabs."""
        return "\t".join((self.organisation, self.role, self.email, self.password, self.secret))

    def address(self) -> str:
        """The otpauth address to put into an authenticator."""
        return pyotp.TOTP(self.secret).provisioning_uri(name=self.email, issuer_name="Rechtenloket")

    def code(self, now: datetime) -> str:
        """The code of the authenticator at this moment."""
        return pyotp.TOTP(self.secret).at(now)


def ensure_accounts(
    session: Session,
    organisations: Iterable[Organisation],
    file: Path,
    vault: Vault,
    *,
    now: datetime,
) -> list[Account]:
    """Make the accounts that are missing, and new secrets for those whose secrets are lost.

    Args:
        session: the caller's transaction.
        organisations: each gets an account for every role.
        file: where the secrets are kept; rewritten when something changed.
        vault: seals the secrets of authenticators.
        now: the moment, in UTC.

    Returns:
        All accounts, in the order of the organisations.
    """
    known = {account.email: account for account in read_accounts(file)}
    query = select(Staff).where(Staff.is_demo)
    members = {member.email: member for member in session.scalars(query)}
    accounts: list[Account] = []
    for place, organisation in enumerate(organisations):
        for seat, (part, role) in enumerate(SEATS):
            email = f"{part}@{organisation.slug}.example"
            account = known.get(email)
            if email not in members or account is None:
                name = NAMES[(place * len(SEATS) + seat) % len(NAMES)]
                account = _renew(session, members.get(email), organisation, email, name, role, now)
                member = session.scalars(select(Staff).where(Staff.email == email)).one()
                second_factor.enrol(session, member, account.secret, vault, now=now)
            accounts.append(account)
    if [account.email for account in accounts if known.get(account.email) != account]:
        _write(file, accounts)
    return accounts


def _renew(
    session: Session,
    member: Staff | None,
    organisation: Organisation,
    email: str,
    name: str,
    role: Role,
    now: datetime,
) -> Account:
    password = passwords.temporary_password()
    if member is None:
        add_staff(
            session,
            organisation=organisation.slug,
            email=email,
            name=name,
            role=role,
            password=password,
            now=now,
            is_demo=True,
        )
    else:
        change_password(session, member, password, now=now)
    secret = second_factor.new_secret()
    return Account(organisation.slug, role.value, email, password, secret)


def read_accounts(file: Path) -> list[Account]:
    """Read the accounts that were written before; none when there is no file."""
    if not file.exists():
        return []
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return [Account(*row) for row in rows if len(row) == 5]


def describe(accounts: Sequence[Account], now: datetime) -> list[str]:
    """Say how to sign in, an account a line, with the code of this half minute."""
    return [
        f"  {each.organisation:<22} {each.role:<16} {each.email:<42} {each.password}  "
        f"code now {each.code(now)}  {each.address()}"
        for each in accounts
    ]


def _write(file: Path, accounts: Sequence[Account]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write("".join(f"{account.line()}\n" for account in accounts))
    draft.replace(file)
