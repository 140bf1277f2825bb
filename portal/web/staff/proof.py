"""The report as it would go out today, for who decides and who approves."""

from flask import abort
from markupsafe import Markup

from portal.letters.blocks import LetterIncomplete
from portal.services import proofing, reporting
from portal.services.exhibits import NotReadable
from portal.services.permissions import Task, roles_that_may
from portal.vault import VaultShut
from portal.web import access
from portal.web.page import db, now, portal
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.dossier import case_page, opened, own_organisation


@pages.get("/verzoek/<reference>/besluit/rapport")
@access.staff(*roles_that_may(Task.READ), writes=True)
def show_proof(reference: str) -> tuple[str, int]:
    """What the citizen would read, if the answer went now; or why it cannot be shown."""
    case = opened(reference, "decision")
    if reporting.report_part(case) is None:
        abort(404)
    shown, hindrance = "", ""
    try:
        shown = proofing.proof(db(), portal().vault, case, own_organisation(), now=now())
    except proofing.TooLarge:
        hindrance = "large"
    except (LetterIncomplete, NotReadable, VaultShut):
        hindrance = "unready"
    return case_page(
        "proof.html",
        case,
        "staff.show_decision",
        letter=Markup(shown),  # noqa: S704 - made by our templates, which escape every text
        hindrance=hindrance,
        made=case.delivered_at is not None,
    )
