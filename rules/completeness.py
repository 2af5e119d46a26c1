"""R05 (N3): the columns of the official table are filled in on rows that are no headings."""

from collections.abc import Iterable, Iterator, Mapping

from rules.findings import Finding, Severity
from rules.sheet import Sheet
from values.entry import Citation, EntryContent, EntryState
from values.messages import N_, Message

MISSING = {
    "name": N_("The name of the entry is missing."),
    "content_elements": N_("The content elements are missing: list what is disclosed, one element a line."),
    "legal_bases": N_("The legal bases are missing: name at least one law or policy in 《》."),
    "deadline": N_("The deadline is missing: for example 公开事项信息形成或变更之日起20个工作日内公开."),
    "disclosing_bodies": N_("The disclosing body is missing: choose who leads."),
    "channels": N_("The channels are missing: choose at least one."),
    "audience": N_("The audience is missing: choose the whole society, or name the group."),
    "mode": N_("The mode is missing: choose proactive, on request, or withheld with its basis."),
    "levels": N_("The level is missing: choose county, township or village."),
}


EMPTY_HEADING = N_(
    "The heading “%(name)s” would stand empty: no row is left below it, and it says nothing but its name. Leave out or"
    " cancel the heading itself, which takes what stands below along; or keep a row below it, or fill in its columns."
)
"""Said once, instead of a finding for each of its columns."""

STOOD_EMPTY = N_(
    "The heading “%(name)s” stood empty before: the catalogue lists no row below it. Leave out or cancel the heading"
    " as well, or say why it stays."
)
"""Said of one that a proposal touches and did not empty."""

OWN_WORDS = ("content_elements", "legal_bases", "deadline", "channels")
"""Columns that a heading leaves to the rows below it."""


def completeness(
    sheet: Sheet, touched: frozenset[str], before: Mapping[str, EntryState] | None = None
) -> Iterator[Finding]:
    """Find rows in which a column of the official table is empty: those touched, and the headings they leave empty.

    Args:
        sheet: all rows as they would be.
        touched: those that are changed.
        before: all rows as they were; nothing where the rows are judged as they stand, whoever made them so.
    """
    before = before or {}
    caused = frozenset(emptied_by(before, sheet, touched))
    stood = Sheet(dict(before))
    for key in sorted((touched | caused) & sheet.present.keys()):
        content = sheet.present[key].content
        says_nothing = not says_something(content)
        if says_nothing and key not in sheet.headings and _stood_empty(key, stood):
            yield _about_heading(key, Severity.WARNING, STOOD_EMPTY, content)
            continue
        if says_nothing and (key in caused or key in sheet.emptied):
            yield _about_heading(key, Severity.ERROR, EMPTY_HEADING, content)
            continue
        fields = ("name",) if key in sheet.headings else tuple(MISSING)
        for field in fields:
            if not _filled(content, field):
                yield Finding(
                    rule="R05",
                    severity=Severity.ERROR,
                    entry=key,
                    field=field,
                    clause="N3",
                    message=Message(MISSING[field]),
                )


def emptied_by(before: Mapping[str, EntryState], sheet: Sheet, changed: Iterable[str]) -> list[str]:
    """Return the rows that had others below them and have lost the last by these changes, in their order.

    Nothing that already stood without a row is among them, and nothing that goes as well.
    """
    parents = (before[key].parent for key in changed if key in before and before[key].is_listed)
    stands = sheet.present.keys() - sheet.headings
    return [key for key in dict.fromkeys(parents) if key in stands]


def says_something(content: EntryContent) -> bool:
    """Whether a row says more than a heading does, so that it stands for itself with no other below it."""
    return any(_filled(content, one) for one in OWN_WORDS)


def _stood_empty(key: str, before: Sheet) -> bool:
    row = before.present.get(key)
    return row is not None and key not in before.headings and not says_something(row.content)


def _about_heading(key: str, severity: Severity, sentence: str, content: EntryContent) -> Finding:
    return Finding(
        rule="R05",
        severity=severity,
        entry=key,
        field="name",
        clause="N3",
        message=Message(sentence, {"name": content.name}),
        about="empty_heading",
    )


def _filled(content: EntryContent, field: str) -> bool:
    if field == "audience":
        return content.audience.all_society or bool(content.audience.groups)
    if field == "mode":
        mode = content.mode
        return mode.proactive or mode.on_request or (mode.withheld and bool(mode.withheld_basis.strip()))
    value = getattr(content, field)
    return _says(value) if isinstance(value, str) else any(map(_says, value))


def _says(part: object) -> bool:
    """Whether a part of a cell says anything: a text of blanks and signs (—, /, □) stands for an empty cell."""
    text = part.text if isinstance(part, Citation) else part
    return not isinstance(text, str) or any(one.isalnum() for one in text)
