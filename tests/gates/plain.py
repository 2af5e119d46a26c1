"""Pages where scripts do not run: they say what they have to say, and nothing on them pretends to do something."""

from pathlib import Path

from playwright.sync_api import Page

LOOK = Path(__file__).with_name("plain.js").read_text(encoding="utf-8").rstrip().rstrip(";")

STYLING = ".columns input"
"""Fields outside any form that work all the same: the style sheet shows or hides a column by each."""


def plain_defects(page: Page) -> list[str]:
    """Return a sentence for each defect of the page, which lies in a window where scripts do not run."""
    defects: list[str] = page.evaluate(LOOK, STYLING)
    return [f"without scripts {one}" for one in defects]
