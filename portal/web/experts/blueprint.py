"""The pages of experts, all under /vraag; a browser has only the tasks whose links it opened."""

from flask import Blueprint, render_template, request, session
from werkzeug.exceptions import RequestEntityTooLarge

experts = Blueprint("experts", __name__, url_prefix="/vraag")

LARGEST = 60_000_000  # all files of one answer
MOST_TASKS = 10  # that one browser keeps open


@experts.url_value_preprocessor
def _allow_files(_endpoint: str | None, values: dict[str, object] | None) -> None:
    """Before anybody reads the form: only who may answer a task sends whole documents."""
    if (values or {}).get("task_id") in session.get("tasks", ()):
        request.max_content_length = LARGEST


@experts.errorhandler(RequestEntityTooLarge)
def _too_large(_error: RequestEntityTooLarge) -> tuple[str, int]:
    return render_template("experts/too_large.html", megabytes=LARGEST // 1_000_000), 413


def let_in(task_id: int) -> None:
    """Let this browser see a task; its session goes on under a new id."""
    others = [each for each in session.get("tasks", ()) if each != task_id]
    session["tasks"] = [*others, task_id][-MOST_TASKS:]
    session.rotate = True  # type: ignore[attr-defined]
