"""The grounds on which a request may be refused or limited, and what each must be written with.

A ground carries what must be written down to use it: without those fields it cannot be chosen.
Each ground counts per item: what it does not reach is still granted (EDPB 01/2022 par. 193).
`portal.law.grounds` tells which of them fit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from portal.law.rights import Right


class Scope(StrEnum):
    """What is refused: the request, or a part of it, as such; or one item that was found."""

    REQUEST = "request"
    FINDING = "finding"


class Need(StrEnum):
    """What must be written down to use a ground."""

    FACTS = "facts"
    PROOF = "proof"
    WARNING_BEFORE_FEE = "warning_before_fee"
    DEMONSTRATION = "demonstration"
    INVITATION_TO_SUPPLY_MORE = "invitation_to_supply_more"
    REASON_FOR_DOUBT = "reason_for_doubt"
    WHAT_WAS_ASKED = "what_was_asked"
    WHEN_ASKED = "when_asked"
    WHO_IS = "who_is"
    WHICH_LAW = "which_law"
    NECESSITY = "necessity"
    PROPORTIONALITY = "proportionality"
    WEIGHED_41_2 = "weighed_41_2"
    MAY_BE_TOLD = "may_be_told"
    EXCLUSIVE_PURPOSE = "exclusive_purpose"
    WHOSE_INTEREST = "whose_interest"
    WRITTEN_BALANCE = "written_balance"
    SAFEGUARDS = "safeguards"
    WHY = "why"
    STATEMENT_OFFERED = "statement_offered"
    MENDING_OFFERED = "mending_offered"


@dataclass(frozen=True, slots=True)
class Ground:
    """A reason in law to refuse or limit.

    Attributes:
        id: stable key, stored with a decision.
        article: where it stands.
        rights: the rights it can limit; none for a ground on bezwaar.
        scopes: whether it fits a request, one item found, or both.
        needs: what must be written down to use it.
        second_person: whether somebody else must approve, whatever the organisation's setting.
        reported: whether the person is told of what was left out on it.
        own_articles: the article where it differs for a right.
    """

    id: str
    article: str
    rights: frozenset[Right]
    scopes: frozenset[Scope]
    needs: tuple[Need, ...] = ()
    second_person: bool = False
    reported: bool = True
    own_articles: tuple[tuple[Right, str], ...] = ()

    def article_for(self, right: Right) -> str:
        """The article of this ground when it limits this right."""
        return dict(self.own_articles).get(right, self.article)

    def missing(self, filled: Iterable[str]) -> tuple[Need, ...]:
        """What must still be written down, given the names of the fields that were filled in."""
        given = set(filled)
        return tuple(need for need in self.needs if need not in given)


def is_other_law(article: str) -> bool:
    """Whether data are used under another law than the AVG, with requests and terms of its own.

    Args:
        article: on which the register says that their use rests, such as "Wjsg".
    """
    return not article.startswith("AVG")  # AVG 2.2.d; UAVG 2.2


UAVG41_LETTERS = "abcdefghij"
NOT_ABOUT_PERSON = "not_about_person"
"""The ground that is not told: the item is somebody else's."""
NOT_THE_AVG = "other_regime"
"""The ground that another law holds, which has its own requests."""

_REQUEST = frozenset({Scope.REQUEST})
_FINDING = frozenset({Scope.FINDING})
_BOTH = frozenset(Scope)
_TO_20 = frozenset(
    {Right.ACCESS, Right.RECTIFICATION, Right.ERASURE, Right.RESTRICTION, Right.PORTABILITY}
)
_TO_21 = _TO_20 | {Right.OBJECTION}
_TO_22 = _TO_21 | {Right.HUMAN_REVIEW}
_RESEARCH = frozenset({Right.ACCESS, Right.RECTIFICATION, Right.RESTRICTION})
_ACCESS = frozenset({Right.ACCESS})
_ERASURE = frozenset({Right.ERASURE})
_HUMAN_REVIEW = frozenset({Right.HUMAN_REVIEW})

_GENERAL = (
    # Narrow: the controller proves it; abuse must be shown in fact and intent (CJEU C-526/24), and
    # asking again without new facts is not enough (HR 15-9-2023, ECLI:NL:HR:2023:1216).
    Ground(
        "unfounded_excessive",
        "AVG 12.5",
        _TO_22,
        _REQUEST,
        (Need.FACTS, Need.PROOF, Need.WARNING_BEFORE_FEE),
        second_person=True,
    ),  # AVG 12.5
    Ground(
        "cannot_identify",
        "AVG 11.2, 12.2",
        _TO_20,
        _REQUEST,
        (Need.DEMONSTRATION, Need.INVITATION_TO_SUPPLY_MORE),
    ),  # AVG 11.2: never for 21 and 22
    Ground(
        "identity_doubt_unresolved",
        "AVG 12.6",
        _TO_21,
        _REQUEST,
        (Need.REASON_FOR_DOUBT, Need.WHAT_WAS_ASKED, Need.WHEN_ASKED),
    ),  # AVG 12.6: only 15 to 21
    Ground(
        "uavg5", "UAVG 5; Awb 2:1", _TO_22, _REQUEST, (Need.WHY,)
    ),  # UAVG 5; Awb 2:1; BW 3:60: who asks may not act for this person
    Ground(
        "not_controller", "AVG 4.7, 28.3.e", _TO_22, _BOTH, (Need.WHO_IS,)
    ),  # AVG 4.7, 28.3.e; a public body forwards it: Awb 2:3
    *(
        Ground(
            f"uavg41_{letter}",
            f"UAVG 41.1.{letter}",
            _TO_21,
            _BOTH,
            (Need.NECESSITY, Need.PROPORTIONALITY, Need.WEIGHED_41_2, Need.MAY_BE_TOLD),
        )
        for letter in UAVG41_LETTERS
    ),  # UAVG 41.1, AVG 23: not 22, not 7.3
    Ground(
        "journalism_academic_art", "UAVG 43", _TO_22, _BOTH, (Need.EXCLUSIVE_PURPOSE,)
    ),  # UAVG 43
    Ground(
        NOT_THE_AVG, "AVG 2.2.d; UAVG 2.2", _TO_22, _BOTH, (Need.WHICH_LAW,)
    ),  # AVG 2.2.d: Wpg, Wjsg, Wet BRP and Kieswet have their own requests
)

_OWN = (
    Ground(
        "others_rights",
        "AVG 15.4",
        _ACCESS | {Right.PORTABILITY},
        _FINDING,
        (Need.WHOSE_INTEREST, Need.WRITTEN_BALANCE),
        own_articles=((Right.PORTABILITY, "AVG 20.4"),),
    ),  # AVG 15.4, 20.4: leave out the item, never refuse everything
    Ground(
        NOT_ABOUT_PERSON, "AVG 4.1", _ACCESS | {Right.PORTABILITY}, _FINDING, reported=False
    ),  # AVG 4.1: a namesake's data; saying that they exist would tell of somebody else
    Ground("research_statistics", "UAVG 44", _RESEARCH, _BOTH, (Need.SAFEGUARDS,)),  # UAVG 44
    Ground(
        "archive",
        "UAVG 45.1",
        _RESEARCH | {Right.PORTABILITY},
        _BOTH,
        (Need.WHY,),
    ),  # UAVG 45.1, for restriction only AVG 18.1.a; records can be seen: 45.2
    Ground(
        "public_register",
        "UAVG 47.1",
        _RESEARCH | {Right.OBJECTION},
        _BOTH,
        (Need.WHICH_LAW,),
        own_articles=((Right.OBJECTION, "UAVG 47.2"),),
    ),  # UAVG 47
    Ground(
        "not_inaccurate",
        "AVG 16",
        frozenset({Right.RECTIFICATION}),
        _BOTH,
        (Need.WHY, Need.STATEMENT_OFFERED),
    ),  # AVG 16; a judgement gets the person's statement beside it: Jeugdwet 7.3.8.2, BW 7:454.2
    Ground("no_case_of_17_1", "AVG 17.1", _ERASURE, _BOTH, (Need.WHY,)),  # AVG 17.1
    Ground("expression", "AVG 17.3.a", _ERASURE, _BOTH, (Need.WHY,)),  # AVG 17.3.a
    Ground(
        "legal_duty_or_public_task", "AVG 17.3.b", _ERASURE, _BOTH, (Need.WHICH_LAW, Need.NECESSITY)
    ),  # AVG 17.3.b
    Ground("public_health", "AVG 17.3.c", _ERASURE, _BOTH, (Need.NECESSITY,)),  # AVG 17.3.c
    Ground(
        "archive_research_statistics", "AVG 17.3.d", _ERASURE, _BOTH, (Need.WHY,)
    ),  # AVG 17.3.d: erasure would make the purpose impossible or seriously impair it
    Ground(
        "legal_claims",
        "AVG 17.3.e",
        _ERASURE | {Right.OBJECTION},
        _BOTH,
        (Need.NECESSITY,),
        own_articles=((Right.OBJECTION, "AVG 21.1"),),
    ),  # AVG 17.3.e, 21.1
    Ground(
        "no_case_of_18_1", "AVG 18.1", frozenset({Right.RESTRICTION}), _BOTH, (Need.WHY,)
    ),  # AVG 18.1
    Ground(
        "wrong_ground", "AVG 20.1.a", frozenset({Right.PORTABILITY}), _BOTH, (Need.WHY,)
    ),  # AVG 20.1.a: neither consent nor contract; access stays open
    Ground(
        "not_provided", "AVG 20.1", frozenset({Right.PORTABILITY}), _BOTH, (Need.WHY,)
    ),  # AVG 20.1: made up or derived by us, not given or observed (WP242 rev.01)
    Ground(
        "not_automated", "AVG 20.1.b", frozenset({Right.PORTABILITY}), _BOTH, (Need.WHY,)
    ),  # AVG 20.1.b: on paper only
    Ground(
        "transfer_not_feasible", "AVG 20.2", frozenset({Right.PORTABILITY}), _REQUEST, (Need.WHY,)
    ),  # AVG 20.2: then the person gets the file
    Ground(
        "public_task", "AVG 20.3", frozenset({Right.PORTABILITY}), _BOTH, (Need.WHICH_LAW,)
    ),  # AVG 20.3; access stays open
    Ground(
        "compelling_grounds",
        "AVG 21.1",
        frozenset({Right.OBJECTION}),
        _BOTH,
        (Need.WRITTEN_BALANCE,),
    ),  # AVG 21.1; never against direct marketing: 21.3
    Ground(
        "ground_not_e_or_f", "AVG 21.1", frozenset({Right.OBJECTION}), _BOTH, (Need.WHY,)
    ),  # AVG 21.1: based on consent, contract or a legal duty
    Ground("not_solely_automated", "AVG 22.1", _HUMAN_REVIEW, _REQUEST, (Need.WHY,)),  # AVG 22.1
    Ground("no_significant_effect", "AVG 22.1", _HUMAN_REVIEW, _REQUEST, (Need.WHY,)),  # AVG 22.1
)

_ON_BEZWAAR = (
    Ground(
        "bezwaar_inadmissible", "Awb 6:6", frozenset(), _REQUEST, (Need.WHY, Need.MENDING_OFFERED)
    ),  # Awb 6:5, 6:6: something is missing, and was not mended in the time given
    Ground("bezwaar_late", "Awb 6:7, 6:11", frozenset(), _REQUEST, (Need.WHY,)),  # Awb 6:11
    Ground("bezwaar_unfounded", "Awb 7:11", frozenset(), _REQUEST, (Need.WHY,)),  # Awb 7:11, 7:12
    Ground("bezwaar_forwarded", "Awb 6:15", frozenset(), _REQUEST, (Need.WHO_IS,)),  # Awb 6:15
)

GROUNDS: dict[str, Ground] = {ground.id: ground for ground in (*_GENERAL, *_OWN, *_ON_BEZWAAR)}
