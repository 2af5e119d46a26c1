"""Claims (认领): what a township puts in the place of its county's words, and nothing else."""

from dataclasses import replace

from values.entry import (
    AudienceOfEntry,
    DisclosingBody,
    EntryContent,
    EntryState,
    Mode,
    Place,
    Telephones,
)
from values.vocabulary import Level

SUBSTITUTED = ("disclosing_bodies", "places", "telephones")
"""The columns that a township fills in itself: body, place with its link, and telephones."""


def claim_of(
    county: EntryState,
    *,
    entry: str,
    rank: str,
    bodies: tuple[DisclosingBody, ...] = (),
    places: tuple[Place, ...] = (),
    telephones: Telephones | None = None,
) -> EntryState:
    """Return the claim of a county's row: its name, so that it can be called, and what is put in its place.

    Args:
        county: the row of the county's catalogue.
        entry: the claim's own identity.
        rank: sorts the claims of a township.
        bodies: who discloses it there.
        places: where, with links.
        telephones: whom to call there.
    """
    content = replace(
        only_named(county.content.name),
        disclosing_bodies=bodies,
        places=places,
        telephones=telephones or Telephones(),
    )
    return EntryState(entry=entry, parent=None, rank=rank, content=content, upstream_entry=county.entry)


def only_named(name: str) -> EntryContent:
    """Return the content of a claim that substitutes nothing yet."""
    return EntryContent(name=name, audience=AudienceOfEntry(all_society=False), mode=Mode(proactive=False))


def is_only_substitution(content: EntryContent) -> bool:
    """Whether a claim says nothing but its name and what it puts in the place of the county's words."""
    kept = {field: getattr(content, field) for field in SUBSTITUTED}
    return replace(only_named(content.name), **kept) == content


def substitutes(content: EntryContent) -> bool:
    """Whether a claim puts anything in the place of the county's words."""
    nothing = only_named(content.name)
    return any(getattr(content, field) != getattr(nothing, field) for field in SUBSTITUTED)


def over(county: EntryState, claim: EntryState) -> EntryState:
    """Return the county's row as the township shows it: under the claim's identity, with what it substitutes.

    Where the claim is silent the county's words stand; of the telephones each one by itself.
    """
    said, was = claim.content, county.content
    return replace(
        county,
        entry=claim.entry,
        upstream_entry=county.entry,
        content=replace(
            was,
            disclosing_bodies=said.disclosing_bodies or was.disclosing_bodies,
            places=said.places or was.places,
            telephones=Telephones(
                questions=said.telephones.questions or was.telephones.questions,
                supervision=said.telephones.supervision or was.telephones.supervision,
                complaints=said.telephones.complaints or was.telephones.complaints,
            ),
        ),
    )


def is_claimable(county: EntryState, *, is_heading: bool) -> bool:
    """Whether a township can claim a row: listed, no heading, and disclosed on the level of townships."""
    return county.is_listed and not is_heading and Level.TOWNSHIP in county.content.levels
