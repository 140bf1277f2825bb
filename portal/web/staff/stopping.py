"""The form on which day the use of data stopped: at once, without waiting for a decision."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l

from portal.law.norms import withdrawal_due
from portal.models.case import Case, CasePart
from portal.services import stopping
from portal.web.fields import DayField
from portal.web.staff.dossier import today
from portal.web.typed import Needed, PlainForm


class StopForm(PlainForm):
    """On which day the use stopped."""

    day = DayField(
        _l("On which day did the use stop?"),
        description=_l("The day on which it really stopped, in all systems."),
        validators=[Needed(_l("Fill in a date, such as 18-12-2026."))],
    )


def typed(part: CasePart) -> StopForm:
    """What was filled in for this part."""
    return StopForm(request.form, prefix=_prefix(part))


def asked(case: Case, wrong: StopForm | None = None) -> dict[str, Any]:
    """What the overview needs to ask when the use stopped.

    Parameters:
        wrong: what was typed for a part, when that would not do.
    """
    forms = []
    for part in stopping.due(case):
        form = StopForm(prefix=_prefix(part), data={"day": today()})
        if wrong is not None and wrong.day.name == form.day.name:
            form = wrong
        forms.append((part, form))
    return {"stops": forms, "stop_norm": withdrawal_due(case.received_date).legal_due}


def _prefix(part: CasePart) -> str:
    return f"stop{part.id}-"
