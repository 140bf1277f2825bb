"""Which data somebody may take along to another organisation (AVG 20)."""

import re

_CONSENT_OR_CONTRACT = re.compile(r"\b(6\.1\.[ab]|9\.2\.a)\b")


def rests_on_consent_or_contract(articles: str) -> bool:
    """Whether the use of data rests on consent or on a contract with the person (AVG 20.1.a).

    Parameters:
        articles: as the register names them, such as "AVG 6.1.b, 6.1.c".
    """
    return _CONSENT_OR_CONTRACT.search(articles) is not None  # AVG 20.1.a


def may_be_taken_along(articles: str, *, given: bool) -> bool:
    """Whether data may be taken along: the person gave them, under consent or contract.

    What the organisation made of them itself, or got from others, is not among them.

    Parameters:
        articles: on which their use rests.
        given: whether the person gave them.
    """
    return given and rests_on_consent_or_contract(articles)  # AVG 20.1
