"""Who a case is about, in the terms in which source systems are searched."""

import re

from portal.models.case import Case
from portal.sources.connector import Subject

POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ?([A-Za-z]{2})\b")


def subject_of(case: Case) -> Subject:
    """Return everything the case knows by which its person can be found.

    When somebody else asks, the ways to reach the case are that other person's: looked up with
    those, a parent's own data would end up in the child's answer.
    """
    identifiers = {name: str(value) for name, value in case.identifiers.items() if value}
    asks_for_self = not case.representative
    written = POSTCODE.findall(case.address or "") if asks_for_self else []
    postcode = "".join(written[-1]).upper() if written else ""
    return Subject(
        given_name=case.given_name,
        family_name=case.family_name,
        birth_date=case.birth_date,
        email=case.email if asks_for_self else "",
        phone=case.phone if asks_for_self else "",
        postcode=identifiers.pop("postcode", postcode),
        identifiers=tuple(identifiers.items()),
    )
