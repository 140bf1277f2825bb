"""Holds: data that would delete themselves while a request runs are kept until it is closed."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.models.case import Case
from portal.organisations.organisation import Organisation


def at_receipt(session: Session, case: Case, organisation: Organisation, now: datetime) -> None:
    """Place a hold for each activity whose data would vanish before the answer is due."""


def release(session: Session, case: Case, now: datetime) -> None:
    """Let the data of a case go again: from now on they may delete themselves."""
