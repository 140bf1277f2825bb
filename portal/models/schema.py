"""Every model imported, so that the metadata are whole wherever this module is imported."""

from portal.models import (
    audit,
    case,
    clock,
    consequence,
    document,
    finding,
    identity,
    letter,
    mail,
    staff,
)
from portal.models.base import Base

metadata = Base.metadata
modules = (audit, case, clock, consequence, document, finding, identity, letter, mail, staff)
