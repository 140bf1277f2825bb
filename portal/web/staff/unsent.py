"""After signing in again: what was typed in the session that ended."""

from flask import g, redirect, render_template, session
from werkzeug.wrappers import Response

from portal.web import access, retyping
from portal.web.staff.blueprint import staff as pages
from portal.web.staff.signin import first_page

LONG = 20


@pages.get("/niet-verzonden", endpoint="show_unsent")
@access.staff()
def show_unsent() -> Response | str:
    """What was typed, and the way back to the form it was typed in."""
    kept = retyping.kept_for(g.staff.id)
    if kept is None:
        session.pop("next", None)
        return redirect(first_page(g.staff))
    fields = [(str(name), str(text)) for name, text in kept["fields"]]
    return render_template(
        "staff/unsent.html",
        address=kept["address"],
        typed=fields,
        texts=[text for _name, text in fields if len(text) > LONG],
        mark=retyping.MARK,
    )
