"""What Lighthouse gives a page for accessibility and best practices, in a Chromium that reaches nothing but loopback."""

import json
import os
import subprocess
import tempfile
from pathlib import Path

CATEGORIES = ("accessibility", "best-practices")
LEAST = 95
"""Of a hundred points, in each category."""
ALONE = "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"
"""No host has an address: not ours to call, neither for the page nor for what Chromium does on the side."""


def lighthouse_defects(url: str, *, cookie: str, programs: Path, chromium: str, folder: Path) -> list[str]:
    """Return a sentence for each category in which a page has too few points, with what took them.

    Args:
        url: the page, on loopback.
        cookie: the header by which somebody is signed in.
        programs: where the programs of tests/node lie.
        chromium: the browser's own program.
        folder: where the answer and everything on the way may be kept.
    """
    headers, answer = folder / "headers.json", folder / "answer.json"
    headers.write_text(json.dumps({"Cookie": cookie}), encoding="utf-8")
    flags = ["--headless=new", "--disable-dev-shm-usage", ALONE]
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    command = [
        "node",
        programs / "lighthouse/cli/index.js",
        url,
        "--quiet",
        "--no-enable-error-reporting",
        "--disable-full-page-screenshot",
        "--throttling-method=provided",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags={' '.join(flags)}",
        f"--extra-headers={headers}",
        "--output=json",
        f"--output-path={answer}",
    ]
    # A short one: Chromium puts a socket there, whose path may have some hundred characters and no more.
    with tempfile.TemporaryDirectory(prefix="mulu-") as short:
        judged = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": chromium, "XDG_CONFIG_HOME": short, "TMPDIR": short},
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            timeout=200,
        )
    assert answer.exists(), judged.stdout + judged.stderr
    said = json.loads(answer.read_text(encoding="utf-8"))
    assert said["finalDisplayedUrl"] == url, said["finalDisplayedUrl"]
    defects = []
    for name in CATEGORIES:
        category = said["categories"][name]
        points = round(100 * (category["score"] or 0))
        if points < LEAST:
            lost = [
                one["id"]
                for one in category["auditRefs"]
                if one["weight"] and (said["audits"][one["id"]]["score"] or 0) < 1
            ]
            defects.append(f"{url} has {points} points for {name}: {', '.join(lost)}")
    return defects
