"""What `flask search` prints as JSON."""

from dataclasses import dataclass

from workflow.search.facets import Facet


@dataclass(frozen=True, kw_only=True)
class Result:
    """Something that was found."""

    kind: str
    title: str
    excerpt: str
    day: str
    catalogue: str
    """Code; empty where it belongs to none."""
    entry: str
    proposal: str
    """Number."""
    jurisdiction: str
    body: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Results:
    """A page of what was found."""

    total: int
    is_more: bool
    results: tuple[Result, ...]
    facets: dict[str, tuple[Facet, ...]]


@dataclass(frozen=True, kw_only=True)
class Checked:
    """How what is searched differs from what it is made of."""

    documents: int
    wrong: int
    index_holds: bool


@dataclass(frozen=True, kw_only=True)
class Rebuilt:
    """How many documents were put right."""

    mended: int
