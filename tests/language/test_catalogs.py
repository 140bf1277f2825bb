"""Message catalogues."""

from portal.language.catalogs import catalog
from portal.organisations.organisation import AddressForm

MESSAGE = "Take my data with me"
OWN = "We do what you asked."


def test_english_is_what_the_code_says():
    assert catalog("en").ugettext(MESSAGE) == MESSAGE


def test_dutch_has_two_forms_of_address():
    assert catalog("nl", AddressForm.U).ugettext(OWN) == "Wij doen wat u vroeg."
    assert catalog("nl", AddressForm.JE).ugettext(OWN) == "Wij doen wat je vroeg."


def test_what_does_not_differ_is_shared():
    assert catalog("nl", AddressForm.JE).ugettext(MESSAGE) == "Mijn gegevens meenemen"


def test_an_unknown_message_is_itself():
    assert catalog("nl").ugettext("no such message") == "no such message"
