"""Read a reconstructed national standard (`data/national_*.json`) into headings and rows."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from values.entry import AudienceOfEntry, Citation, DisclosingBody, EntryContent, Mode
from values.service import is_service
from values.vocabulary import Level

LEVELS = {"county": Level.COUNTY, "township": Level.TOWNSHIP, "village": Level.VILLAGE}


@dataclass(frozen=True)
class Section:
    """A level-1 entry with its level-2 entries, in their order."""

    heading: EntryContent
    rows: tuple[EntryContent, ...]


def read_standard(path: Path, *, body: str) -> tuple[Section, ...]:
    """Return the sections of a standard, with the given body as discloser of every row.

    Each field's provenance is kept, so that pages can say what was seen where and what was inferred.
    """
    return sections_of(json.loads(path.read_text(encoding="utf-8")), body=body)


def sections_of(rows: list[dict[str, Any]], *, body: str) -> tuple[Section, ...]:
    """Return the sections of a standard whose rows are read already."""
    sections: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        sections.setdefault(row["level1_no"], []).append(row)
    return tuple(
        Section(heading=_heading(members[0]), rows=tuple(_row(row, body) for row in members))
        for _, members in sorted(sections.items())
    )


def _heading(row: dict[str, object]) -> EntryContent:
    provenance = row["provenance"]
    return EntryContent(
        name=str(row["level1"]),
        provenance={"name": str(provenance["level1"])} if isinstance(provenance, dict) else {},
        confidence=str(row["confidence"]),
    )


def _row(row: dict, body: str) -> EntryContent:  # type: ignore[type-arg]
    seen = row["provenance"]
    audience, mode, levels = row["audience"], row["mode"], row["levels"]
    elements = tuple(row["content_elements"])
    return EntryContent(
        name=row["level2"],
        content_elements=elements,
        legal_bases=tuple(Citation(text=text) for text in row["legal_bases"]),
        deadline=row["deadline"],
        disclosing_bodies=(DisclosingBody(body=body),),
        channels=tuple(row["channels"]),
        audience=AudienceOfEntry(
            all_society=audience["all_society"],
            groups=(audience["specific_group"],) if audience["specific_group"] else (),
        ),
        mode=Mode(proactive=mode["proactive"], on_request=mode["on_request"]),
        levels=tuple(level for key, level in LEVELS.items() if levels[key]),
        is_service=is_service(elements),
        provenance={
            "name": seen["level2"],
            "parent": seen["level1"],
            "content_elements": seen["content_elements"],
            "legal_bases": seen["legal_bases"],
            "deadline": seen["deadline"],
            "disclosing_bodies": seen["disclosing_body"],
            "channels": seen["channels"],
            "audience": seen["audience"],
            "mode": seen["mode"],
            "levels": seen["levels"],
        },
        confidence=row["confidence"],
    )
