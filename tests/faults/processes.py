"""The processes of an installation, each started by the test, ended by the test, and by its own id only."""

import os
import signal
import sys
from dataclasses import dataclass, field
from pathlib import Path

from config import Settings
from tests.faults.moved_clock import MovedClock
from tests.faults.nursery import Child, Nursery
from tests.waiting import wait_until

LAST_WORDS = 6000
"""Characters of each log that are shown."""


@dataclass
class Processes:
    """What was started for one installation."""

    settings: Settings
    clock_file: Path
    nursery: Nursery
    mail_seconds: str = ""
    """How long those started from now on wait for a mail server, where not as the product does."""
    running: list[Child] = field(default_factory=list)

    @property
    def clock(self) -> MovedClock:
        """Return the clock that they read."""
        return MovedClock(self.clock_file)

    def worker(self, name: str, *, beat: bool = True) -> Child:
        """Start a group: one parent, two children of its pool, and its own clock unless told otherwise."""
        words = ["-m", "celery", "-A", "tests.faults.entry:celery", "worker", "--concurrency", "2"]
        words += ["--hostname", f"{name}@mulu", "--loglevel", "INFO"]
        if beat:
            words += ["--beat", "--schedule", str(self.settings.home / f"beat-{name}")]
        return self.start(name, words, until="ready.")

    def embedded(self, name: str = "embedded") -> Child:
        """Start pages and worker in one process."""
        return self.start(name, ["-m", "tests.faults.entry"], until=f":{self.settings.port}")

    def start(self, name: str, words: list[str], *, until: str) -> Child:
        """Start Python with these words, and wait until it has said that it is ready."""
        process = self.launch(name, words)

        def is_ready() -> bool:
            said = (self.settings.home / f"{name}.log").read_text(errors="replace")
            assert process.poll() is None, said[-3000:]
            return until in said

        wait_until(is_ready, f"{name} was ready")
        return process

    def launch(self, name: str, words: list[str]) -> Child:
        """Start Python with these words in a group of its own; what it says goes into a file of its name."""
        output = self.settings.home / f"{name}.log"
        output.write_bytes(b"")
        process = self.nursery.fork(words, self._environment(), output)
        self.running.append(process)
        return process

    def end(self) -> None:
        """End what still runs, the children of its pools included; what they said last is shown of a test that failed."""
        for process in self.running:
            kill_group(process)
        for log in sorted(self.settings.home.glob("*.log")):
            sys.stdout.write(f"--- {log.name}\n{log.read_text(errors='replace')[-LAST_WORDS:]}\n")

    def _environment(self) -> dict[str, str]:
        settings = self.settings
        return {
            **{name: value for name, value in os.environ.items() if not name.startswith("MULU_")},
            "MULU_FAULTS_CLOCK": str(self.clock_file),
            "MULU_FAULTS_MAIL_SECONDS": self.mail_seconds,
            "MULU_HOME": str(settings.home),
            "MULU_DATABASE_URL": settings.database_url,
            "MULU_BROKER_URL": settings.broker_url,
            "MULU_SMTP_URL": settings.smtp_url,
            "MULU_SERVICE_HOSTS": settings.service_hosts,
            "MULU_SECRET_KEY": settings.secret_key,
            "MULU_DEMO_PASSWORD": settings.demo_password,
            "MULU_PASSWORD_TIME_COST": "1",
            "MULU_PASSWORD_MEMORY_KIB": "8",
            "MULU_LANG": "en",
            "PORT": str(settings.port),
        }


def kill_group(process: Child) -> None:
    """Kill a process that the test started, and everything in its group, at once."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=20)


def children(process: Child) -> list[int]:
    """Return the ids of the children of a worker's pool; its clock, a child as well, is not among them."""
    return _children(process, "ForkPoolWorker")


def clocks(process: Child) -> list[int]:
    """Return the id of a worker's clock, if it lives."""
    return _children(process, "celery beat")


def members(process: Child) -> list[int]:
    """Return the ids of what still runs in the group of a process that the test started."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            group = int((folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[2])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if group == process.pid:
            found.append(int(folder.name))
    return found


def _children(process: Child, name: str) -> list[int]:
    """Return the living children whose title holds a name; in which order a worker starts them differs by run."""
    found: list[int] = []
    for task in Path(f"/proc/{process.pid}/task").iterdir():
        found += map(int, (task / "children").read_text(encoding="ascii").split())
    return [one for one in found if name in _title(one)]


def _title(pid: int) -> str:
    """Return what a process calls itself; nothing once it has ended, whether or not its parent knows."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
