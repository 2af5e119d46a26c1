"""Claims of a township (认领, N2): one for each row of the county, which put nothing in its place but where and who."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from rules.findings import Finding, Severity
from rules.sheet import Sheet
from values.claim import is_claimable, is_only_substitution, substitutes
from values.messages import N_, Message

RULE = "C01"
"""Claims stand beside the rules of the Notice, which hold for the county's rows that are claimed."""


def claims(
    sheet: Sheet, touched: frozenset[str], *, county: Sheet, names: Mapping[str, Collection[str]]
) -> Iterator[Finding]:
    """Find claims that do not fit the county's catalogue.

    Args:
        sheet: the township's claims as they would be.
        touched: those that are changed.
        county: the county's catalogue as it is.
        names: what each row of the county is and was called; a claim may bear an earlier name.
    """
    claimed = Counter(state.upstream_entry for state in sheet.present.values())
    for key in sorted(touched & sheet.present.keys()):
        state = sheet.present[key]
        row = county.states.get(state.upstream_entry or "")
        if row is None or not row.is_listed:
            yield _finding(key, "name", NOT_LISTED)
        elif not is_claimable(row, is_heading=row.entry in county.headings):
            yield _finding(key, "name", NOT_CLAIMABLE)
        if claimed[state.upstream_entry] > 1:
            yield _finding(key, "name", TWICE)
        if (
            state.parent is not None
            or not is_only_substitution(state.content)
            or state.content.name not in names.get(state.upstream_entry or "", ())
        ):
            yield _finding(key, "name", MORE)
        if not substitutes(state.content):
            yield _finding(key, "disclosing_bodies", NOTHING)


NOT_LISTED = N_("The county's catalogue does not list this row: give the claim up, or claim another row.")
NOT_CLAIMABLE = N_(
    "This row cannot be claimed: it is a heading, or the county does not disclose it on the level of townships."
    " Claim a row with the mark for townships."
)
TWICE = N_("This row is claimed twice: keep one of the claims, and take the other out.")
MORE = N_(
    "A claim puts its own body, place, link and telephones in the place of the county's, and nothing else:"
    " take the claim out and claim the row again."
)
NOTHING = N_(
    "The claim puts nothing in the place of the county's words yet: fill in body, place or telephone."
)


def _finding(key: str, field: str, sentence: str) -> Finding:
    return Finding(
        rule=RULE, severity=Severity.ERROR, entry=key, field=field, clause="N2", message=Message(sentence)
    )
