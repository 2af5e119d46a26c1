"""What business administrators keep for the rules, as it holds in a jurisdiction: its own and that of those above."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import (
    Catalogue,
    ChannelSynonym,
    ChannelSynonymWithdrawal,
    Jurisdiction,
    ProvincialRuleVersion,
)
from models.db import ask
from values.channels import SEEDED, ChannelSynonyms
from values.names import normalised
from values.provincial_rule import ProvincialRule
from values.vocabulary import Field


@dataclass(frozen=True, kw_only=True)
class Word:
    """A word that means a channel of the standard, and was not withdrawn."""

    number: int
    path: str
    """Of the jurisdiction that keeps it."""
    key: str
    """As it is compared."""
    channel: str


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What holds in some jurisdictions, by jurisdiction."""

    words: Mapping[int, tuple[Word, ...]]
    rules: Mapping[int, tuple[ProvincialRule, ...]]
    places: Mapping[int, tuple[str, ...]]
    """The names of each and of those above it, from the top."""

    def synonyms(self, jurisdiction_id: int) -> ChannelSynonyms:
        """Return which words mean a channel: the nearest administrator's go first, the built-in ones last."""
        words = sorted(self.words.get(jurisdiction_id, ()), key=lambda one: (len(one.path), one.number))
        meant = {**SEEDED, **{one.key: one.channel for one in words}}
        said = ChannelSynonyms(meant).at(*self.places.get(jurisdiction_id, ()))
        return replace(said, meant={key: _followed(said, channel) for key, channel in meant.items()})

    def with_word(self, word: Word) -> "Kept":
        """Return what would hold with one more word; all the jurisdictions are that word's or below."""
        return replace(self, words={key: (*words, word) for key, words in self.words.items()})

    def without_word(self, number: int) -> "Kept":
        """Return what would hold without a word."""
        words = {key: tuple(one for one in held if one.number != number) for key, held in self.words.items()}
        return replace(self, words=words)


def _followed(said: ChannelSynonyms, channel: str) -> str:
    """Return what a channel means where it is another word itself: who writes 政务新媒体 means 两微一端."""
    seen = {normalised(channel)}
    while (further := said.channel(channel)) not in seen:
        seen.add(further)
        channel = further
    return channel


def is_withdrawn() -> sa.ColumnElement[bool]:
    """Return the condition that a synonym was withdrawn."""
    return sa.exists().where(ChannelSynonymWithdrawal.synonym_id == ChannelSynonym.id)


def is_newest_version() -> sa.ColumnElement[bool]:
    """Return the condition that limits a query of provincial rules to the version that holds."""
    later = aliased(ProvincialRuleVersion)
    return ~sa.exists().where(
        later.jurisdiction_id == ProvincialRuleVersion.jurisdiction_id,
        later.code == ProvincialRuleVersion.code,
        later.version > ProvincialRuleVersion.version,
    )


_OWN = aliased(Jurisdiction)
_REACHES = sa.and_(
    _OWN.path.startswith(Jurisdiction.path), _OWN.id.in_(sa.bindparam("jurisdictions", expanding=True))
)
_PLACES = (
    sa.select(
        _OWN.id,
        Jurisdiction.path,
        Jurisdiction.name,
        ChannelSynonym.id,
        ChannelSynonym.word_key,
        ChannelSynonym.channel,
    )
    .select_from(Jurisdiction)
    .join(_OWN, _REACHES)
    .outerjoin(ChannelSynonym, sa.and_(ChannelSynonym.jurisdiction_id == Jurisdiction.id, ~is_withdrawn()))
    .order_by(Jurisdiction.path, ChannelSynonym.id)
)
"""Each jurisdiction on the way up, with the words that it keeps."""
_RULES = (
    sa.select(_OWN.id, ProvincialRuleVersion.rule)
    .join(Jurisdiction, Jurisdiction.id == ProvincialRuleVersion.jurisdiction_id)
    .join(_OWN, _REACHES)
    .where(is_newest_version())
    .order_by(ProvincialRuleVersion.code, ProvincialRuleVersion.jurisdiction_id)
)
"""These are made once, since every check asks them."""


def kept_in(session: Session, jurisdictions: Collection[int]) -> Kept:
    """Read what holds in some jurisdictions, in two statements."""
    words: dict[int, list[Word]] = {one: [] for one in jurisdictions}
    rules: dict[int, list[ProvincialRule]] = {one: [] for one in jurisdictions}
    places: dict[int, dict[str, str]] = {one: {} for one in jurisdictions}
    asked = {"jurisdictions": list(jurisdictions)}
    for found, path, name, number, key, channel in ask(session, _PLACES, asked):
        places[found][path] = name
        if number is not None:
            words[found].append(Word(number=number, path=path, key=key, channel=channel))
    for found, rule in ask(session, _RULES, asked):
        rules[found].append(rule)
    return Kept(
        words={key: tuple(held) for key, held in words.items()},
        rules={key: tuple(held) for key, held in rules.items()},
        places={key: tuple(held.values()) for key, held in places.items()},
    )


def synonyms_for(session: Session, jurisdiction_id: int) -> ChannelSynonyms:
    """Return the words for channels that hold in a jurisdiction; read once a session and jurisdiction."""
    return _once(session, jurisdiction_id)[0]


def provincial_rules(session: Session, catalogue: Catalogue, day: date) -> tuple[ProvincialRule, ...]:
    """Return the rules of the provinces that a catalogue keeps on a day, in their order."""
    return holding(_once(session, catalogue.jurisdiction_id)[1], catalogue.field, day)


def holding(rules: Collection[ProvincialRule], field: Field | None, day: date) -> tuple[ProvincialRule, ...]:
    """Return those of the rules that a catalogue of a field keeps on a day."""
    return tuple(rule for rule in rules if rule.holds_on(day.isoformat()) and rule.of_field in {None, field})


def _once(session: Session, jurisdiction_id: int) -> tuple[ChannelSynonyms, tuple[ProvincialRule, ...]]:
    known: dict[int, tuple[ChannelSynonyms, tuple[ProvincialRule, ...]]]
    known = session.info.setdefault("administered", {})
    if jurisdiction_id not in known:
        kept = kept_in(session, [jurisdiction_id])
        known[jurisdiction_id] = kept.synonyms(jurisdiction_id), kept.rules[jurisdiction_id]
    return known[jurisdiction_id]
