"""Every model imported, so that the metadata are whole wherever this module is imported."""

from portal.models import (
    audit,
    case,
    clock,
    consequence,
    document,
    exhibit,
    expert,
    finding,
    identity,
    instruction,
    letter,
    mail,
    redaction,
    staff,
)
from portal.models.base import Base

metadata = Base.metadata
modules = (
    audit,
    case,
    clock,
    consequence,
    document,
    exhibit,
    expert,
    finding,
    identity,
    instruction,
    letter,
    mail,
    redaction,
    staff,
)
