"""The register of processing activities and the privacy statement, made from the profile."""

from datetime import date

from flask import render_template

from portal.language import terms
from portal.organisations.organisation import Organisation
from portal.web import access
from portal.web.citizen.blueprint import citizen
from portal.web.page import words


@citizen.get("/privacyverklaring")
@access.public
def statement(organisation: Organisation) -> str:
    """What the organisation keeps, why, from whom, for whom and how long (AVG 13, 14, 30)."""
    version = date.fromisoformat(organisation.statement_version)
    return render_template(
        "citizen/statement.html",
        version=words().date(version),
        plain_right=terms.plain_right,
        legal_right=terms.legal_right,
    )
