"""Accessibility as two judges see it: axe, and HTML_CodeSniffer against WCAG 2 AA, contrast included."""

from functools import cache
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

VIOLATIONS = """axe.run(document, {resultTypes: ["violations"], preload: false}).then((found) => (
    found.violations.map((one) => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`)))"""
"""All that is brought out of the page: what passes is many times more."""

SNIFFED = """new Promise((resolve, reject) => HTMLCS.process("WCAG2AA", document, () => resolve(
    HTMLCS.getMessages().filter((one) => one.type === HTMLCS.ERROR).map((one) => (
        `${one.code}: ${one.msg} ${one.element.outerHTML?.replace(/\\s+/g, " ").slice(0, 120)}`))), reject))"""


def axe_violations(page: Page) -> list[str]:
    """Return what axe finds on the page as it stands."""
    page.evaluate(_axe())
    found: list[str] = page.evaluate(VIOLATIONS)
    return [f"axe {one}" for one in found]


def sniffed_errors(page: Page, programs: Path) -> list[str]:
    """Return what HTML_CodeSniffer calls an error; its warnings and notices are questions to a person.

    Args:
        page: the page as it stands.
        programs: where the programs of tests/node lie.
    """
    page.evaluate(_sniffer(programs))
    errors: list[str] = page.evaluate(SNIFFED)
    return [f"htmlcs {one}" for one in errors]


@cache
def _axe() -> str:
    return str(Axe().axe_script)


@cache
def _sniffer(programs: Path) -> str:
    return (programs / "html_codesniffer/build/HTMLCS.js").read_text(encoding="utf-8")
