"""Puts the parts together: the one place that knows everything."""

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import cli, logs
from portal.files import FileStore
from portal.letters.sealing import Sealer, SealUnusable, demo_sealer
from portal.links import Codes, LinkSigner
from portal.models.base import Database
from portal.organisations.loading import BUILT_IN, load_all
from portal.organisations.organisation import Organisation
from portal.parts import Portal
from portal.queueing import DbosQueue, Queue
from portal.settings import ROOT, Settings, SettingsError
from portal.sources.secrets import Secrets, SecretsUnusable, load_secrets
from portal.vault import Vault
from portal.web import check, demo_accounts, demo_mail, front, shell
from portal.web import citizen as citizen_pages
from portal.web import experts as expert_pages
from portal.web import staff as staff_pages
from portal.web.citizen.blueprint import citizen
from portal.web.experts.blueprint import experts
from portal.web.sessions import DatabaseSessions
from portal.web.staff.blueprint import staff

MAX_BODY = 1_000_000
MAX_FIELDS = 1000


def create_portal(settings: Settings, queue: Queue | None = None) -> Portal:
    """The parts that web, worker and commands share; nothing is connected yet.

    Raises:
        ProfileErrors: an organisation's profile has mistakes.
        SettingsError: the seal or the secrets of the sources cannot be used.
    """
    folders = [BUILT_IN, *([settings.profiles] if settings.profiles else [])]
    settings.data.mkdir(parents=True, exist_ok=True)
    organisations = load_all(*folders)
    vault = Vault(settings.vault_keys, FileStore(settings.data / "vault"))
    return Portal(
        settings=settings,
        database=Database(
            settings.database_url,
            info={
                "queue": queue or DbosQueue(settings.database_url),
                "is_demo": settings.is_demo,
            },
            locks=vault,
        ),
        organisations=organisations,
        files=FileStore(settings.data / "files"),
        vault=vault,
        links=LinkSigner(settings.secret_key, settings.base_url),
        codes=Codes(settings.secret_key),
        sealer=_sealer(settings),
        secrets=_secrets(settings.source_secrets, organisations),
    )


def _secrets(path: Path | None, organisations: Mapping[str, Organisation]) -> Secrets:
    try:
        secrets = load_secrets(path)
    except SecretsUnusable as error:
        raise SettingsError(f"PORTAL_SOURCE_SECRETS: {path}: {error}.") from None
    systems = {(each.slug, one.id) for each in organisations.values() for one in each.sources}
    for name in secrets.names():
        if name not in systems:
            raise SettingsError(
                f"PORTAL_SOURCE_SECRETS: {path}: no profile has a source {'.'.join(name)}. "
                "Name the organisation and the source as their profile does."
            )
    return secrets


def _sealer(settings: Settings) -> Sealer:
    if settings.is_demo:
        return demo_sealer(settings.seal)
    try:
        return Sealer(settings.seal.read_bytes())
    except OSError:
        wrong = "it cannot be read"
    except SealUnusable as error:
        wrong = str(error)
    raise SettingsError(
        f"PORTAL_SEAL: {settings.seal}: {wrong}. "
        "Name a PEM file with a private key and its certificate; README says how to make one."
    )


def create_app(settings: Settings | None = None, queue: Queue | None = None) -> Flask:
    """The web application, with its commands.

    Parameters:
        settings: read from the environment when not given.
        queue: where jobs go; the durable one when not given.

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
        # Pages are left alone: their length when compressed could give a token away (BREACH).
        COMPRESS_MIMETYPES=["text/css", "text/javascript", "image/svg+xml"],
        WTF_CSRF_SSL_STRICT=False,  # the token proves it; some browsers send no Referer
    )
    portal = create_portal(settings, queue)
    app.extensions["portal"] = portal
    app.session_interface = DatabaseSessions(portal.database, secure=settings.secure_cookies)
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]
    shell.install(app)
    Compress(app)
    app.register_blueprint(front.front)
    app.register_blueprint(check.check)
    if settings.is_demo:
        app.register_blueprint(demo_mail.demo_mail)
        app.register_blueprint(demo_accounts.demo_accounts)
    pages = ((citizen_pages, citizen), (expert_pages, experts), (staff_pages, staff))
    for package, blueprint in pages:
        import_pages(package)
        app.register_blueprint(blueprint)
    cli.register(app)
    return app


def import_pages(package: ModuleType) -> None:
    """Import every module of a package, so that its views join their blueprint."""
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
