"""How much a page weighs: the bytes of it and of everything it fetches, unpacked, as if nothing had been kept."""

from playwright.sync_api import Page

MOST = 400_000
"""Bytes of a page with all its styles, scripts and pictures."""
HEAVY = {"/statistics": "draws charts, with a library of half a megabyte"}
"""Pages that may weigh more, with the reason."""

WEIGHT = """[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((sum, one) => sum + one.decodedBodySize, 0)"""
"""Counts what came from the browser's own memory as well."""


def weight_defects(page: Page, address: str) -> list[str]:
    """Return a sentence when the page that has been opened is too heavy."""
    weight = page.evaluate(WEIGHT)
    may_be_heavy = address.partition("?")[0] in HEAVY
    return [f"it weighs {weight} bytes"] if weight > MOST and not may_be_heavy else []
