"""The citizen's pages of one organisation, all under /<organisation>/."""

from importlib import import_module

from flask import Blueprint, Flask

citizen = Blueprint("citizen", __name__, url_prefix="/<organisation:organisation>")

PAGES = (
    "landing",
    "statement",
    "request",
    "check",
    "sent",
    "prove",
    "link",
    "progress",
    "documents",
)


def register(app: Flask) -> None:
    """Hang the pages in the application."""
    for page in PAGES:
        import_module(f"portal.web.citizen.{page}")
    app.register_blueprint(citizen)
