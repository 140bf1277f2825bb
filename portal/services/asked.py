"""What was asked in an access request, read from the stored answers."""

from datetime import date

from portal.language.words import Words
from portal.models.case import CasePart
from portal.organisations.organisation import Organisation


def chosen_activities(organisation: Organisation, part: CasePart | None) -> frozenset[str]:
    """Ids of the register's activities the request is about; all of them when none was chosen."""
    named = frozenset(part.answers.get("activities") or ()) if part else frozenset()
    known = frozenset(activity.id for activity in organisation.activities)
    return (named & known) or known


def period(part: CasePart | None) -> tuple[date | None, date | None]:
    """The period the request is limited to; None where it is open."""
    answers = part.answers if part else {}
    first, last = answers.get("period_from"), answers.get("period_to")
    return (
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def scope_lines(words: Words, organisation: Organisation, part: CasePart | None) -> tuple[str, ...]:
    """What was asked, each line in the person's own terms."""
    named = part.answers.get("activities") if part else None
    if named:
        chosen = chosen_activities(organisation, part)
        lines = [
            activity.name.in_(words.language)
            for activity in organisation.activities
            if activity.id in chosen
        ]
    else:
        lines = [words.gettext("All data we have about you")]
    first, last = period(part)
    if first:
        lines.append(words.gettext("From %(date)s", date=words.date(first)))
    if last:
        lines.append(words.gettext("Until %(date)s", date=words.date(last)))
    return tuple(lines)
