"""The least an application can do that keeps something: one form, one row, committed, one answer.

It has the portal's engine, so that SQLite syncs as often and as carefully; and no session, no
template, no guard, no job. What the portal's pages cost is measured against this.
"""

import os

from flask import Flask, redirect, request
from sqlalchemy import Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from werkzeug.wrappers import Response

from portal.models.base import Database

URL = "BENCH_DATABASE_URL"


class Base(DeclarativeBase):
    """The base of the one model."""


class Note(Base):
    """What was sent."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


def prepare(url: str) -> None:
    """Make the table, before workers start together."""
    database = Database(url)
    Base.metadata.create_all(database.engine)
    database.close()


def create_app() -> Flask:
    """The application; the environment says where its database is."""
    app = Flask("bare")
    database = Database(os.environ[URL])

    @app.get("/")
    def page() -> str:
        return "<!doctype html><title>Bare</title><h1>Bare</h1>"

    @app.post("/")
    def keep() -> Response:
        form = request.form
        with database.transaction() as session:
            session.add(Note(name=form["name"], email=form["email"], body=form["body"]))
        return redirect("/", 303)

    return app
