"""What the manuals of the roles show of the pages: a part of a page, by a selector."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from tests.sources import ROOT
from tests.world import COUNTY

FOLDER = ROOT / "static" / "manual"


@dataclass(frozen=True, kw_only=True)
class Crop:
    """A part of a page; the manuals name it as `web.manuals` does."""

    LANGUAGES: ClassVar[tuple[str, ...]] = ("zh_Hans", "en")

    name: str
    login: str
    address: str
    selector: str
    """What is shown of the page: the first that fits."""
    width: int = 1000
    """Of the window."""
    height: int = 400
    """What goes on below is left out."""
    breadth: int = 640
    """What goes on to the right is left out, so that the rest can be read on paper."""

    def path(self, language: str) -> Path:
        """Where it lies."""
        return FOLDER / ("zh" if language == "zh_Hans" else language) / f"{self.name}.webp"


PAGE = "#main .wrap"

CROPS = tuple(
    Crop(name=name, login=login, address=address, selector=selector, width=width, height=height)
    for name, login, address, selector, width, height in (
        ("ticking", "drafter", f"/catalogues/{COUNTY}/propose", PAGE, 1000, 430),
        (
            "row",
            "drafter",
            "/proposals/{draft}/edit/entries/{entry}",
            "section:has(> header #h-redline)",
            640,
            300,
        ),
        ("why", "drafter", "/proposals/{draft}/edit", "section:has(> header #h-why)", 640, 430),
        ("submitting", "drafter", "/proposals/{draft}", ".bar", 640, 300),
        ("reviewing-inbox", "reviewer", "/inbox", PAGE, 1000, 430),
        ("redline", "reviewer", "/proposals/{review}", "section:has(.seg)", 1200, 300),
        ("findings", "reviewer", "/proposals/{review}", "section:has(> header #h-findings)", 1200, 260),
        ("signing", "reviewer", "/proposals/{review}", ".bar", 640, 300),
        ("approving-inbox", "supervisor", "/inbox", PAGE, 1000, 400),
        ("flow", "reviewer", "/proposals/{review}", "section:has(.steps)", 1200, 260),
        ("hiding", "supervisor", f"/catalogues/{COUNTY}/hidings", PAGE, 1000, 430),
        ("publishing-flow", "publisher", "/proposals/{approved}", "section:has(.steps)", 1200, 260),
        ("publishing", "publisher", "/proposals/{approved}", ".bar", 640, 300),
        ("hiding-form", "supervisor", f"/catalogues/{COUNTY}/entries/{{entry}}/hide", PAGE, 1000, 470),
        ("catalogue", "", f"/catalogues/{COUNTY}", PAGE, 1200, 480),
        ("entry", "", f"/catalogues/{COUNTY}/entries/{{entry}}", PAGE, 1000, 480),
        ("found", "", "/search?q=就业&as-of=2026-03-01", PAGE, 1000, 450),
        ("compliance", "drafter", "/compliance", PAGE, 1000, 400),
        ("statistics", "drafter", "/statistics?since=2020-01-01", PAGE, 1000, 480),
        ("trail", "auditor", "/audit", PAGE, 1200, 520),
        ("event", "auditor", "/audit/events/{event}", PAGE, 1000, 480),
        ("proof", "auditor", "/ledger", PAGE, 1000, 480),
        ("route", "business-admin", "/routes/2", PAGE, 1000, 480),
        ("basis", "business-admin", "/bases/{basis}", PAGE, 1000, 480),
        ("words", "business-admin", "/rules/channels", PAGE, 1000, 450),
        ("deliveries", "system-admin", "/deliveries", PAGE, 1000, 400),
        ("erasing", "system-admin", "/erasures", PAGE, 1000, 470),
    )
)
