"""What Lighthouse gives a page for accessibility and best practices, in a Chromium that reaches nothing but loopback."""

import json
import os
import subprocess
from pathlib import Path

CATEGORIES = ("accessibility", "best-practices")
LEAST = 95
"""Of a hundred points, in each category."""
TRIES, NOT_STARTED = 3, "Unable to connect to Chrome"
"""How often the browser is started on a busy machine, and what is said when it was not ready in time."""

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
    for _ in range(TRIES):
        judged = subprocess.run(
            command,
            env={
                **os.environ,
                "CHROME_PATH": chromium,
                "XDG_CONFIG_HOME": str(folder),
                "TMPDIR": str(folder),
            },
            cwd=folder,
            check=False,
            capture_output=True,
            text=True,
            timeout=200,
        )
        if answer.exists() or NOT_STARTED not in judged.stderr:
            break
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
