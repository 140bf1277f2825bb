"""Every model imported, so that the metadata are whole wherever this module is imported."""

from portal.models import audit, case, document, finding, identity, mail, staff
from portal.models.base import Base

metadata = Base.metadata
modules = (audit, case, document, finding, identity, mail, staff)
