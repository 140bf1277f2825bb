"""The browser of somebody who is asked, and a look behind its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.models.expert import ExpertTask
from tests.services import experts
from tests.web.citizen.walk import hidden


@dataclass
class Expert:
    """A browser of somebody who is asked, without JavaScript."""

    app: Flask
    client: FlaskClient
    task_id: int

    def change(self, what: Callable[..., object]) -> None:
        """Change the task behind the pages: gets the session and the task."""
        with self.app.extensions["portal"].database.transaction() as session:
            what(session, session.get_one(ExpertTask, self.task_id))

    def task(self) -> ExpertTask:
        """The task as it stands."""
        with self.app.extensions["portal"].database.transaction() as session:
            return session.get_one(ExpertTask, self.task_id)

    def link(self) -> str:
        """The path of the newest mailed link."""
        with self.app.extensions["portal"].database.transaction() as session:
            links = self.app.extensions["portal"].links
            return "/" + links.task(self.task_id, experts.key(session)).split("/", 3)[3]

    def open(self) -> TestResponse:
        """Open the newest link with its button; gives the page of the task."""
        path = self.link()
        page = self.client.get(path)
        answer = self.client.post(path, data=hidden(page.text))
        return self.client.get(answer.headers["Location"])

    def path(self, answer: str = "") -> str:
        """The address of the task, or of one answer to it."""
        return f"/vraag/{self.task_id}" + (f"/antwoord/{answer}" if answer else "")

    def send(self, answer: str, **typed: object) -> TestResponse:
        """Fill in the form of an answer and send it."""
        form = self.client.get(self.path(answer)).text
        return self.client.post(
            self.path(answer),
            data={**hidden(form), **typed},
            headers={"Sec-Fetch-Site": "same-origin"},
        )
