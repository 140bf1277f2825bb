"""Every method that profiles may name is there."""

from portal.identity.method import OnlineMethod
from portal.identity.registry import methods
from portal.links import Codes
from portal.organisations.checking import IDENTITY_METHODS


def test_the_methods_are_those_that_profiles_may_name():
    known = methods(Codes("a secret of the portal, long enough"))
    assert sorted(known) == sorted(IDENTITY_METHODS)
    assert not isinstance(known["desk"], OnlineMethod)
    assert known["email_code"].level < known["desk"].level
