"""R05 (N3): the columns of the official table are filled in on rows that are no headings."""

from collections.abc import Iterator

from rules.findings import Finding, Severity
from rules.sheet import Sheet
from values.entry import Citation, EntryContent
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


OWN_WORDS = ("content_elements", "legal_bases", "deadline", "channels")
"""Columns that a heading leaves to the rows below it."""


def completeness(sheet: Sheet, touched: frozenset[str]) -> Iterator[Finding]:
    """Find touched rows in which a column of the official table is empty."""
    for key in sorted(touched & sheet.present.keys()):
        content = sheet.present[key].content
        if key in sheet.emptied and not any(_filled(content, one) for one in OWN_WORDS):
            yield Finding(
                rule="R05",
                severity=Severity.ERROR,
                entry=key,
                field="name",
                clause="N3",
                message=Message(EMPTY_HEADING, {"name": content.name}),
                about="empty_heading",
            )
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
