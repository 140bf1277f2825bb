"""How a search ended, as it is stored: a code and, after a colon, what it is about."""

from portal.services.asking import NOT_ANSWERED
from portal.sources.connector import Failure

MOVED_ON = "moved_on"
NOT_KNOWN = "not_known"
SUSPENDED = "suspended"
SOME_TABLES = "some_tables"
BROKEN_ROWS = "broken_rows"
IN_PART = frozenset({SOME_TABLES, BROKEN_ROWS})
"""Why a search that ended well did not see everything."""

REASONS = (
    *(failure.value for failure in Failure),
    MOVED_ON,
    NOT_KNOWN,
    SUSPENDED,
    NOT_ANSWERED,
    SOME_TABLES,
    BROKEN_ROWS,
)
"""Every code `read_reason` can give besides the empty one."""

LONGEST = 200


def write_reason(code: str, detail: str) -> str:
    """A code with its detail as SourceSearch.reason holds them."""
    return f"{code}: {detail}"[:LONGEST] if detail else code


def read_reason(reason: str) -> tuple[str, str]:
    """Split what SourceSearch.reason holds into its code and its detail."""
    code, _, detail = reason.partition(": ")
    return code, detail
