"""Pages that belong to no organisation in particular: the front door, house style, security.txt."""

from datetime import timedelta

from flask import Blueprint, Response, abort, render_template, send_file

from portal.models.base import DatabaseUnavailable
from portal.organisations.organisation import Organisation
from portal.services import cases
from portal.web import access
from portal.web.page import db, now, portal

front = Blueprint("front", __name__)

DAY = 86_400
EXPIRES = timedelta(days=180)


@front.get("/")
@access.public
def home() -> str:
    """Every organisation this portal serves."""
    organisations = sorted(portal().organisations.values(), key=lambda each: each.name.nl)
    return render_template("shared/home.html", organisations=organisations)


@front.get("/<organisation:organisation>/huisstijl.css")
@access.public
def house_style(organisation: Organisation) -> Response:
    """The organisation's colours, checked for contrast when the profile was loaded."""
    brand = organisation.brand
    text = (
        ":root {"
        f" --organisation-accent: {brand.accent};"
        f" --organisation-accent-dark: {brand.accent_dark};"
        f" --organisation-accent-light: {brand.accent_light}; }}\n"
    )
    response = Response(text, mimetype="text/css")
    response.headers["Cache-Control"] = f"public, max-age={DAY}"
    return response


@front.get("/<organisation:organisation>/beeldmerk")
@access.public
def mark(organisation: Organisation) -> Response:
    """The organisation's mark."""
    file = organisation.brand.logo_path
    if file is None:
        abort(404)
    return send_file(file, max_age=DAY)


@front.get("/.well-known/security.txt")
@access.public
def security_txt() -> Response:
    """Where to report a leak (RFC 9116)."""
    base = portal().settings.base_url
    lines = (
        f"Contact: mailto:{portal().settings.security_contact}",
        f"Expires: {(now() + EXPIRES).strftime('%Y-%m-%dT00:00:00Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {base}/.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@front.get("/gezond")
@access.public
def health() -> tuple[str, int]:
    """Whether the portal can reach its database, for whoever watches over it."""
    try:
        cases.ping(db())
    except DatabaseUnavailable:
        return "database unavailable\n", 503
    return "ok\n", 200
