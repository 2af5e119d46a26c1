"""The search page: what was asked, what was found, and the addresses that narrow it, widen it and turn its pages."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask import request, url_for
from flask_babel import gettext

from models import db
from values.clock import shanghai_day
from values.excerpt import Piece, excerpt
from values.search_text import LONGEST_QUESTION, SearchKind
from values.vocabulary import Field, State
from web.catalogue.asking import AsOf, asked_day
from web.numbers import whole_number
from web.session import is_known, seats
from web.wording import common as wording
from web.wording.rules import FIELDS
from workflow.queries.search import MOST, PAGE, Found, Hit, Narrowing, question, search
from workflow.search.facets import Facet
from workflow.unit import current_clock

NARROWED_BY: dict[str, type[StrEnum] | None] = {
    "kind": SearchKind,
    "jurisdiction": None,
    "body": None,
    "field": Field,
    "catalogue": None,
    "state": State,
    "year": None,
}
"""The names in the address, each with the closed set of its values; None: a number."""

SHOWN_FACET = 8
"""Values of a facet that are offered, the most frequent first."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A value of a facet as a link."""

    label: str
    count: str
    url: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class ShownHit:
    """A result as the page shows it."""

    kind: SearchKind
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    url: str
    """Empty: there is no page of it."""
    hit: Hit


def search_values() -> dict[str, Any]:
    """Return the values of the template; without words only the question."""
    text = request.args.get("q", "").strip()[:LONGEST_QUESTION]
    asked_on = asked_day()
    start = whole_number(request.args.get("start", "")) or 0
    now = current_clock.get().now()
    asked = question(text, narrowing(), today=shanghai_day(now), day=asked_on.day, shown=asked_on.is_shown)
    found = search(db.session(), asked, seats(), is_known=is_known(), now=now, start=start)
    return {
        "text": text,
        "words": asked.words,
        "found": found,
        "total": count(found.total, is_more=found.is_more),
        "hits": [shown_hit(one, asked.words, asked_on) for one in found.hits],
        "facets": _facets(found),
        "asked_on": asked_on,
        "chosen": sum(value is not None for value in vars(asked.narrowing).values()),
        "kept": {name: value for name in NARROWED_BY if (value := request.args.get(name, ""))},
        "widened": _address(**dict.fromkeys(NARROWED_BY)),
        "previous": _address(start=max(0, start - PAGE) or None) if start else "",
        "following": _address(start=start + PAGE) if start + PAGE < found.total else "",
    }


def narrowing() -> Narrowing:
    """Read by what the results are narrowed; what fits no value narrows nothing."""
    read: dict[str, Any] = {}
    for name, kind in NARROWED_BY.items():
        value = request.args.get(name, "")
        if kind is None:
            read[name] = whole_number(value)
        else:
            read[name] = kind(value) if value in set(kind) else None
    return Narrowing(**read)


def count(number: int, *, is_more: bool) -> str:
    """Say how many there are: past the most that are counted only that there are more."""
    return f"{number:,}+" if is_more and number >= MOST else f"{number:,}"


def shown_hit(hit: Hit, words: tuple[str, ...], asked_on: AsOf) -> ShownHit:
    """Return a result as the page shows it."""
    document = hit.document
    return ShownHit(
        kind=document.kind,
        title=excerpt(document.title, words, whole=True),
        excerpt=excerpt(document.shown, words),
        url=_url(hit, asked_on),
        hit=hit,
    )


def facet_label(name: str, facet: Facet) -> str:
    """Say a value of a facet."""
    if name == "field":
        return gettext(FIELDS[Field(facet.value)])
    kind = NARROWED_BY[name]
    return facet.label if kind is None else wording.label(kind(facet.value))


def _url(hit: Hit, asked_on: AsOf) -> str:
    document = hit.document
    match document.kind:
        case SearchKind.ENTRY:
            return url_for("catalogues.entry", code=hit.code, entry=document.entry_id, **asked_on.arguments)
        case SearchKind.BASIS:
            return url_for("bases.show", basis_id=document.subject_id)
        case SearchKind.PERSON:
            return ""
        case SearchKind.ATTACHMENT:
            return url_for("proposals.show", number=hit.proposal, _anchor="h-files")
        case _:
            return url_for("proposals.show", number=hit.proposal)


def _facets(found: Found) -> list[tuple[str, list[Choice]]]:
    """Return the facets that tell results apart, or by which they are narrowed."""
    shown = []
    for name, values in found.facets.items():
        chosen = request.args.get(name, "")
        if len(values) > 1 or (values and chosen):
            choices = [_choice(name, one, chosen, found) for one in values[:SHOWN_FACET]]
            shown.append((wording.say_facet(name), choices))
    return shown


def _choice(name: str, facet: Facet, chosen: str, found: Found) -> Choice:
    is_chosen = facet.value == chosen
    return Choice(
        label=facet_label(name, facet),
        count=count(facet.count, is_more=found.is_more),
        url=_address(**{name: None if is_chosen else facet.value, "start": None}),
        is_chosen=is_chosen,
    )


def _address(**changed: object) -> str:
    """Return the address of the page with some of its arguments changed; None takes one away."""
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if value}
    kept |= changed
    return url_for("search.show", **{name: value for name, value in kept.items() if value is not None})
