"""What all processes of one test run share: a folder, the servers, and what this machine lacks."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.databases import Databases, PostgresServer, SqliteFiles
from tests.servers import Server, ServerMissingError, start_postgresql, start_redis

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium(_: Path) -> Server:
    """Return where the browser is; ServerMissingError if it is nowhere."""
    given = os.environ.get("MULU_TEST_CHROMIUM")
    for name in (given,) if given else CHROMIUMS:
        if found := shutil.which(name):
            return Server(found)
    raise ServerMissingError("No Chromium was found (on Debian: apt install chromium fonts-noto-cjk).")


PROGRAMS = Path(__file__).parent.parent / ".venv/.node"


def find_programs(_: Path) -> Server:
    """Return the folder of the programs of tests/node; ServerMissingError where they or node itself are missing."""
    if not shutil.which("node"):
        raise ServerMissingError("No node was found (on Debian: apt install nodejs npm), which judges pages.")
    if not (PROGRAMS / ".made").exists():
        raise ServerMissingError("What judges pages is not installed (make .venv/.node/.made).")
    return Server(str(PROGRAMS / "node_modules"))


MEMORY = Path("/dev/shm")  # noqa: S108 The folder of the run gets a name of its own below it.
ENOUGH = 2 << 30
"""Bytes that must be free in memory before the databases of a run are laid there."""

STARTERS = {
    "postgresql": start_postgresql,
    "redis": start_redis,
    "browser": find_chromium,
    "node": find_programs,
}


class Run:
    """One test run as one of its processes sees it: the first owns the servers, xdist's workers borrow them."""

    def __init__(self, shared: dict[str, str] | None = None) -> None:
        """Begin a run, or join the one whose `shared()` is given."""
        self.owner = shared is None
        self.urls: dict[str, str] = {}
        self.missing: dict[str, str] = {}
        self._servers: list[Server] = []
        self._databases: dict[str, Databases] = {}
        if shared is None:
            self.folder = Path(tempfile.mkdtemp(prefix="mulu-tests-", dir=_quickest_folder()))
        else:
            self.folder = Path(shared["folder"])
            self.urls = {name: shared[name] for name in STARTERS if name in shared}
            self.missing = {name: shared[f"no {name}"] for name in STARTERS if f"no {name}" in shared}

    def shared(self) -> dict[str, str]:
        """Start every server and return what another process needs to join."""
        for name in STARTERS:
            self.find(name)
        missing = {f"no {name}": reason for name, reason in self.missing.items()}
        return {"folder": str(self.folder), **self.urls, **missing}

    def find(self, name: str) -> str | None:
        """Return the address of a server, started when first asked for; None where it is missing."""
        if name not in self.urls and name not in self.missing:
            try:
                server = STARTERS[name](self.folder)
            except ServerMissingError as error:
                self.missing[name] = str(error)
            else:
                self._servers.append(server)
                self.urls[name] = server.url
        return self.urls.get(name)

    def databases(self, kind: str) -> Databases | None:
        """Return the place where databases of a kind are made; None where its server is missing."""
        if kind not in self._databases:
            if kind == "sqlite":
                self._databases[kind] = SqliteFiles(self.folder)
            elif url := self.find(kind):
                self._databases[kind] = PostgresServer(url, prefix=f"mulu_{self.folder.name[-8:]}_")
        return self._databases.get(kind)

    def end(self) -> None:
        """Hang up; the owner also drops what it left on a server that is not its own, and stops its servers."""
        for place in self._databases.values():
            place.close()
        if not self.owner:
            return
        if (given := os.environ.get("MULU_TEST_POSTGRES_URL")) and "postgresql" in self.urls:
            left = PostgresServer(given, prefix=f"mulu_{self.folder.name[-8:]}_")
            left.drop_all()
            left.close()
        for server in self._servers:
            server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def _quickest_folder() -> Path | None:
    """Return where databases are copied quickest: in memory where there is room and nobody asked otherwise."""
    if "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return None
    return MEMORY if shutil.disk_usage(MEMORY).free >= ENOUGH else None


def refuse_in_ci(reason: str) -> None:
    """End the run where everything has to be tested."""
    if os.environ.get("CI") == "true":
        raise pytest.UsageError(f"CI=true asks for PostgreSQL, Redis, a browser and node. {reason}")
