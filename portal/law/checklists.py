"""What a handler must have looked at before deciding, for each right; codes with their article.

Only what a person must judge stands here. What the portal checks by itself, such as a missing
ground or a search without an answer, is no item to tick.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.law.grounds import Outcome, is_marketing
from portal.law.limits import is_other_law
from portal.law.rights import Right


@dataclass(frozen=True, slots=True)
class Check:
    """A question that somebody must have answered for themselves.

    Attributes:
        id: stable key, stored when it is ticked.
        article: where the duty stands.
    """

    id: str
    article: str


_SEARCHED = Check("all_places_searched", "AVG 15.1")  # also paper, mail and processors
_BY_RIGHT: dict[Right, tuple[Check, ...]] = {
    Right.ACCESS: (
        _SEARCHED,
        Check("copy_complete", "AVG 15.3"),  # CJEU C-487/21: faithful and to be understood
        Check("recipients_named", "AVG 15.1.c"),  # CJEU C-154/21: by name
        Check("source_told", "AVG 15.1.g"),
        Check("automated_logic_told", "AVG 15.1.h"),
        Check("others_left_out", "AVG 15.4"),  # the item, never everything
    ),
    Right.RECTIFICATION: (
        Check("proof_weighed", "AVG 16"),
        Check("fact_or_opinion", "AVG 16"),  # a judgement gets a statement beside it
        Check("completed_for_purpose", "AVG 16"),
        Check("all_copies_corrected", "AVG 5.1.d"),
    ),
    Right.ERASURE: (
        Check("each_category_decided", "AVG 17.1"),
        Check("retention_duties_checked", "AVG 17.3.b"),
        Check("claims_checked", "AVG 17.3.e"),
        Check("other_ground_checked", "AVG 17.1.b"),
        Check("processors_and_backups", "AVG 17.1, 28.3.g"),
        Check("made_public", "AVG 17.2"),
    ),
    Right.RESTRICTION: (
        Check("case_of_restriction", "AVG 18.1"),
        Check("marked_in_systems", "AVG 18.2"),
        Check("only_kept", "AVG 18.2"),
    ),
    Right.OBJECTION: (
        Check("basis_e_or_f", "AVG 21.1"),
        Check("own_situation_weighed", "AVG 21.1"),
        Check("use_stopped_meanwhile", "AVG 18.1.d"),
    ),
    Right.CONSENT_WITHDRAWAL: (
        Check("stopped_at_once", "AVG 7.3"),
        Check("no_other_ground_taken", "AVG 6.1, 17.1.b"),
        Check("processors_told", "AVG 28.3.a"),
    ),
    Right.PORTABILITY: (
        Check("consent_or_contract", "AVG 20.1.a"),
        Check("provided_by_person", "AVG 20.1"),
        Check("machine_readable", "AVG 20.1"),
        Check("others_not_harmed", "AVG 20.4"),
    ),
    Right.HUMAN_REVIEW: (
        Check("solely_automated", "AVG 22.1"),
        Check("serious_effect", "AVG 22.1"),
        Check("reviewer_has_authority", "AVG 22.3"),
        Check("view_heard", "AVG 22.3"),
        Check("both_roads_named", "Awb 6:7"),  # the bezwaar against the decision runs on
    ),
    Right.COMPLAINT: (
        Check("not_by_whom_it_is_about", "Awb 9:7"),
        Check("both_sides_heard", "Awb 9:10"),
        Check("own_ladder_named", "Awb 9:12"),
    ),
}
_MARKETING = (
    Check("stopped_at_once", "AVG 21.3"),
    Check("on_suppression_list", "AVG 21.3"),
    Check("profiling_stopped", "AVG 21.2"),
)
_DIRECT_TRANSFER = Check("transfer_feasible", "AVG 20.2")
_OTHER_LAW = Check("other_law_apart", "AVG 2.2.d; UAVG 2.2")  # Wjsg, Wpg: rules of their own
_OFFICER = (Check("kept_from_handlers", "AVG 38.5; UAVG 39"), Check("own_ladder_named", "AVG 39"))


_OF_WHAT_IS_GIVEN = frozenset(  # what only an answer that gives something can have
    {
        "copy_complete",
        "recipients_named",
        "source_told",
        "automated_logic_told",
        "others_left_out",
        "completed_for_purpose",
        "all_copies_corrected",
        "processors_and_backups",
        "made_public",
        "marked_in_systems",
        "only_kept",
        "machine_readable",
        "others_not_harmed",
        "transfer_feasible",
        "reviewer_has_authority",
        "view_heard",
    }
)


_LOOKED_AGAIN = Check("bezwaar_looked_again", "Awb 7:11.1")
_HEARD = Check("bezwaar_heard", "Awb 7:2, 7:3")  # or one of the reasons not to
_WHY_LATE = Check("bezwaar_why_late", "Awb 6:11")


def checks_on_bezwaar(outcome: Outcome | None, ground: str | None) -> tuple[Check, ...]:
    """What must have been looked at before a bezwaar is decided so.

    Args:
        outcome: how it is to end; None for all that could matter to any.
        ground: on which ground, if one was chosen.
    """
    if outcome in (Outcome.NOT_OUR_TASK, Outcome.WITHDRAWN):
        return ()  # Awb 6:15, 6:21
    if ground == "bezwaar_late":
        return (_WHY_LATE, _HEARD)  # Awb 6:11
    if ground == "bezwaar_inadmissible":
        return (_HEARD,)
    return (_LOOKED_AGAIN, _HEARD)


def checks_for(
    right: Right,
    answers: Mapping[str, Any] | None = None,
    outcome: Outcome | None = None,
    *,
    legal_bases: Iterable[str] = (),
) -> tuple[Check, ...]:
    """What must have been looked at before a part is decided, in the order of the work.

    Args:
        right: what was asked.
        answers: what was told about it, as stored in the part.
        outcome: how it is to end; None for all that could matter.
        legal_bases: the articles on which the register says the data are used.
    """
    told = answers or {}
    if outcome in (Outcome.NOT_OUR_TASK, Outcome.WITHDRAWN):
        return ()
    if outcome is Outcome.NOTHING_HELD:
        return (_SEARCHED,)  # AVG 15.1: to say no takes a look
    found = _whole_list(right, told)
    if any(map(is_other_law, legal_bases)):
        found = (_OTHER_LAW, *found)  # AVG 2.2.d
    if outcome is Outcome.REFUSED:
        return tuple(check for check in found if check.id not in _OF_WHAT_IS_GIVEN)
    return found


def _whole_list(right: Right, told: Mapping[str, Any]) -> tuple[Check, ...]:
    if is_marketing(right, told):
        return _MARKETING  # AVG 21.3
    if right is Right.COMPLAINT and told.get("to") == "officer":
        return _OFFICER  # UAVG 39
    if right is Right.PORTABILITY and told.get("to") == "organisation":
        return (*_BY_RIGHT[right], _DIRECT_TRANSFER)  # AVG 20.2
    return _BY_RIGHT[right]
