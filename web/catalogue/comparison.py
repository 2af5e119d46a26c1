"""A row before and after, field by field, in the reader's language, ready to be shown as a redline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from values.entry import EntryContent, EntryState
from values.hiding import ATTACHMENTS
from values.messages import N_
from values.redline import Segment, redline
from web.language import said
from web.wording.common import field_labels, label, listed

Names = Mapping[int, str]


@dataclass(frozen=True, kw_only=True)
class FieldComparison:
    """One field as it was and as it is to be."""

    field: str
    label: str
    old: tuple[Segment, ...]
    """Equal and deleted parts."""
    new: tuple[Segment, ...]
    """Equal and inserted parts."""
    merged: tuple[Segment, ...]
    is_changed: bool


def compare(
    before: EntryState | None,
    after: EntryState | None,
    bodies: Names,
    places: Mapping[str, str],
    files: Mapping[str, str] | None = None,
) -> list[FieldComparison]:
    """Compare every field that says something before or after.

    Args:
        before: the row as it was; None where it was not.
        after: the row as it is to be.
        bodies: names of bodies by id.
        places: names of parents by identity.
        files: names of attached files by hash; None leaves the files out.
    """
    old = texts(before, bodies, places) | _files(before, files) if before else {}
    new = texts(after, bodies, places) | _files(after, files) if after else {}
    found = []
    for field, name in field_labels((*FIELDS, ATTACHMENTS)).items():
        was, becomes = old.get(field, ""), new.get(field, "")
        if not was and not becomes:
            continue
        segments = redline(was, becomes)
        found.append(
            FieldComparison(
                field=field,
                label=name,
                old=tuple(one for one in segments if one.kind != "inserted"),
                new=tuple(one for one in segments if one.kind != "deleted"),
                merged=tuple(segments),
                is_changed=was != becomes,
            )
        )
    return found


def texts(state: EntryState, bodies: Names, places: Mapping[str, str]) -> dict[str, str]:
    """Return what each field of a row says, as text."""
    content = state.content
    said = {field: say(content, bodies) for field, say in _CONTENT.items()}
    said["parent"] = places.get(state.parent or "", "")
    said["presence"] = _presence(state)
    return said


def _files(state: EntryState, names: Mapping[str, str] | None) -> dict[str, str]:
    """Return what a row's files are called; the hash tells two of one name apart."""
    if names is None:
        return {}
    lines = (f"{names.get(one, '')} SHA-256 {one[:16]}…".strip() for one in state.content.attachments)
    return {ATTACHMENTS: "\n".join(lines)}


def field_text(state: EntryState, field: str, bodies: Names, places: Mapping[str, str]) -> str:
    """Return what one field of a row says; `structure` is its place and presence together."""
    said = texts(state, bodies, places)
    if field == "structure":
        return "\n".join(part for part in (said["presence"] or label(state.presence), said["parent"]) if part)
    if field in said:
        return said[field]
    value = getattr(state.content, field)
    return "\n".join(str(one) for one in value) if isinstance(value, tuple) else str(value)


def _presence(state: EntryState) -> str:
    """Say that a row is not listed, and why; nothing of one that is."""
    if state.is_listed:
        return ""
    reason = label(state.left_out_reason) if state.left_out_reason else ""
    return "\n".join(part for part in (label(state.presence), reason, state.left_out_note) if part)


def _bodies(content: EntryContent, names: Names) -> str:
    parts = []
    for one in sorted(content.disclosing_bodies, key=lambda body: not body.lead):
        name = names.get(int(one.body), one.body)
        levels = listed(label(level) for level in one.levels)
        parts.append(gettext("%(name)s (%(levels)s)", name=name, levels=levels) if levels else name)
    return "\n".join(parts)


def audience_text(content: EntryContent) -> str:
    """Say to whom an entry is disclosed."""
    parts = [said(N_("The whole society"))] if content.audience.all_society else []
    return listed([*parts, *content.audience.groups])


def mode_text(content: EntryContent) -> str:
    """Say how an entry is disclosed."""
    mode = content.mode
    parts = []
    if mode.proactive:
        parts.append(said(N_("Proactive")))
    if mode.on_request:
        parts.append(said(N_("On request")))
    if mode.withheld:
        parts.append(gettext("Withheld (%(basis)s)", basis=mode.withheld_basis))
    return listed(parts)


def _guide(content: EntryContent) -> str:
    guide = content.guide
    lines = [*guide.elements]
    lines += [
        gettext("%(label)s: %(text)s", label=one.name, text=one.requirement) if one.requirement else one.name
        for one in guide.materials
    ]
    lines += [*guide.blank_forms, *guide.samples]
    if guide.filling_notes:
        lines.append(guide.filling_notes)
    return "\n".join(lines)


def _telephones(content: EntryContent) -> str:
    phones = content.telephones
    pairs = (
        (N_("Questions"), phones.questions),
        (N_("Supervision"), phones.supervision),
        (N_("Complaints"), phones.complaints),
    )
    return "\n".join(
        gettext("%(field)s: %(sentence)s", field=said(name), sentence=number)
        for name, number in pairs
        if number
    )


_CONTENT: dict[str, Callable[[EntryContent, Names], str]] = {
    "name": lambda content, _: content.name,
    "content_elements": lambda content, _: "、".join(content.content_elements),
    "legal_bases": lambda content, _: "\n".join(one.text for one in content.legal_bases),
    "deadline": lambda content, _: content.deadline,
    "disclosing_bodies": _bodies,
    "channels": lambda content, _: "、".join(content.channels),
    "audience": lambda content, _: (
        audience_text(content) if content.content_elements or content.deadline else ""
    ),
    "mode": lambda content, _: mode_text(content) if content.content_elements or content.deadline else "",
    "levels": lambda content, _: listed(label(level) for level in content.levels),
    "is_service": lambda content, _: said(N_("Yes")) if content.is_service else "",
    "guide": lambda content, _: _guide(content),
    "places": lambda content, _: "\n".join(
        gettext("%(field)s: %(sentence)s", field=label(one.level), sentence=f"{one.text} {one.url}").strip()
        for one in content.places
    ),
    "telephones": lambda content, _: _telephones(content),
    "interpretation": lambda content, _: content.interpretation,
    "online_degree": lambda content, _: content.online_degree,
}

FIELDS = ("name", "parent", "presence", *(field for field in _CONTENT if field != "name"))
"""The fields in the order of the official table, then what stands beside it."""
