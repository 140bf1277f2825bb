"""Whether a file is ours, for whoever gets it from somebody else; and the form of our data."""

from datetime import timedelta
from enum import StrEnum
from threading import BoundedSemaphore
from typing import BinaryIO

from flask import Blueprint, Response, abort, render_template, request, send_file
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import ValidationError

from portal.letters.attachment import schema_file
from portal.letters.sealing import Verdict
from portal.services.throttle import Limit, LimitReached, Throttle
from portal.web import access
from portal.web.page import now, portal
from portal.web.typed import PlainForm

check = Blueprint("check", __name__)

LARGEST = 300_000_000
DAY = 86_400
BEGIN = 1024  # bytes within which a PDF says that it is one
PER_SENDER = Limit("check.sender", 60, timedelta(hours=1))
AT_ONCE = 2  # files a process looks at together: a large one takes a processor for seconds
PATIENCE = 3.0  # seconds that another waits

looking = BoundedSemaphore(AT_ONCE)
"""Taken while a file is looked at."""


class Wait(StrEnum):
    """Why a file was not looked at."""

    MANY = "many"
    BUSY = "busy"


@check.url_value_preprocessor
def _allow_a_file(_endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Before anybody reads the form: here, and only here, somebody sends a whole document.

    It goes to a temporary file that is gone with the request, and is never in memory as a whole.
    """
    request.max_content_length = LARGEST


class FileForm(PlainForm):
    """The file to look at."""

    file = FileField(
        _l("Which file do you want to check?"), validators=[FileRequired(_l("Choose a file."))]
    )

    def validate_file(self, field: FileField) -> None:
        """Only a PDF can bear our seal."""
        begin = field.data.stream.read(BEGIN)
        field.data.stream.seek(0)
        if b"%PDF-" not in begin:
            raise ValidationError(_("This is not a PDF. Choose the file as you got it."))


@check.route("/controleer", methods=["GET", "POST"])
@access.public
def look_at() -> tuple[str, int]:
    """Whether a PDF is ours and unaltered; it is not kept."""
    form = FileForm(request.files)
    verdict: Verdict | Wait | None = None
    if request.method == "POST" and form.validate():
        verdict = _judge(form.file.data.stream)
    code = 429 if isinstance(verdict, Wait) else 422 if form.errors else 200
    return render_template("shared/check.html", form=form, verdict=verdict), code


def _judge(file: BinaryIO) -> Verdict | Wait:
    """What can be said of a file, unless too much is asked of us.

    The try is noted in a transaction of its own: nobody waits for the database while we look.
    """
    if (sealer := portal().sealer) is None:
        return Verdict.NOT_OURS
    throttle = Throttle(portal().settings.secret_key)
    try:
        with portal().database.transaction() as session:
            throttle.pass_(session, PER_SENDER, request.remote_addr or "", now())
    except LimitReached:
        return Wait.MANY
    if not looking.acquire(timeout=PATIENCE):
        return Wait.BUSY
    try:
        return sealer.check(file)
    finally:
        looking.release()


@check.get("/schema/inzage/<int:version>")
@access.public
def schema(version: int) -> Response:
    """The JSON Schema of the data that are attached to a report."""
    if not (file := schema_file(version)).is_file():
        abort(404)
    return send_file(file, mimetype="application/schema+json", max_age=DAY)
