"""Languages of the pages: Dutch in two forms of address, and English."""

from urllib.parse import urlencode

from babel.support import NullTranslations
from flask import Flask, request, session
from flask_babel import Babel, Domain, get_locale

from portal.language.catalogs import LANGUAGES, catalog
from portal.web import page


class Messages(Domain):
    """Our catalogues in place of compiled files."""

    def get_translations(self) -> NullTranslations:
        """The messages for the reader of this page."""
        return catalog(str(get_locale() or LANGUAGES[0]), page.form_of_address())


def chosen_language() -> str:
    """What the reader chose, here or before; Dutch when nothing was chosen."""
    asked = request.args.get("taal", "")
    if asked in LANGUAGES and session.get("language") != asked:
        session["language"] = asked
    return str(session.get("language", LANGUAGES[0]))


def link_to(language: str) -> str:
    """This page in another language, with all else that its address says."""
    said = [pair for pair in request.args.items(multi=True) if pair[0] != "taal"]
    return "?" + urlencode([*said, ("taal", language)])


def install(app: Flask) -> None:
    """Let pages speak the reader's language."""
    babel = Babel(
        app,
        default_locale=LANGUAGES[0],
        default_timezone="Europe/Amsterdam",
        locale_selector=chosen_language,
    )
    babel.domain_instance = Messages()
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: Messages().get_translations().ugettext(text),
        ngettext=lambda one, many, number: (
            Messages().get_translations().ungettext(one, many, number)
        ),
        newstyle=True,
    )
