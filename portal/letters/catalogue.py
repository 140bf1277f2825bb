"""The catalogue: the letters that are made from a row of facts, by kind."""

from portal.law.mandatory import LetterKind
from portal.letters.consequence import (
    ConsentWithdrawn,
    RecipientNotice,
    RecipientsTold,
    RestrictionLifted,
    RestrictionSet,
)
from portal.letters.letter import Letter
from portal.letters.penalty import PenaltyDecision
from portal.letters.procedure import (
    BezwaarReceipt,
    Clarification,
    Closing,
    DefaultReceipt,
    Extension,
    IdentityWanted,
    Late,
    Reminder,
    Withdrawn,
)

CATALOGUE: dict[LetterKind, type[Letter]] = {
    letter.kind: letter
    for letter in (
        IdentityWanted,
        Clarification,
        Reminder,
        Extension,
        Late,
        RestrictionSet,
        RestrictionLifted,
        ConsentWithdrawn,
        RecipientNotice,
        RecipientsTold,
        Withdrawn,
        Closing,
        BezwaarReceipt,
        DefaultReceipt,
        PenaltyDecision,
    )
}
"""The letters made from a row of facts."""
