"""In which ways a request or a bezwaar may be taken back, and how long that is doubted."""

from datetime import timedelta
from enum import StrEnum


class Way(StrEnum):
    """How somebody told that they take something back."""

    MESSAGE = "message"  # through this portal
    LETTER = "letter"  # or an e-mail
    DESK = "desk"
    PHONE = "phone"
    HEARING = "hearing"


OF_A_REQUEST = (Way.MESSAGE, Way.LETTER, Way.DESK, Way.PHONE)
_OF_A_BEZWAAR = (Way.MESSAGE, Way.LETTER, Way.HEARING)

DOUBTED_FOR = timedelta(days=14)
"""So long the person may still say that it is not right, when staff recorded it; our own norm."""


def ways(*, bezwaar: bool) -> tuple[Way, ...]:
    """The ways that count: any for a request; for a bezwaar in writing, or aloud when heard.

    Parameters:
        bezwaar: whether it is a bezwaar that is taken back.
    """
    return _OF_A_BEZWAAR if bezwaar else OF_A_REQUEST  # AVG 12.2; Awb 6:21
