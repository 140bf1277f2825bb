"""Check what the shape of a profile does not show: meaning, law, and references between parts."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from portal.law.rights import ControllerKind, Right
from portal.organisations.organisation import (
    AUTHORITY,
    Activity,
    Contact,
    Organisation,
    Sensitivity,
    SourceTable,
)
from portal.organisations.reading import Mistakes
from portal.organisations.register import check_register
from portal.organisations.values import check_known, check_retention, is_web, repeated

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
PREFIX = re.compile(r"[A-Z]{2,4}")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[a-z0-9]+(-+[a-z0-9]+)*(\.[a-z0-9]+(-+[a-z0-9]+)*)+")
PHONE = re.compile(r"\+?[0-9][0-9 -]{2,18}[0-9]")
RESERVED_SLUGS = frozenset(
    {"balie", "taal", "static", "demo", "gezond"}
)  # addresses of the portal itself
IDENTITY_METHODS = ("email_code", "desk")
LONGEST_DRAFT_DAYS = 366


def check(organisation: Organisation, mistakes: Mistakes) -> None:
    """Note every mistake in the meaning of a profile.

    Parameters:
        organisation: as read; parts that could not be read are blank and are not checked again.
        mistakes: gets a line for each mistake.
    """
    _check_self(organisation, mistakes)
    _check_contacts(organisation, mistakes)
    _check_remedies(organisation, mistakes)
    _check_bsn(organisation, mistakes)
    _check_identity(organisation, mistakes)
    _check_rights(organisation, mistakes)
    check_register(organisation, mistakes)


def _check_self(organisation: Organisation, mistakes: Mistakes) -> None:
    if not SLUG.fullmatch(organisation.slug):
        mistakes.add("slug", "must be small letters, digits and single hyphens, such as het-loket")
    if organisation.slug in RESERVED_SLUGS:
        mistakes.add("slug", "is an address of the portal itself; choose another")
    if not PREFIX.fullmatch(organisation.reference_prefix):
        mistakes.add("reference_prefix", "must be two to four capital letters, such as JL")
    try:
        day = date.fromisoformat(organisation.statement_version)
    except ValueError:
        day = None
    if day is None or day.isoformat() != organisation.statement_version:
        mistakes.add("statement_version", 'must be a date as year-month-day, such as "2026-11-21"')
    if not 1 <= organisation.draft_retention_days <= LONGEST_DRAFT_DAYS:
        mistakes.add("draft_retention_days", f"must be a number from 1 to {LONGEST_DRAFT_DAYS}")
    check_retention(organisation.request_retention, "request_retention", mistakes)
    if organisation.request_retention.reason is None:
        mistakes.add(
            "request_retention.reason", "is missing; write why you keep requests this long"
        )
    for number, step in enumerate(organisation.complaint_path):
        if "autoriteit persoonsgegevens" in step.name.nl.lower():
            mistakes.add(
                f"complaint_path[{number}].name",
                f'leave this step out; the portal adds "{AUTHORITY.name.nl}" as the last one',
            )


def _contacts(organisation: Organisation) -> Iterator[tuple[str, Contact]]:
    yield "contact", organisation.contact
    if organisation.privacy_officer:
        yield "privacy_officer", organisation.privacy_officer
    if organisation.objection_body:
        yield "objection_body", organisation.objection_body
    for number, way in enumerate(organisation.other_ways):
        yield f"other_ways[{number}]", way
    for number, source in enumerate(organisation.sources):
        if source.owner:
            yield f"sources[{number}].owner", source.owner


def _check_contacts(organisation: Organisation, mistakes: Mistakes) -> None:
    if not organisation.other_ways:
        mistakes.add(
            "other_ways",
            "must have at least one way besides the portal: a letter, the phone, e-mail or a desk",
        )  # EDPB 01/2022, 52-56: any official channel will do
    for key, contact in _contacts(organisation):
        if contact.email and not EMAIL.fullmatch(contact.email):
            mistakes.add(f"{key}.email", "is not an e-mail address, such as privacy@example.nl")
        if contact.phone and not PHONE.fullmatch(contact.phone):
            mistakes.add(f"{key}.phone", "must have digits, spaces and hyphens only")
        if contact.web and not is_web(contact.web):
            mistakes.add(f"{key}.web", "must be a full address that begins with https://")
        reachable = contact.address or contact.phone or contact.email or contact.web
        if not reachable and not key.startswith("other_ways"):
            mistakes.add(key, "must say how: add an address, phone, email or web")
    security = organisation.security_contact
    if security and not EMAIL.fullmatch(security) and not is_web(security):
        mistakes.add("security_contact", "must be an e-mail address or begin with https://")


def _check_remedies(organisation: Organisation, mistakes: Mistakes) -> None:
    kinds = {each.controller_kind for each in organisation.activities}
    kinds.add(organisation.controller_kind)
    unsure = mistakes.touch("controller_kind")
    if ControllerKind.PUBLIC in kinds and organisation.objection_body is None and not unsure:
        mistakes.add(
            "objection_body", "is missing; say where bezwaar goes, for a task of a public body"
        )  # Awb 3:45
    if ControllerKind.PUBLIC not in kinds and organisation.objection_body and not unsure:
        mistakes.add(
            "objection_body", "leave it out; against a private body people go to court"
        )  # UAVG 35


def _check_bsn(organisation: Organisation, mistakes: Mistakes) -> None:
    if organisation.may_ask_bsn:
        if organisation.controller_kind is not ControllerKind.PUBLIC:  # UAVG 46, Wabb 10
            mistakes.add("may_ask_bsn", "must be false; only a public body may ask for the BSN")
        return
    for key, table in _tables(organisation):
        for identifier, _ in table.match:
            if "bsn" in identifier.split("+"):  # UAVG 46
                mistakes.add(f"{key}.match", "must not use the BSN; may_ask_bsn is false here")
        if "{bsn}" in table.table:  # UAVG 46
            mistakes.add(f"{key}.table", "must not use the BSN; may_ask_bsn is false here")
        for number, field in enumerate(table.fields):
            if "bsn" in re.split(r"[^a-z]+", field.column.lower()):  # UAVG 46
                mistakes.add(f"{key}.fields[{number}].column", "must not hold the BSN")


def _check_identity(organisation: Organisation, mistakes: Mistakes) -> None:
    given = dict(organisation.identity_methods)
    for sensitivity in Sensitivity:
        key = f"identity_methods.{sensitivity}"
        if not given.get(sensitivity):
            mistakes.add(key, "is missing; name the methods accepted for data of this sensitivity")
        check_known(given.get(sensitivity, ()), IDENTITY_METHODS, key, mistakes)


def _check_rights(organisation: Organisation, mistakes: Mistakes) -> None:
    if not organisation.rights:
        mistakes.add("rights", "must have at least one right")
    offered = [each.right for each in organisation.rights]
    for number, right in repeated(offered):
        mistakes.add(f"rights[{number}].right", f'"{right}" stands here twice; keep one')
    for number, activity in enumerate(organisation.activities):
        _check_activity_rights(activity, offered, f"activities[{number}].rights", mistakes)


def _check_activity_rights(
    activity: Activity, offered: list[Right], key: str, mistakes: Mistakes
) -> None:
    consent = re.search(r"\b(6\.1\.a|9\.2\.a)\b", activity.basis_article)
    contract = re.search(r"\b6\.1\.b\b", activity.basis_article)
    for number, right in enumerate(activity.rights):
        place = f"{key}[{number}]"
        if offered and right not in offered and not mistakes.touch("rights"):
            mistakes.add(place, f'add "{right}" to the rights of the organisation first')
        if right is Right.CONSENT_WITHDRAWAL and not consent:  # AVG 7.3
            mistakes.add(place, "only exists where the basis is consent (AVG 6.1.a or 9.2.a)")
        if right is Right.PORTABILITY and not consent and not contract:  # AVG 20.1.a
            mistakes.add(place, "only exists where the basis is consent or a contract")
        if right is Right.HUMAN_REVIEW and activity.automated_decision is None:  # AVG 22.3
            mistakes.add(place, "only exists with an automated_decision; describe that")


def _tables(organisation: Organisation) -> Iterable[tuple[str, SourceTable]]:
    return chain.from_iterable(
        ((f"sources[{number}].tables[{place}]", table) for place, table in enumerate(source.tables))
        for number, source in enumerate(organisation.sources)
    )
