"""Typed SQLAlchemy models: what the portal remembers.

Relations name models of other modules, so whoever imports one model gets them all.
"""

from portal.models import schema

__all__ = ["schema"]
