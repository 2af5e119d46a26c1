"""Put a text into a field of a row, by the same words by which a cell of that column would be understood."""

from dataclasses import replace

from formats.columns import Column, Kind
from formats.row_draft import LEVELS, LISTS, TELEPHONES, RowDraft, add
from formats.text_mending import mended
from values.entry import DisclosingBody, EntryContent, Mode
from values.service import is_service

PLACES = (
    Kind.ELEMENTS,
    Kind.BASES,
    Kind.DEADLINE,
    Kind.BODIES,
    Kind.CHANNELS,
    Kind.AUDIENCE,
    Kind.MODE,
    Kind.LEVELS,
    Kind.QUESTIONS,
    Kind.SUPERVISION,
    Kind.COMPLAINTS,
)
"""Fields that a text can be put into."""


def with_text(content: EntryContent, kind: Kind, text: str) -> EntryContent | None:
    """Return a row to which a text adds something in a field; None where the field cannot say such a thing."""
    said = RowDraft(name=content.name)
    if not add(said, Column(kind, ""), mended(text)):
        return None
    told = replace(said.content(), name=content.name)
    if kind in LISTS:
        return _with_list(content, told)
    if kind in TELEPHONES:
        field = TELEPHONES[kind]
        before, after = getattr(content.telephones, field), getattr(told.telephones, field)
        return replace(content, telephones=replace(content.telephones, **{field: _joined(before, after)}))
    return _with_choice(content, kind, told)


def _with_list(content: EntryContent, told: EntryContent) -> EntryContent:
    elements = tuple(dict.fromkeys((*content.content_elements, *told.content_elements)))
    return replace(
        content,
        content_elements=elements,
        legal_bases=tuple(dict.fromkeys((*content.legal_bases, *told.legal_bases))),
        channels=tuple(dict.fromkeys((*content.channels, *told.channels))),
        is_service=content.is_service or is_service(elements),
    )


def _with_choice(content: EntryContent, kind: Kind, told: EntryContent) -> EntryContent | None:
    if kind is Kind.DEADLINE:
        return replace(content, deadline=_joined(content.deadline, told.deadline))
    if kind is Kind.BODIES:
        more = tuple(
            DisclosingBody(body=one.body, lead=one.lead and not content.disclosing_bodies, levels=one.levels)
            for one in told.disclosing_bodies
        )
        return replace(content, disclosing_bodies=(*content.disclosing_bodies, *more))
    if kind is Kind.AUDIENCE:
        groups = tuple(dict.fromkeys((*content.audience.groups, *told.audience.groups)))
        both = content.audience.all_society or told.audience.all_society
        return replace(content, audience=replace(told.audience, all_society=both, groups=groups))
    if kind is Kind.MODE:
        return replace(content, mode=_both_modes(content.mode, told.mode))
    levels = {*content.levels, *told.levels}
    return replace(content, levels=tuple(one for one in LEVELS if one in levels))


def _both_modes(one: Mode, other: Mode) -> Mode:
    return Mode(
        proactive=one.proactive or other.proactive,
        on_request=one.on_request or other.on_request,
        withheld=one.withheld or other.withheld,
        withheld_basis=one.withheld_basis or other.withheld_basis,
    )


def _joined(before: str, after: str) -> str:
    return "；".join(dict.fromkeys(one for one in (before, after) if one))
