"""What business administrators keep for the rules, as it holds in a jurisdiction: its own and that of those above."""

from collections.abc import Sequence
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
        own = aliased(Jurisdiction)
        rows = session.execute(
            sa.select(ChannelSynonym.word_key, ChannelSynonym.channel)
            .join(Jurisdiction, Jurisdiction.id == ChannelSynonym.jurisdiction_id)
            .join(own, own.path.startswith(Jurisdiction.path))
            .where(own.id == jurisdiction_id, ~is_withdrawn())
            .order_by(sa.func.length(Jurisdiction.path), ChannelSynonym.id)
        )
        stored = {row.word_key: row.channel for row in rows}
        kept[jurisdiction_id] = ChannelSynonyms({**stored, **SEEDED}).at(*_places(session, jurisdiction_id))
    return kept[jurisdiction_id]


def _places(session: Session, jurisdiction_id: int) -> list[str]:
    """Return the names of a jurisdiction and of those above it, from the top."""
    path = sa.select(Jurisdiction.path).where(Jurisdiction.id == jurisdiction_id).scalar_subquery()
    rows = sa.select(Jurisdiction.name).where(path.startswith(Jurisdiction.path)).order_by(Jurisdiction.path)
    return list(session.scalars(rows))


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
        own = aliased(Jurisdiction)
        rows = session.scalars(
            sa.select(ProvincialRuleVersion)
            .join(Jurisdiction, Jurisdiction.id == ProvincialRuleVersion.jurisdiction_id)
            .join(own, own.path.startswith(Jurisdiction.path))
            .where(own.id == place, is_newest_version())
            .order_by(ProvincialRuleVersion.code, ProvincialRuleVersion.jurisdiction_id)
        )
        kept[place] = [row.rule for row in rows]
    return tuple(
        rule
        for rule in kept[place]
        if rule.holds_on(day.isoformat()) and rule.of_field in {None, catalogue.field}
    )


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
