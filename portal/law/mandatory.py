"""The letters a case can need."""

from enum import StrEnum


class LetterKind(StrEnum):
    """Which letter; the receipt and the answer have rows and documents of their own kind."""

    IDENTITY_WANTED = "identity_wanted"  # AVG 12.6
    CLARIFICATION = "clarification"  # AVG recital 63
    REMINDER = "reminder"
    EXTENSION = "extension"  # AVG 12.3
    LATE = "late"  # AVG 12.4, Awb 4:14.1
    RESTRICTION_SET = "restriction_set"  # AVG 18.1
    RESTRICTION_LIFTED = "restriction_lifted"  # AVG 18.3
    CONSENT_WITHDRAWN = "consent_withdrawn"  # AVG 7.3
    RECIPIENT_NOTICE = "recipient_notice"  # AVG 19, to the recipient
    RECIPIENTS_TOLD = "recipients_told"  # AVG 19, to the person
    WITHDRAWN = "withdrawn"
    CLOSING = "closing"
    BEZWAAR_RECEIPT = "bezwaar_receipt"  # Awb 6:14
    DEFAULT_RECEIPT = "default_receipt"  # Awb 4:17
