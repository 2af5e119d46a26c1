"""Channels (公开渠道和载体): which of a county's words mean a channel of the standard (R09, decision 30)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from values.channel_cells import pieces, put_together
from values.names import normalised

OPTIONS = (
    "政府网站",
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏（电子屏）",
    "精准推送",
    "其他基层公共服务平台",
)
"""What the official table offers; glued together they are told apart by these."""

SITE = "政府网站"

_SITE = re.compile(r"(?:人民)?政府(?:门户|官方)?(?:网站?|官网)(?:基层)?(?:政务公开)?(?:专栏|专题|栏目)?")
"""A government's own site, with a column of it; that of a department has the department's name in it."""

_ANY_PLACE = re.compile(r"[^局委厅部院办会所中心站乡镇街村社]{1,20}[省市州盟县区旗]")
"""The name of a place, where it is not known which place is one's own."""

_GENERAL = re.compile(r"(?:本|我|各)?(?:县级?|市级?|区级?|旗县区?|县市区)?")
"""What stands in front of a word without naming another place."""

_LONGEST = 80
"""Characters of a word that can still be the name of a channel."""

_KEPT = 1_000
_APART = re.compile(r"[\s/／（(）)]+")
_OWNER = re.compile(r"(?:[省市州盟县区旗乡镇村局委厅部院办会]|街道|部门|[仅只除])$")
"""The end of a word that says whose the channel behind it is, or that it is none."""


@dataclass(frozen=True)
class ChannelSynonyms:
    """Other words for a channel of the standard, kept by the business administrators."""

    meant: Mapping[str, str] = field(default_factory=dict)
    """Another word, normalised → the channel of the standard."""
    places: tuple[str, ...] = ()
    """The names of the jurisdiction and of those above it, from the top; empty: any place may be one's own."""

    _known: dict[tuple[str, ...], dict[str, str]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What was listed of cells already; the rows of a catalogue tick the same few."""

    _names: dict[tuple[str, ...], frozenset[str]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What cells were found to name already."""

    def at(self, *places: str) -> "ChannelSynonyms":
        """Return the same words for the catalogue of a jurisdiction, named from the top: province, city, county."""
        return replace(self, places=places)

    def channel(self, said: str) -> str:
        """Return what a channel is compared by: the standard's word for it, normalised."""
        word = normalised(said)
        if word in self.meant or len(word) > _LONGEST:
            return normalised(self.meant.get(word, word))
        for own in self._without_place(word):
            if _SITE.fullmatch(own):
                return SITE
            if own in self.meant:
                return normalised(self.meant[own])
        return word

    def listed(self, cells: Iterable[str]) -> dict[str, str]:
        """Return the channels that cells list: what each is compared by → the word that stands there.

        Options stand apart, or are glued to one another, or split over lines; what is not ticked is not listed.
        """
        asked = tuple(cells)
        if asked not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[asked] = self._listed(asked)
        return dict(self._known[asked])

    def _listed(self, cells: Iterable[str]) -> dict[str, str]:
        texts = [piece for cell in cells for piece in pieces(cell)]
        options = {normalised(one): one for one in (*self.meant.values(), *OPTIONS)}
        known = frozenset((*options, *self.meant))
        words = put_together([normalised(text) for text in texts], known)
        if words is None:
            words = [word for text in texts for word in put_together([normalised(text)], known) or [text]]
        return {self.channel(word): options.get(word, word) for word in reversed(words)}

    def named(self, cells: Iterable[str]) -> frozenset[str]:
        """Return all channels that cells name: those listed, and words that blanks or brackets part from others."""
        asked = tuple(cells)
        if asked not in self._names:
            if len(self._names) >= _KEPT:
                self._names.clear()
            apart = (self.channel(word) for cell in asked for text in pieces(cell) for word in _apart(text))
            self._names[asked] = frozenset((*self.listed(asked), *apart))
        return self._names[asked]

    def _without_place(self, word: str) -> Iterable[str]:
        """Return a word without the names of its own place, or without a general word for it."""
        rest = word
        for place in self.places:
            rest = rest.removeprefix(normalised(place))
        own = normalised(self.places[-1]) if self.places else ""
        if rest != word and word.removesuffix(rest).endswith(own):
            yield rest
        if not self.places and (named := _ANY_PLACE.match(word)):
            yield word[named.end() :]
        general = _GENERAL.match(word)
        yield word[general.end() :] if general else word


def _apart(text: str) -> list[str]:
    """Return the words of a cell that blanks or brackets part, unless one of them says whose the next is."""
    words = [word for word in _APART.split(text) if word]
    return [] if any(_OWNER.search(word) for word in words) else words


SEEDED: Mapping[str, str] = MappingProxyType(
    {"政务新媒体": "两微一端", "基层公共服务平台": "其他基层公共服务平台"}
)
"""The words of decision 30; the many names of a government's own site are known by how they are formed."""
