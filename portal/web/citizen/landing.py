"""The front page of an organisation: what you can ask, how long it takes, other ways to ask."""

from flask import render_template

from portal.language import terms
from portal.language.words import local_date
from portal.law.norms import request_due
from portal.law.rights import RULES, Right
from portal.organisations.organisation import Organisation
from portal.web import access
from portal.web.citizen.blueprint import citizen
from portal.web.citizen.request import find_current
from portal.web.citizen.young import door
from portal.web.page import now, words


@citizen.get("/")
@access.public
def landing(organisation: Organisation) -> str:
    """Begin within five seconds."""
    today = local_date(now())
    due = request_due([Right.ACCESS], today)
    choices = [
        (
            offered.right,
            terms.plain_right(words(), offered.right),
            terms.legal_right(words(), offered.right),
            RULES[offered.right].article.removeprefix("AVG "),
            offered.own_article,
        )
        for offered in organisation.rights
    ]
    return render_template(
        "citizen/landing.html",
        choices=choices,
        last_day=words().date(due.legal_due),
        draft=find_current(organisation),
        young=door(organisation),
    )
