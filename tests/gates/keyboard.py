"""Every control that can be used is reached with Tab, one sees where one is, and the skip link skips."""

from pathlib import Path

from playwright.sync_api import Page

NOTES = Path(__file__).with_name("keyboard.js").read_text(encoding="utf-8")
ROUNDS = 3
"""How often one goes round a page before what was not reached counts as out of reach."""

IS_IN_MAIN = "document.querySelector('main')?.contains(document.activeElement) ?? false"
CONTROLS_OF_MAIN = (
    "document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary)').length"
)


def keyboard_defects(page: Page) -> list[str]:
    """Return a sentence for each control that Tab does not reach or that does not show it, and for the skip link."""
    page.evaluate(NOTES)
    presses = page.evaluate("muluKeyboard.presses")
    for _ in range(ROUNDS):
        for _ in range(presses + 1):
            page.keyboard.down("Tab")
        if not (missed := page.evaluate("muluKeyboard.missed()")):
            break
    page.keyboard.up("Tab")
    unseen = page.evaluate("muluKeyboard.unseen()")
    return [
        *(f"Tab does not reach {one}" for one in missed),
        *(f"one does not see the focus on {one}" for one in unseen),
        *_skip_link_defects(page),
    ]


def _skip_link_defects(page: Page) -> list[str]:
    """Return what is wrong with the first link; a page without one is judged as well."""
    skip = page.locator("a.skip")
    if not skip.count():
        return ["there is no skip link"]
    skip.focus()
    if not skip.evaluate("(one) => one.getBoundingClientRect().top >= 0"):
        return ["the skip link stays out of sight"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    has_controls = page.evaluate(CONTROLS_OF_MAIN) > 0
    return ["the skip link does not lead into main"] if has_controls and not page.evaluate(IS_IN_MAIN) else []
