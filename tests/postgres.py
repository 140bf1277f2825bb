"""A throw-away PostgreSQL cluster from the installed programs: a socket in a folder, no port."""

import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

KEPT_TABLES = ("alembic_version", "dbos_migrations")
UNSAFE_BUT_FAST = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off",
    "autovacuum=off",  # statistics of a table that is empty between tests mislead the planner
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster.

    Attributes:
        folder: holds its data and its socket.
        programs: where initdb and pg_ctl are.
        user: who runs it, for the server refuses root; None when that is us.
    """

    folder: Path
    programs: Path
    user: str | None

    def url(self, database: str) -> str:
        """The address of one of its databases, as SQLAlchemy writes it."""
        return f"postgresql+psycopg://portal@/{database}?host={self.folder}"

    def create(self, database: str, template: str = "template0") -> str:
        """Make a database, as a copy of another when asked; returns its address."""
        self._administer(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(database), sql.Identifier(template)
            )
        )
        return self.url(database)

    def drop(self, database: str) -> None:
        """Remove a database, whoever is connected to it."""
        self._administer(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    def stop(self) -> None:
        """Stop the server and remove everything it had."""
        self.run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the cluster's user."""
        subprocess.run(
            [self.programs / program, *arguments],
            cwd=self.folder,
            user=self.user,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _administer(self, statement: sql.Composed) -> None:
        address = f"host={self.folder} user=portal dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)


def start() -> Cluster:
    """Make a cluster and start it, in about two seconds.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    cluster = Cluster(Path(tempfile.mkdtemp(prefix="portal-pg-")), _programs(), _user())
    if cluster.user:
        shutil.chown(cluster.folder, cluster.user)
    data = str(cluster.folder / "data")
    cluster.run(
        "initdb", "-D", data, "-U", "portal", "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync",
    )  # fmt: skip
    options = " ".join(
        [f"-c listen_addresses='' -k {cluster.folder}", *(f"-c {line}" for line in UNSAFE_BUT_FAST)]
    )
    log = str(cluster.folder / "log")
    cluster.run("pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", options, "start")
    return cluster


def empty(url: str) -> None:
    """Remove every row of a database, past triggers and foreign keys, which are not at issue."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("SET session_replication_role = replica")
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables"
            " WHERE schemaname IN ('public', 'dbos') AND NOT tablename = ANY(%s)",
            [list(KEPT_TABLES)],
        ).fetchall()
        remove = [sql.SQL("DELETE FROM {}").format(sql.Identifier(*table)) for table in tables]
        connection.execute(sql.SQL("; ").join(remove))


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    if initdb is None:
        raise FileNotFoundError("PostgreSQL's server is not installed: run `make dev`")
    return Path(initdb).parent


def _version(initdb: Path) -> float:
    return float(initdb.parts[-3])


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
