"""Settings, read once from the environment; wrong or missing ones stop the start."""

import base64
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
SERVER_ONLY = ("PORTAL_DATABASE_URL", "PORTAL_SMTP_URL", "PORTAL_BASE_URL", "PORTAL_SECRET_KEY")


class SettingsError(Exception):
    """Raised if a setting is missing or wrong; the text says what to set."""


class Mode(StrEnum):
    """What the portal is started for."""

    DEMO = "demo"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the portal must know before it starts.

    Attributes:
        data: the folder of the embedded default: database, files, mail, sources.
        database_url: as SQLAlchemy writes it.
        smtp_url: smtp://, smtp+starttls:// or smtps:// with user and password; empty: folder mail.
        mail_from: the sender of all mail.
        security_contact: where leaks are reported (security.txt).
        base_url: what links in mails begin with, without a slash at the end.
        secret_key: signs links and keys hashes; at least 32 characters.
        profiles: a folder with further organisation profiles, if any.
        trusted_hosts: the host names the portal answers to; empty: every one (demo).
        proxies: how many proxies in front set X-Forwarded-For.
        vault_keys: lock the keys of documents; the first locks, the others only unlock.
        seal: the file with the key and the certificate that seal documents, in PEM.
        source_secrets: the file with what opens source systems that are not files, if any.
        intake_per_hour: how many requests one sender may send in an hour.
        port: where `python app.py` listens.
    """

    mode: Mode
    data: Path
    database_url: str
    smtp_url: str
    mail_from: str
    security_contact: str
    base_url: str
    secret_key: str
    profiles: Path | None
    trusted_hosts: tuple[str, ...]
    proxies: int
    vault_keys: tuple[str, ...]
    seal: Path
    source_secrets: Path | None
    intake_per_hour: int
    port: int

    @property
    def is_demo(self) -> bool:
        """Whether this portal shows demo data and its own mail."""
        return self.mode is Mode.DEMO

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may only travel over https."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Settings":
        """Read `PORTAL_...` settings.

        Raises:
            SettingsError: naming the setting and what to do.
        """
        mode = _mode(environment)
        data = Path(environment.get("PORTAL_DATA") or ROOT / "data").absolute()
        port = _number(environment, "PORT", 8000, 0, 65535)
        profiles = environment.get("PORTAL_PROFILES")
        secrets_file = environment.get("PORTAL_SOURCE_SECRETS")
        if profiles and not Path(profiles).is_dir():
            raise SettingsError(f"PORTAL_PROFILES: {profiles} is not a folder. Name one that is.")
        if mode is Mode.PRODUCTION:
            _require_production(environment)
        base_url = environment.get("PORTAL_BASE_URL", f"http://127.0.0.1:{port}").rstrip("/")
        return cls(
            mode=mode,
            data=data,
            database_url=environment.get("PORTAL_DATABASE_URL") or f"sqlite:///{data}/portal.db",
            smtp_url=environment.get("PORTAL_SMTP_URL", ""),
            mail_from=environment.get("PORTAL_MAIL_FROM", "rechtenloket@portal.example"),
            security_contact=environment.get("PORTAL_SECURITY_CONTACT", "security@portal.example"),
            base_url=base_url,
            secret_key=environment.get("PORTAL_SECRET_KEY") or demo_key(data),
            profiles=Path(profiles) if profiles else None,
            trusted_hosts=_hosts(environment, base_url, mode),
            proxies=_number(environment, "PORTAL_PROXIES", 0, 0, 5),
            vault_keys=_keys(environment) or (demo_vault_key(data),),
            seal=Path(environment.get("PORTAL_SEAL") or data / "seal.pem").absolute(),
            source_secrets=Path(secrets_file).absolute() if secrets_file else None,
            intake_per_hour=_number(environment, "PORTAL_INTAKE_PER_HOUR", 20, 1, 10**9),
            port=port,
        )


def _mode(environment: Mapping[str, str]) -> Mode:
    named = environment.get("PORTAL_MODE", "")
    if not named:
        server = [name for name in SERVER_ONLY if environment.get(name)]
        if server:
            raise SettingsError(
                f"{server[0]} is set but PORTAL_MODE is not. Set PORTAL_MODE=production, "
                "or PORTAL_MODE=demo to try the portal with synthetic people."
            )
        return Mode.DEMO
    try:
        return Mode(named)
    except ValueError:
        raise SettingsError(
            f"PORTAL_MODE: {named!r} is not known. Set it to production or demo."
        ) from None


def _require_production(environment: Mapping[str, str]) -> None:
    wanted = {
        "PORTAL_DATABASE_URL": "where PostgreSQL is: postgresql+psycopg://user:password@host/name",
        "PORTAL_SECRET_KEY": "a random text of at least 32 characters",
        "PORTAL_BASE_URL": "the address citizens use, beginning with https://",
        "PORTAL_SMTP_URL": "the mail server: smtps://user:password@host:465",
        "PORTAL_MAIL_FROM": "the sender of all mail: naam@organisatie.nl",
        "PORTAL_SECURITY_CONTACT": "the address where leaks are reported",
        "PORTAL_DATA": "the folder for documents",
        "PORTAL_VAULT_KEYS": "a key that locks documents: 32 random bytes in URL-safe base64",
        "PORTAL_SEAL": "a PEM file with the private key and the certificate that seal documents",
        "PORTAL_PROXIES": "how many proxies in front of the portal set X-Forwarded-For, often 1: "
        "limits are counted by the address they give",
    }
    for name, what in wanted.items():
        if not environment.get(name):
            raise SettingsError(f"{name} is missing. Set it to {what}.")
    if len(environment["PORTAL_SECRET_KEY"]) < 32:
        raise SettingsError("PORTAL_SECRET_KEY is too short. Set at least 32 random characters.")
    if not environment["PORTAL_DATABASE_URL"].startswith(("postgresql+psycopg://", "sqlite:///")):
        raise SettingsError(
            "PORTAL_DATABASE_URL must begin with postgresql+psycopg://, "
            "or with sqlite:/// when all runs on one machine."
        )
    base = urlsplit(environment["PORTAL_BASE_URL"])
    if base.scheme != "https" or not base.hostname or base.path.strip("/"):
        raise SettingsError(
            "PORTAL_BASE_URL must be https:// and a host name, without a path: "
            "links and cookies would not be safe."
        )
    if urlsplit(environment["PORTAL_SMTP_URL"]).scheme not in ("smtp", "smtp+starttls", "smtps"):
        raise SettingsError(
            "PORTAL_SMTP_URL must begin with smtps://, smtp+starttls:// or smtp://."
        )


def _keys(environment: Mapping[str, str]) -> tuple[str, ...]:
    keys = tuple(key for key in environment.get("PORTAL_VAULT_KEYS", "").split(",") if key.strip())
    for number, key in enumerate(keys, 1):
        try:
            right = len(base64.urlsafe_b64decode(key.strip())) == 32
        except ValueError:
            right = False
        if not right:
            raise SettingsError(
                f"PORTAL_VAULT_KEYS: key {number} is not 32 random bytes in URL-safe base64. "
                "Make one with: openssl rand -base64 32 | tr '+/' '-_'"
            )
    return tuple(key.strip() for key in keys)


def _hosts(environment: Mapping[str, str], base_url: str, mode: Mode) -> tuple[str, ...]:
    named = environment.get("PORTAL_TRUSTED_HOSTS", "")
    if named:
        return tuple(host.strip() for host in named.split(",") if host.strip())
    return (urlsplit(base_url).hostname or "",) if mode is Mode.PRODUCTION else ()


def _number(
    environment: Mapping[str, str], name: str, default: int, lowest: int, highest: int
) -> int:
    text = environment.get(name, "")
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not lowest <= int(text) <= highest:
        raise SettingsError(f"{name}: {text!r} is not a whole number {lowest} to {highest}.")
    return int(text)


def demo_key(data: Path) -> str:
    """The secret key of a demo: made once, kept in the data folder, readable by its owner only."""
    return _made_once(data / "secret-key", secrets.token_urlsafe(48))


def demo_vault_key(data: Path) -> str:
    """The key of a demo that locks documents, made and kept as its secret key is."""
    key = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return _made_once(data / "vault-key", key)


def _made_once(file: Path, text: str) -> str:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        draft.touch(mode=0o600)
        draft.write_text(text)
        with suppress(FileExistsError):  # another process was first: its key counts
            os.link(draft, file)
        draft.unlink()
    return file.read_text()
