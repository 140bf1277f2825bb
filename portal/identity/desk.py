"""At the desk: staff saw a document and record that they did; no copy, no number (AVG 5.1.c)."""

from enum import StrEnum


class Shown(StrEnum):
    """What kind of document was shown; which kind is all that is kept of it."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"
    KNOWN_IN_PERSON = "known_in_person"


class Desk:
    """Proves identity face to face; staff start and finish it."""

    id = "desk"
    level = 3
