"""Every way to prove who you are that the portal knows, by the id that profiles use."""

from collections.abc import Mapping

from portal.identity.desk import Desk
from portal.identity.email_code import EmailCode
from portal.identity.method import CodeMaker, Method


def methods(codes: CodeMaker) -> Mapping[str, Method]:
    """The known methods.

    Parameters:
        codes: what makes and recognises codes.
    """
    known: tuple[Method, ...] = (EmailCode(codes), Desk())
    return {method.id: method for method in known}
