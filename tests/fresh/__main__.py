"""Install a lock into a new environment, start the product from it with an empty home, ask it, and end it."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from tests.fresh.imports import ROOT

ASKED = ("/", "/readyz", "/catalogues/990101-employment")
PATIENCE = 120.0
"""Seconds that a busy machine may take for the first start, which makes the demonstration."""


def main(lock: Path) -> None:
    """Take the steps one after the other; the first that fails ends it."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mulu-fresh-") as name:
        folder = Path(name)
        run(sys.executable, "-m", "venv", str(folder / "venv"))
        python = str(folder / "venv" / "bin" / "python")
        pip = (python, "-m", "pip", "--disable-pip-version-check")
        run(*pip, "install", "--quiet", "--no-deps", "--require-hashes", "-r", str(lock))
        run(*pip, "check")
        said(begun, "installed")
        run(python, "-m", "tests.fresh.imports")
        said(begun, "imported")
        ask(python, folder)
        said(begun, "asked")


def run(*words: str) -> None:
    """Run a step, and end where it fails."""
    if subprocess.run(words, cwd=ROOT, check=False).returncode:
        sys.exit(f"Failed: {' '.join(words)}")


def ask(python: str, folder: Path) -> None:
    """Start the product as `make run` does, and ask its pages."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MULU_", "PYTHON"))}
    given = {**kept, "MULU_HOME": str(folder / "home"), "PORT": str(port)}
    with (folder / "said").open("w+", encoding="utf-8") as output:
        process = subprocess.Popen(
            [python, "wsgi.py"], cwd=ROOT, env=given, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            until = time.monotonic() + PATIENCE
            while answer(port, "/readyz") is None and process.poll() is None and time.monotonic() < until:
                time.sleep(0.2)
            refused = {path: status for path in ASKED if (status := answer(port, path)) != 200}
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        output.seek(0)
        if refused or process.returncode:
            sys.exit(f"{output.read()}\nRefused: {refused}, ended with {process.returncode}")


def answer(port: int, path: str) -> int | None:
    """Return the status of a page; None where nobody answers."""
    with suppress(OSError):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as found:
                return int(found.status)
        except urllib.error.HTTPError as error:
            return error.code
    return None


def said(begun: float, what: str) -> None:
    """Say how far it has come, and after how long."""
    sys.stdout.write(f"Fresh: {what} after {time.monotonic() - begun:.0f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
