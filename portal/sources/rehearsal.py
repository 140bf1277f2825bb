"""Asking a system what it would do, and looking whether it really did nothing.

A server that does not know what a dry run is does at once what it is asked. Then what it held is
gone, and nobody would hear of it: so it is searched before and after.
"""

from collections.abc import Sequence
from dataclasses import replace

from portal.law.effects import Effect
from portal.organisations.organisation import SourceSystem
from portal.sources.connector import Failure, Limits, Place, SourceFailed
from portal.sources.orders import ItemResult, Order
from portal.sources.registry import CONNECTORS, EXECUTORS


def dry_run(
    system: SourceSystem, place: Place, order: Order, limits: Limits
) -> Sequence[ItemResult]:
    """What a system says that it would do.

    Raises:
        SourceFailed: no answer that can be trusted; `VANISHED` when data are gone since.
    """
    before = _held(system, place, order, limits)
    try:
        return EXECUTORS[system.connector].carry_out(system, place, order, limits, dry_run=True)
    finally:  # an answer that is no good can come from a server that erased
        if before and _still_held(system, place, order, limits) < before:
            raise SourceFailed(Failure.VANISHED, system.id)


def _held(system: SourceSystem, place: Place, order: Order, limits: Limits) -> int:
    """How many records a system holds; nothing is fetched besides, and of other orders nothing."""
    if order.effect is not Effect.ERASE:
        return 0
    bare = replace(limits, document_bytes=0, documents_bytes=0)
    outcome = CONNECTORS[system.connector].search(system, place, order.subject, bare)
    return len(outcome.records) + outcome.broken_rows


def _still_held(system: SourceSystem, place: Place, order: Order, limits: Limits) -> int:
    """The same afterwards; when that cannot be seen, trying again would hide what happened."""
    try:
        return _held(system, place, order, limits)
    except SourceFailed as failed:
        failed.may_retry = False
        raise
