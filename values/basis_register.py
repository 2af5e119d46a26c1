"""The register of bases: which of them a citation means, by its number or by its title in any of its forms."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from values.citations import Mention
from values.document_numbers import number_key
from values.legal_basis import LegalBasis, successors
from values.names import normalised

_ISSUED = re.compile(r"(?:\A|关于)(?:印发|转发|公布|发布)(?P<what>.+?)的(?:通知|公告|决定)\Z")
_REPUBLIC = "中华人民共和国"
_ABOUT = "关于"

KEPT = 16_384
"""Citations whose meaning is kept: counties cite the same laws."""


@dataclass(frozen=True)
class Match:
    """What of the register a citation means, and whether its title and number mean different bases."""

    bases: tuple[LegalBasis, ...]
    """Several where a title alone is cited that several have had."""
    contradicts: LegalBasis | None = None
    """What the title means where the number, which counts, means another basis."""


@dataclass(frozen=True, eq=False)
class BasisRegister:
    """The bases that are known, found by number and by title; one is itself alone, so that what it says can be kept."""

    bases: tuple[LegalBasis, ...] = ()
    _by_number: dict[str, list[LegalBasis]] = field(default_factory=dict, compare=False, repr=False)
    _by_title: dict[str, list[LegalBasis]] = field(default_factory=dict, compare=False, repr=False)
    _known: dict[Mention, Match] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index the bases."""
        for basis in self.bases:
            numbers = {basis.number, *(one.number for one in basis.changes)} - {""}
            for key in {number_key(one) for one in numbers}:
                self._by_number.setdefault(key, []).append(basis)
            for key in {key for title in (basis.title, *basis.other_titles) for key in title_keys(title)}:
                self._by_title.setdefault(key, []).append(basis)

    def match(self, mention: Mention) -> Match:
        """Return what a citation means; no bases where it is not in the register."""
        found = self._known.get(mention)
        if found is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            found = self._known[mention] = self._match(mention)
        return found

    def _match(self, mention: Mention) -> Match:
        titled = self._titled(mention.title)
        numbered = self._numbered(mention.numbers)
        both = tuple(one for one in titled if one in numbered)
        if both or not numbered:
            return Match(both or titled)
        if titled:
            return Match(numbered, contradicts=titled[0])
        return Match(numbered)

    def successors(self, basis: LegalBasis) -> tuple[LegalBasis, ...]:
        """Return what took the place of a basis, one after the other."""
        return successors(basis, self.bases)

    def _titled(self, title: str) -> tuple[LegalBasis, ...]:
        for key in title_keys(title):
            if key in self._by_title:
                return tuple(self._by_title[key])
        return ()

    def _numbered(self, numbers: Iterable[str]) -> tuple[LegalBasis, ...]:
        for number in numbers:
            if found := self._by_number.get(number_key(number)):
                return tuple(found)
        return ()


def title_keys(title: str) -> tuple[str, ...]:
    """Return what a title is known by: as it is, without its issuers, and what it was issued with.

    《国务院关于…的意见》 is cited as 《关于…的意见》, and 《关于印发工伤保险经办规程的通知》 as 《工伤保险经办规程》.
    """
    return tuple(dict.fromkeys(_keys(title)))


def _keys(title: str) -> Iterator[str]:
    bare = "".join(title.split()).replace(_REPUBLIC, "").replace("人力资源和社会保障", "人力资源社会保障")
    if not bare:
        return
    yield normalised(bare)
    start = bare.find(_ABOUT)
    if start > 0:
        yield normalised(bare[start:])
    issued = _ISSUED.search(bare[max(start, 0) :])
    if issued:
        yield normalised(issued["what"])
