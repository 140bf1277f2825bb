"""Who a case is about, in the terms in which source systems are searched."""

import re

from portal.models.case import Case
from portal.sources.connector import Subject

POSTCODE = re.compile(r"\b([1-9][0-9]{3}) ?([A-Za-z]{2})\b")


def subject_of(case: Case) -> Subject:
    """Return everything the case knows by which its person can be found."""
    postcodes = POSTCODE.findall(case.address or "")
    return Subject(
        given_name=case.given_name,
        family_name=case.family_name,
        birth_date=case.birth_date,
        email=case.email,
        phone=case.phone,
        postcode="".join(postcodes[-1]).upper() if postcodes else "",
        identifiers=tuple((name, str(value)) for name, value in case.identifiers.items() if value),
    )
