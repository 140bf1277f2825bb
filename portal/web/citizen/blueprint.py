"""The citizen's pages of one organisation, all under /<organisation>/."""

from flask import Blueprint

citizen = Blueprint("citizen", __name__, url_prefix="/<organisation:organisation>")
