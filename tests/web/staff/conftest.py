"""A handler at work on a case."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.models.audit import Role
from portal.models.case import Case
from tests.web.staff import desk


@dataclass
class Bench:
    """A handler's browser, the case that is worked on, and its addresses."""

    app: Flask
    client: FlaskClient
    handler: int
    things: desk.Things

    @property
    def at(self) -> str:
        """The address of the case."""
        return f"/balie/verzoek/{self.things.reference}"

    def get(self, page: str = "") -> str:
        """A page of the case."""
        return self.client.get(self.at + page).text

    def post(self, page: str, **fields: object):
        """A form of the case."""
        return desk.post(self.client, self.at + page, fields)

    def case(self, read):
        """What `read` makes of the case as it is stored now."""
        with self.app.extensions["portal"].database.transaction(write=False) as session:
            return read(session.get_one(Case, self.things.case_id))


@pytest.fixture
def bench(app) -> Bench:
    """A case taken by a handler, who looks at it."""
    handler = desk.hire(app, Role.HANDLER)
    things = desk.case_of(app, handler=handler)
    return Bench(app, desk.signed_in(app, Role.HANDLER), handler, things)
