"""How a citizen is addressed: as the organisation does, and a child that asks itself with je."""

from portal.language.words import Words
from portal.law.ages import Band, band
from portal.models.case import Case
from portal.organisations.organisation import AddressForm, Organisation

YOUNG = frozenset({Band.UNDER_12, Band.FROM_12})


def is_child(case: Case) -> bool:
    """Whether a child under 16 asks for itself: it reads the plainest words (AVG 12.1)."""
    if case.representative or case.birth_date is None:
        return False
    return band(case.birth_date, case.received_date) in YOUNG


def form_of_address(organisation: Organisation, case: Case) -> AddressForm:
    """U or je, in all that this citizen reads about the request."""
    return AddressForm.JE if is_child(case) else organisation.address_form


def words_for(organisation: Organisation, case: Case) -> Words:
    """The words for who asked, in the language of the request."""
    return Words(case.language, form_of_address(organisation, case))
