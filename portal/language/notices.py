"""What happens by itself when a request comes in, as sentences: for the page and the receipt."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from portal.language.roads import road_words
from portal.language.terms import N_
from portal.language.words import Words
from portal.law.consequences import Consequence, at_receipt
from portal.law.limits import is_other_law
from portal.law.rights import Right
from portal.organisations.organisation import Organisation


class Told(Protocol):
    """A right that is asked, with what was told about it."""

    @property
    def right(self) -> Right:
        """Which right."""

    @property
    def answers(self) -> Mapping[str, Any]:
        """As stored in the part."""


def promises(words: Words, organisation: Organisation, parts: Iterable[Told]) -> tuple[str, ...]:
    """What the law makes of this request on the day it comes in, each told once."""
    told = [sentence for part in parts for sentence in _of_part(words, organisation, part)]
    return tuple(dict.fromkeys(told))


def _of_part(words: Words, organisation: Organisation, part: Told) -> Iterator[str]:
    follows = at_receipt(part.right, part.answers)
    if part.right is Right.CONSENT_WITHDRAWAL:
        yield words.gettext(  # AVG 7.3
            N_("Your consent stops counting at once. What we did before that stays as it was.")
        )
    if Consequence.SUPPRESS in follows:
        yield words.gettext(N_("We stop sending you mail that you did not ask for."))  # AVG 21.3
    if Consequence.RESTRICT in follows:
        yield words.gettext(  # AVG 18.1
            N_("Until our answer we keep the data it is about, but we do not use them.")
        )
    for activity in organisation.activities:
        named = activity.id in (part.answers.get("activities") or ())
        if named and is_other_law(activity.basis_article):
            yield activity.legal_basis.in_(words.language)  # AVG 2.2.d
    if Consequence.HIDE in follows and organisation.privacy_officer is not None:
        yield words.gettext(  # UAVG 39
            N_("Only the %(officer)s sees your complaint. Our other staff cannot open it."),
            officer=organisation.privacy_officer.name.in_(words.language),
        )
    if Consequence.NAME_OTHER_ROAD in follows:
        yield from _roads(words, organisation, part.answers)


def _roads(words: Words, organisation: Organisation, answers: Mapping[str, Any]) -> Iterator[str]:
    chosen = answers.get("activities") or ()
    day = answers.get("decided_on")
    found = [
        road
        for activity in organisation.activities
        if activity.id in chosen
        for road in road_words(words, activity, date.fromisoformat(day) if day else None)
    ]
    for road in found:
        yield words.gettext(
            N_("There is another road too: %(road)s. %(where)s %(until)s"),
            road=road.name[:1].lower() + road.name[1:],
            where=road.where,
            until=road.until,
        )
    if found:
        yield words.gettext(
            N_("That other road has a last day of its own. It does not wait for us.")
        )
    else:
        yield words.gettext(
            N_(
                "Is there another road against that decision too? "
                "It has a last day of its own. It does not wait for us."
            )
        )
