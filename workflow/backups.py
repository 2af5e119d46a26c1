"""Copies of the database while it runs, and back: SQLite's own online copy, PostgreSQL's own programs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL

from models.db import db
from values.messages import N_, Message
from workflow.errors import NotAllowedError

PAGES = 2000
"""Pages of SQLite that are copied at once; between them others may write."""

LIMIT = 6 * 3600
"""Seconds that PostgreSQL's programs may take."""


class BackupError(NotAllowedError):
    """A backup could not be made or brought back; says why, and nothing was changed."""


def copy_out(target: Path, programs: Path | None) -> None:
    """Write a consistent copy of the database into a new file, whole or not at all.

    Args:
        target: the file; it must not exist.
        programs: the folder of `pg_dump`; None: wherever programs are looked for.

    Raises: BackupError.
    """
    if target.exists():
        raise BackupError(Message(N_("%(path)s exists already; name a new file."), {"path": str(target)}))
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    try:
        if db.engine.dialect.name == "sqlite":
            _copy_sqlite(Path(str(db.engine.url.database)), part)
        else:
            _run(programs, "pg_dump", "--format=custom", f"--file={part}")
        part.chmod(0o600)
        os.link(part, target)
    finally:
        part.unlink(missing_ok=True)


def bring_back(source: Path, programs: Path | None, *, now: datetime) -> Path | None:
    """Put a copy in the place of the database; return where the database before it was laid aside.

    Raises: BackupError where the file is no whole copy, or PostgreSQL's database is not empty.
    """
    if not source.is_file():
        raise BackupError(Message(N_("There is no file %(path)s."), {"path": str(source)}))
    if db.engine.dialect.name == "sqlite":
        return _bring_sqlite_back(source, now)
    with db.engine.connect() as connection:
        if sa.inspect(connection).get_table_names():
            message = N_(
                "This database is not empty. Restore into an empty one, and set MULU_DATABASE_URL to it."
            )
            raise BackupError(Message(message))
    database = f"--dbname={_plain(db.engine.url)}"
    _run(
        programs, "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", database, str(source)
    )
    return None


def _bring_sqlite_back(source: Path, now: datetime) -> Path | None:
    _require_whole(source)
    present = Path(str(db.engine.url.database))
    aside = present.with_name(f"{present.name}.before-{now:%Y%m%d%H%M%S}")
    part = present.with_name(f"{present.name}.part")
    present.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, part)
    db.engine.dispose()
    was_there = present.exists()
    if was_there:
        with closing(sqlite3.connect(present)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        present.replace(aside)
    for leftover in ("-wal", "-shm"):
        present.with_name(present.name + leftover).unlink(missing_ok=True)
    part.replace(present)
    return aside if was_there else None


def _require_whole(source: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            has_events = connection.execute("SELECT count(*) FROM event").fetchone()
    except sqlite3.DatabaseError:
        whole, has_events = False, None
    if not whole or has_events is None:
        raise BackupError(Message(N_("%(path)s is no whole backup of this product."), {"path": str(source)}))


def _copy_sqlite(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as present, closing(sqlite3.connect(target)) as copy:
        present.backup(copy, pages=PAGES)
        # A copy is one file: the log that SQLite would lay beside it is folded in.
        copy.execute("PRAGMA journal_mode=DELETE")


def _run(programs: Path | None, name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; the password goes through its environment, not its arguments."""
    program = shutil.which(name, path=str(programs) if programs else None)
    if program is None:
        message = N_(
            "%(name)s was not found: install PostgreSQL's programs, or set MULU_PG_BIN to their folder."
        )
        raise BackupError(Message(message, {"name": name}))
    url = db.engine.url
    environment = {**os.environ, "PGPASSWORD": url.password or ""}
    command = [program, "--no-password", *arguments]
    if name == "pg_dump":
        command.append(_plain(url))
    ran = subprocess.run(  # noqa: S603 - our own arguments
        command, env=environment, capture_output=True, check=False, timeout=LIMIT
    )
    if ran.returncode:
        lines = ran.stderr.decode(errors="replace").strip().splitlines()
        message = N_("%(name)s failed: %(reason)s")
        raise BackupError(Message(message, {"name": name, "reason": lines[0] if lines else ""}))


def _plain(url: URL) -> str:
    """Return an address as PostgreSQL's programs take it, without the password."""
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
