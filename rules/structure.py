"""R01 (N3.1): a level-3 entry stands under a level-2 entry, a level-2 entry under a level-1 entry."""

from collections.abc import Iterator

from rules.findings import Finding, Severity
from rules.sheet import Sheet
from values.messages import N_, Message

DEEPEST = 3


def structure(sheet: Sheet, touched: frozenset[str]) -> Iterator[Finding]:
    """Find rows without their parent, or deeper than level 3: those touched, and those below them.

    A row that is taken away or moved takes the ground from under what stands on it, so it causes the finding.
    """
    for key in sorted(sheet.with_what_is_below(touched) & sheet.present.keys()):
        depth = sheet.depth(key)
        if depth is None:
            yield _finding(
                key,
                Message(
                    N_(
                        "The row that this one stands under is not listed: move this row, take it away as well,"
                        " or keep the other."
                    )
                ),
            )
        elif depth > DEEPEST:
            yield _finding(
                key, Message(N_("A row can stand on level 1, 2 or 3; choose a row of level 1 or 2 above it."))
            )


def _finding(key: str, message: Message) -> Finding:
    return Finding(
        rule="R01", severity=Severity.ERROR, entry=key, field="parent", clause="N3.1", message=message
    )
