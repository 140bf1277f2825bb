"""Who is spoken to with u, who with je."""

from datetime import date

import pytest

from portal.organisations.organisation import AddressForm
from portal.services import addressing
from tests.services import stories


@pytest.mark.parametrize(
    ("slug", "born", "acting", "form"),
    [
        ("cjib", date(1956, 3, 24), None, AddressForm.U),
        ("cjib", date(2013, 3, 24), None, AddressForm.JE),
        ("cjib", date(2010, 11, 20), None, AddressForm.U),  # sixteen on the day itself
        ("cjib", date(2010, 11, 21), None, AddressForm.JE),
        ("cjib", date(2018, 3, 24), None, AddressForm.JE),
        ("cjib", date(2013, 3, 24), {"kind": "parent", "name": "Ria"}, AddressForm.U),
        ("cjib", None, None, AddressForm.U),
        ("burojij", date(1956, 3, 24), None, AddressForm.JE),
    ],
)
def test_a_child_that_asks_itself_reads_je(sqlite_database, slug, born, acting, form):
    with sqlite_database.transaction() as session:
        case = stories.ask(session, slug)
        case.birth_date, case.representative = born, acting
        assert addressing.form_of_address(stories.organisation(slug), case) is form
        words = addressing.words_for(stories.organisation(slug), case)
        assert (words.language, words.form) == ("nl", form)
