"""Doing something for many cases, of which one that cannot be done keeps no other waiting.

The lock of a case may not open: a key file is lost, or the database and the files are copies of
different days. That case waits for somebody to mend it; the law goes on for all others.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from portal.models.base import DatabaseUnavailable

log = structlog.get_logger("portal.apart")


@contextmanager
def from_others(step: str, case_id: int) -> Iterator[None]:
    """Pass by what goes wrong with one case; within it stands a transaction, or a part of one.

    Parameters:
        step: what is done, for the log.

    Raises:
        DatabaseUnavailable: the database is away, which is not of this case alone.
    """
    try:
        yield
    except DatabaseUnavailable:
        raise
    except Exception as error:  # its text may name somebody
        log.error("case passed by", step=step, case=case_id, error=type(error).__name__)
