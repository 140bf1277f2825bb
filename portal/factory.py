"""Puts the parts together: the one place that knows everything."""

import os

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import cli, logs
from portal.files import FileStore
from portal.links import Codes, LinkSigner
from portal.models.base import Database
from portal.organisations.loading import BUILT_IN, load_all
from portal.parts import Portal
from portal.queueing import DbosQueue
from portal.settings import ROOT, Settings
from portal.web import demo_mail, front, shell
from portal.web.citizen import blueprint as citizen_pages
from portal.web.sessions import DatabaseSessions
from portal.web.staff import blueprint as staff_pages

MAX_BODY = 1_000_000
MAX_FIELDS = 1000


def create_portal(settings: Settings) -> Portal:
    """The parts that web, worker and commands share; nothing is connected yet.

    Raises:
        ProfileErrors: an organisation's profile has mistakes.
    """
    folders = [BUILT_IN, *([settings.profiles] if settings.profiles else [])]
    settings.data.mkdir(parents=True, exist_ok=True)
    return Portal(
        settings=settings,
        database=Database(settings.database_url, info={"queue": DbosQueue(settings.database_url)}),
        organisations=load_all(*folders),
        files=FileStore(settings.data / "files"),
        links=LinkSigner(settings.secret_key, settings.base_url),
        codes=Codes(settings.secret_key),
    )


def create_app(settings: Settings | None = None) -> Flask:
    """The web application, with its commands.

    Parameters:
        settings: read from the environment when not given.

    Raises:
        SettingsError: a setting is missing or wrong.
        ProfileErrors: an organisation's profile has mistakes.
    """
    settings = settings or Settings.from_environment(os.environ)
    logs.configure(readable=settings.is_demo)
    app = Flask("portal", root_path=str(ROOT), template_folder="templates", static_folder="static")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        MAX_FORM_PARTS=MAX_FIELDS,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session
    )
    portal = create_portal(settings)
    app.extensions["portal"] = portal
    app.session_interface = DatabaseSessions(portal.database, secure=settings.secure_cookies)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    shell.install(app)
    app.register_blueprint(front.front)
    if settings.is_demo:
        app.register_blueprint(demo_mail.demo_mail)
    citizen_pages.register(app)
    staff_pages.register(app)
    cli.register(app)
    return app
