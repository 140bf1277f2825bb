"""The way in: the link in the newest mail, swapped for a session; and a new link by mail.

Opening a link shows a page with a button and writes nothing, so a program that scans mail does not
use it up.
"""

from flask import g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.links import LinkInvalid
from portal.organisations.organisation import Organisation
from portal.services import asking, tasklinks
from portal.services.tasklinks import Door
from portal.services.throttle import LimitReached, Throttle
from portal.web import access
from portal.web.experts.blueprint import experts, let_in
from portal.web.page import db, keep, now, portal


@experts.route("/<token>", methods=["GET", "POST"])
@access.public
def open_link(token: str) -> Response | str | tuple[str, int]:
    """Open a mailed link: look at it, then use it with the button."""
    try:
        task_id, key = portal().links.read_task(token)
    except LinkInvalid:
        return _dead(Door.UNKNOWN, "")
    door, task = tasklinks.look_at(db(), task_id, key)
    g.organisation = _organisation_of(task_id)
    if task is not None and task_id in session.get("tasks", ()):
        return redirect(url_for("experts.show_task", task_id=task_id))
    if door is not Door.WORKS:
        return _dead(door, token)
    if request.method != "POST":
        return render_template("experts/open_link.html")
    opened = tasklinks.use(db(), task_id, key, now=now())
    if opened is None:  # somebody was a moment earlier
        return _dead(Door.USED, token)
    let_in(opened.id)
    return redirect(url_for("experts.show_task", task_id=opened.id), 303)


@experts.post("/nieuwe-link")
@access.public
def send_link() -> str | tuple[str, int]:
    """Mail a new link, always to the address that was asked."""
    try:
        task_id, _key = portal().links.read_task(request.form.get("link", ""))
    except LinkInvalid:
        return _dead(Door.UNKNOWN, "")
    throttle = Throttle(portal().settings.secret_key)
    sender = request.remote_addr or ""
    try:
        sent = tasklinks.send_again(db(), task_id, throttle=throttle, sender=sender, now=now())
    except LimitReached:
        return render_template("experts/too_many.html"), 429
    g.organisation = _organisation_of(task_id)
    return render_template("experts/link_sent.html") if sent else _dead(Door.OVER, "")


@experts.get("/geen-link")
@access.public
def no_link() -> tuple[str, int]:
    """For a browser that opened no link to the page it wants."""
    return _dead(Door.UNKNOWN, "")


def _organisation_of(task_id: int) -> Organisation | None:
    task = asking.find(db(), task_id)
    return portal().organisations[task.organisation] if task else None


def lost(task_id: int, name: str) -> tuple[str, int]:
    """After a session that ended: what was typed waits for the next one."""
    g.organisation = _organisation_of(task_id)
    keep()
    return render_template("experts/lost.html", link=name), 410


def _dead(door: Door, token: str) -> tuple[str, int]:
    return render_template("experts/dead_link.html", door=door.value, link=token), 410
