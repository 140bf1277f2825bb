"""What was asked in an access request, read from the stored answers."""

from datetime import date

from portal.language.questions import asked_answers, contact_lines, person_lines
from portal.language.representatives import representative_lines
from portal.language.terms import plain_right
from portal.language.words import Words
from portal.models.case import Case, CasePart
from portal.organisations.organisation import Activity, Organisation
from portal.services import secrecy

OF_FIELD = frozenset({"old", "new", "statement", "proof"})  # said of the `field` to correct


def chosen_activities(organisation: Organisation, part: CasePart | None) -> frozenset[str]:
    """Ids of the register's activities the request is about; all of them when none was chosen."""
    named = frozenset(part.answers.get("activities") or ()) if part else frozenset()
    known = frozenset(activity.id for activity in organisation.activities)
    return (named & known) or known


def concerned(organisation: Organisation, part: CasePart) -> tuple[Activity, ...]:
    """The activities the request is about for which this right exists."""
    wanted = chosen_activities(organisation, part)
    return tuple(
        each for each in organisation.activities if each.id in wanted and part.right in each.rights
    )


def period(part: CasePart | None) -> tuple[date | None, date | None]:
    """The period the request is limited to; None where it is open."""
    answers = part.answers if part else {}
    first, last = answers.get("period_from"), answers.get("period_to")
    return (
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
    )


def is_limited(part: CasePart | None) -> bool:
    """Whether the request is about some uses of data or some time only."""
    named = part is not None and bool(part.answers.get("activities"))
    return named or any(period(part))


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


def told_lines(
    words: Words, organisation: Organisation, case: Case, part: CasePart
) -> tuple[tuple[str, str], ...]:
    """What was asked in a part, as a letter may repeat it: a secret address stays out."""
    about = str(part.answers.get("field", ""))  # what is wrong can be the address itself
    told = asked_answers(words, organisation, part.right, part.answers)
    return tuple(
        (label, secrecy.hide(case, words, text, about if name in OF_FIELD else ""))
        for name, label, text in told
    )


def copy_of(words: Words, organisation: Organisation, case: Case) -> tuple[tuple[str, str], ...]:
    """The copy of what was sent: question and answer, in the order of the form."""
    lines: list[tuple[str, str]] = []
    for part in case.parts:
        lines.append((words.gettext("What do you want?"), plain_right(words, part.right)))
        lines.extend(told_lines(words, organisation, case, part))
    lines.extend(representative_lines(words, case.representative))
    lines.extend(person_lines(words, case.name, case.birth_date, shown_identifiers(case)))
    secret = case.secret_address
    lines.extend(contact_lines(words, case.email, case.phone, case.address, secret=secret))
    return tuple(lines)


def shown_identifiers(case: Case) -> dict[str, str]:
    """The numbers that may stand in a copy: a postcode tells where a secret address is."""
    hidden = ("postcode",) if case.secret_address else ()
    return {name: str(value) for name, value in case.identifiers.items() if name not in hidden}
