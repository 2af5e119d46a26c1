"""Merge what an entry says, field by field; each field by the way in which people change it."""

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from values.entry import DisclosingBody, EntryContent, Telephones
from values.merging.lists import merge_lists
from values.merging.outcome import Outcome, clear, merge_values
from values.vocabulary import Choice, ConflictKind

Merge = Callable[[Any, Any, Any], Outcome[Any]]


def merge_elements(base: Any, published: Any, proposed: Any) -> Outcome[Any]:
    """Merge texts of which one may be written anew."""
    return merge_lists(base, published, proposed)


def merge_picks(base: Any, published: Any, proposed: Any) -> Outcome[Any]:
    """Merge what is picked or not: one pick in the place of another is no rewriting."""
    return merge_lists(base, published, proposed, rewrites=False)


def merge_citations(base: Any, published: Any, proposed: Any) -> Outcome[Any]:
    """Merge legal bases, which are known by their text."""
    return merge_lists(base, published, proposed, identity=lambda one: one.text)


def merge_materials(base: Any, published: Any, proposed: Any) -> Outcome[Any]:
    """Merge documents to hand in, which are known by their name."""
    return merge_lists(base, published, proposed, identity=lambda one: one.name)


def merge_bodies(
    base: tuple[DisclosingBody, ...],
    published: tuple[DisclosingBody, ...],
    proposed: tuple[DisclosingBody, ...],
) -> Outcome[tuple[DisclosingBody, ...]]:
    """Merge disclosing bodies, of which one leads: two new leads are a question."""
    merged = merge_lists(base, published, proposed, identity=lambda one: one.body, rewrites=False)
    if max(_leads(published), _leads(proposed)) >= _leads(merged.value) and merged.kind is None:
        return merged
    if merged.kind is None:
        choices = dict.fromkeys((Choice.PUBLISHED, Choice.MINE), merged.value)
        merged = Outcome(proposed, ConflictKind.SAME_FIELD, choices)
    sides = {Choice.PUBLISHED: published, Choice.MINE: proposed, Choice.BOTH: published}
    led = {choice: _with_leads_of(sides[choice], value) for choice, value in merged.choices.items()}
    return replace(merged, choices=led)


def _leads(bodies: tuple[DisclosingBody, ...]) -> int:
    return sum(one.lead for one in bodies)


def _with_leads_of(
    side: tuple[DisclosingBody, ...], bodies: tuple[DisclosingBody, ...]
) -> tuple[DisclosingBody, ...]:
    leads = {one.body for one in side if one.lead}
    if not leads:
        return bodies
    return tuple(replace(one, lead=one.lead and one.body in leads) for one in bodies)


def merge_provenance(base: Any, published: Any, proposed: Any) -> Outcome[Any]:
    """Merge where values were seen; what was published wins, since the drafter states nothing here."""
    if found := clear(base, published, proposed):
        return found
    keys = sorted({*base, *published, *proposed})
    sides = ({"": None, **one} for one in (base, published, proposed))
    was, now, mine = sides
    chosen = {key: (mine if now.get(key) == was.get(key) else now).get(key) for key in keys}
    return Outcome({key: value for key, value in chosen.items() if value is not None})


def merge_confidence(base: str, published: str, proposed: str) -> Outcome[str]:
    """Merge how sure the row is, in the same way."""
    return clear(base, published, proposed) or Outcome(published)


def merge_parts(merges: Mapping[str, Merge]) -> Merge:
    """Return a merge of a value part by part; one question of any part is a question about the whole."""

    def merge(base: Any, published: Any, proposed: Any) -> Outcome[Any]:
        if found := clear(base, published, proposed):
            return found
        parts = {
            name: one(getattr(base, name), getattr(published, name), getattr(proposed, name))
            for name, one in merges.items()
        }
        open_parts = [one for one in parts.values() if one.kind]
        if not open_parts:
            return Outcome(replace(proposed, **{name: one.value for name, one in parts.items()}))
        offered = [
            choice
            for choice in Choice
            if choice is not Choice.BOTH or any(Choice.BOTH in one.choices for one in open_parts)
        ]
        return Outcome(
            proposed,
            open_parts[0].kind,
            {
                choice: replace(
                    proposed,
                    **{name: one.choices.get(choice, _fallback(one)) for name, one in parts.items()},
                )
                for choice in offered
            },
        )

    return merge


def _fallback(part: Outcome[Any]) -> Any:
    """Return what a part becomes where it has no question, or none that both could answer."""
    return part.choices.get(Choice.MINE, part.value)


FIELDS: dict[str, Merge] = {
    **{one.name: merge_values for one in fields(EntryContent)},
    "content_elements": merge_elements,
    "legal_bases": merge_citations,
    "disclosing_bodies": merge_bodies,
    "channels": merge_picks,
    "audience": merge_parts({"all_society": merge_values, "groups": merge_picks}),
    "guide": merge_parts(
        {
            **dict.fromkeys(("elements", "blank_forms", "samples"), merge_elements),
            "materials": merge_materials,
            "filling_notes": merge_values,
        }
    ),
    "telephones": merge_parts({one.name: merge_values for one in fields(Telephones)}),
    "provenance": merge_provenance,
    "confidence": merge_confidence,
}
"""How each field of an entry's content is merged."""


def merge_content(
    bases: Mapping[str, EntryContent], base: EntryContent, published: EntryContent, proposed: EntryContent
) -> dict[str, Outcome[Any]]:
    """Merge every field; `bases` names those that the drafter last agreed with in an older state."""
    return {
        name: merge(getattr(bases.get(name, base), name), getattr(published, name), getattr(proposed, name))
        for name, merge in FIELDS.items()
    }
