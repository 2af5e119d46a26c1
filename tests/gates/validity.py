"""HTML as html-validate judges it: all pages at once, since starting the program takes longest."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

RULES = Path(__file__).parent.parent / "node/html-validate.mjs"
"""The rules, and each exception with its reason."""


def defects_of_pages(pages: Iterable[tuple[str, str]], programs: Path, folder: Path) -> list[str]:
    """Return a sentence for each defect of pages.

    Args:
        pages: what each page is called, and its HTML.
        programs: where the programs of tests/node lie.
        folder: an empty folder to lay the pages in.
    """
    names = {}
    for number, (name, html) in enumerate(pages):
        path = folder / f"{number}.html"
        path.write_text(html, encoding="utf-8")
        names[str(path)] = name
    answer = folder / "defects.json"
    program = programs / "html-validate/bin/html-validate.mjs"
    judged = subprocess.run(
        ["node", program, "--config", RULES, "--formatter", f"json={answer}", *names],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert answer.exists(), judged.stdout + judged.stderr
    return [
        f"{names[page['filePath']]}: {one['message']} ({one['ruleId']}) in line {one['line']}"
        for page in json.loads(answer.read_text(encoding="utf-8"))
        for one in page["messages"]
    ]
