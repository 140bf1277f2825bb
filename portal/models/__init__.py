"""Typed SQLAlchemy models: what the portal remembers."""
