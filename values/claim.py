"""Claims (认领): what a township puts in the place of its county's words, and nothing else."""

from dataclasses import dataclass, field, replace

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


@dataclass(frozen=True, kw_only=True)
class Substitution:
    """What a township puts in the place of its county's words; what is empty stays the county's."""

    bodies: tuple[DisclosingBody, ...] = ()
    places: tuple[Place, ...] = ()
    telephones: Telephones = field(default_factory=Telephones)

    def named(self, name: str) -> EntryContent:
        """Return the content of a claim: the name of the county's row, so that it can be called, and this."""
        return replace(
            only_named(name),
            disclosing_bodies=self.bodies,
            places=self.places,
            telephones=self.telephones,
        )


def claim_of(county: EntryState, said: Substitution, *, entry: str, rank: str) -> EntryState:
    """Return the claim of a county's row.

    Args:
        county: the row of the county's catalogue.
        said: what is put in the place of its words.
        entry: the claim's own identity.
        rank: sorts the claims of a township.
    """
    return EntryState(
        entry=entry,
        parent=None,
        rank=rank,
        content=said.named(county.content.name),
        upstream_entry=county.entry,
    )


def only_named(name: str) -> EntryContent:
    """Return the content of a claim that substitutes nothing yet."""
    return EntryContent(name=name, audience=AudienceOfEntry(all_society=False), mode=Mode(proactive=False))


def is_only_substitution(content: EntryContent) -> bool:
    """Whether a claim says nothing but its name and what it puts in the place of the county's words."""
    kept = {name: getattr(content, name) for name in SUBSTITUTED}
    return replace(only_named(content.name), **kept) == content


def substitutes(content: EntryContent) -> bool:
    """Whether a claim puts anything in the place of the county's words."""
    nothing = only_named(content.name)
    return any(getattr(content, name) != getattr(nothing, name) for name in SUBSTITUTED)


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
