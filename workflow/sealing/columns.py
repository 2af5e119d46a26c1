"""What the columns beside an event's bytes show, held against the bytes themselves."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from values.canonical import canonical_bytes, instant
from values.messages import N_


def read_document(row: Any) -> tuple[Mapping[str, Any], str | None]:
    """Return what an event's bytes say, and what is wrong with them."""
    try:
        document = json.loads(row.data)
        if canonical_bytes(document) != row.data:
            return document, N_("The event's bytes are not in the canonical form.")
        is_shown = _told(document) == _stored(row) and _is_in_its_trail(row)
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}, N_("The event's bytes are no event.")
    return document, None if is_shown else N_(
        "What the pages show of the event differs from what was sealed."
    )


def _told(document: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what an event's bytes say of the columns beside them."""
    behalf = document["on_behalf_of"]
    return (
        document["ts"],
        document["action"],
        document["actor"]["id"],
        document["actor"]["body"],
        behalf["id"] if behalf else None,
        document["subject"],
        document["revision"],
        document["from"],
        document["to"],
        document["request_id"],
        document["proposal"],
    )


def _stored(row: Any) -> tuple[object, ...]:
    at: datetime = row.at
    return (
        instant(at),
        row.action,
        str(row.actor_id) if row.actor_id is not None else "system",
        str(row.body_id) if row.body_id is not None else None,
        str(row.on_behalf_of_id) if row.on_behalf_of_id is not None else None,
        f"{row.subject_kind}:{row.subject_id}",
        row.revision_no,
        row.from_state,
        row.to_state,
        row.request_id,
        row.proposal,
    )


def _is_in_its_trail(row: Any) -> bool:
    """Whether an event about a proposal stands in the trail of its catalogue, which no byte of it says."""
    return row.subject_kind != "proposal" or (row.catalogue_id, row.jurisdiction_id) == (
        row.own_catalogue,
        row.own_jurisdiction,
    )
