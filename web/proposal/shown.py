"""Everything that the page of a proposal shows, its panels included."""

from collections.abc import Mapping
from typing import Any

from web.downloads import paper_links, table_links
from web.proposal.body_change import panel
from web.proposal.handling_panel import handling_panel
from web.proposal.page import page_values
from workflow.queries.proposal import ProposalFile

KEPT = ("reason", "to", "step", "anchor", "answer", "suggestion")
"""Fields of the page's smaller forms."""


def shown(file: ProposalFile, *, last_seen: int | None = None, **asked: Any) -> dict[str, Any]:
    """Return the values of the page's template.

    Args:
        file: the proposal.
        last_seen: the newest revision that the reader had opened before; None tells them of nothing new.
        asked: what `page_values` takes.
    """
    return {
        "last_seen": last_seen,
        "lost": (),
        **page_values(file, **asked),
        "body_panel": panel(file.said, file.case),
        "handling": handling_panel(file),
        **_kept(asked.get("typed") or {}),
        "table_files": table_links("exports.proposal", number=file.case.proposal.number),
        "paper_files": paper_links(file, "docx"),
        "printed_papers": paper_links(file, "pdf"),
    }


def _kept(typed: Mapping[str, str]) -> dict[str, str]:
    """Return what else was typed and chosen in the forms of the page, so that a refusal keeps it."""
    return {f"typed_{name}": typed.get(name, "") for name in KEPT}
