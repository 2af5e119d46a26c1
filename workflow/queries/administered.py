"""What business administrators keep for the rules, as it holds in a jurisdiction: its own and that of those above."""

from collections.abc import Collection, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import (
    Catalogue,
    ChannelSynonym,
    ChannelSynonymWithdrawal,
    Jurisdiction,
    Person,
    ProvincialRuleVersion,
)
from values.channels import SEEDED, ChannelSynonyms
from values.provincial_rule import ProvincialRule

Listed = tuple[ChannelSynonym, Jurisdiction, Person, ChannelSynonymWithdrawal | None]


def synonyms_for(session: Session, jurisdiction_id: int) -> ChannelSynonyms:
    """Return the words for channels that hold in a jurisdiction: the nearest administrator's, then the built-in ones.

    Read once a session and jurisdiction.
    """
    kept: dict[int, ChannelSynonyms] = session.info.setdefault("synonyms", {})
    if jurisdiction_id not in kept:
        read_synonyms(session, [jurisdiction_id])
    return kept[jurisdiction_id]


def read_synonyms(session: Session, jurisdictions: Collection[int]) -> None:
    """Read the words of many jurisdictions for this session, in two statements."""
    own = aliased(Jurisdiction)
    names: dict[int, list[str]] = {one: [] for one in jurisdictions}
    words: dict[int, dict[str, str]] = {one: {} for one in jurisdictions}
    named = session.execute(
        sa.select(own.id, Jurisdiction.name)
        .join(Jurisdiction, own.path.startswith(Jurisdiction.path))
        .where(own.id.in_(jurisdictions))
        .order_by(Jurisdiction.path)
    )
    for place, name in named:
        names[place].append(name)
    stored = session.execute(
        sa.select(own.id, ChannelSynonym.word_key, ChannelSynonym.channel)
        .join(Jurisdiction, own.path.startswith(Jurisdiction.path))
        .join(ChannelSynonym, Jurisdiction.id == ChannelSynonym.jurisdiction_id)
        .where(own.id.in_(jurisdictions), ~is_withdrawn())
        .order_by(sa.func.length(Jurisdiction.path), ChannelSynonym.id)
    )
    for place, word, channel in stored:
        words[place][word] = channel
    kept: dict[int, ChannelSynonyms] = session.info.setdefault("synonyms", {})
    kept |= {one: ChannelSynonyms({**words[one], **SEEDED}).at(*names[one]) for one in jurisdictions}


def is_withdrawn() -> sa.ColumnElement[bool]:
    """Return the condition that a synonym was withdrawn."""
    return sa.exists().where(ChannelSynonymWithdrawal.synonym_id == ChannelSynonym.id)


def listed_synonyms(session: Session) -> list[Listed]:
    """Return every synonym with where it holds, who added it and its withdrawal, the newest first."""
    rows = session.execute(
        sa.select(ChannelSynonym, Jurisdiction, Person, ChannelSynonymWithdrawal)
        .join(Jurisdiction, Jurisdiction.id == ChannelSynonym.jurisdiction_id)
        .join(Person, Person.id == ChannelSynonym.added_by_id)
        .outerjoin(ChannelSynonymWithdrawal, ChannelSynonymWithdrawal.synonym_id == ChannelSynonym.id)
        .order_by(ChannelSynonym.id.desc())
    )
    return [(row, place, person, end) for row, place, person, end in rows]


def provincial_rules(session: Session, catalogue: Catalogue, day: date) -> tuple[ProvincialRule, ...]:
    """Return the rules of the provinces that a catalogue keeps on a day, in their order."""
    kept: dict[int, list[ProvincialRule]] = session.info.setdefault("provincial_rules", {})
    place = catalogue.jurisdiction_id
    if place not in kept:
        read_provincial_rules(session, [place])
    return tuple(
        rule
        for rule in kept[place]
        if rule.holds_on(day.isoformat()) and rule.of_field in {None, catalogue.field}
    )


def read_provincial_rules(session: Session, jurisdictions: Collection[int]) -> None:
    """Read the rules that the provinces above many jurisdictions added, for this session, in one statement."""
    own = aliased(Jurisdiction)
    rows = session.execute(
        sa.select(own.id, ProvincialRuleVersion.rule)
        .join(Jurisdiction, own.path.startswith(Jurisdiction.path))
        .join(ProvincialRuleVersion, Jurisdiction.id == ProvincialRuleVersion.jurisdiction_id)
        .where(own.id.in_(jurisdictions), is_newest_version())
        .order_by(ProvincialRuleVersion.code, ProvincialRuleVersion.jurisdiction_id)
    )
    kept: dict[int, list[ProvincialRule]] = session.info.setdefault("provincial_rules", {})
    kept |= {one: [] for one in jurisdictions}
    for place, rule in rows:
        kept[place].append(rule)


def is_newest_version() -> sa.ColumnElement[bool]:
    """Return the condition that limits a query of provincial rules to the version that holds."""
    later = aliased(ProvincialRuleVersion)
    return ~sa.exists().where(
        later.jurisdiction_id == ProvincialRuleVersion.jurisdiction_id,
        later.code == ProvincialRuleVersion.code,
        later.version > ProvincialRuleVersion.version,
    )


def listed_rules(session: Session) -> Sequence[tuple[ProvincialRuleVersion, Jurisdiction]]:
    """Return every provincial rule as its newest version says, with whose it is."""
    rows = session.execute(
        sa.select(ProvincialRuleVersion, Jurisdiction)
        .join(Jurisdiction, Jurisdiction.id == ProvincialRuleVersion.jurisdiction_id)
        .where(is_newest_version())
        .order_by(Jurisdiction.path, ProvincialRuleVersion.code)
    )
    return [(row, place) for row, place in rows]
