"""Lists of what business administrators keep for the rules, with who wrote it and where it holds."""

from collections.abc import Collection, Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from models import (
    ChannelSynonym,
    ChannelSynonymWithdrawal,
    Jurisdiction,
    Person,
    ProvincialRuleVersion,
)
from workflow.permissions import Seat
from workflow.queries.administered import is_newest_version

Listed = tuple[ChannelSynonym, Jurisdiction, Person, ChannelSynonymWithdrawal | None]
Version = tuple[ProvincialRuleVersion, Jurisdiction, Person]

MOST_ENDED = 50
"""Withdrawn words that a page shows."""


def listed_synonyms(session: Session) -> list[Listed]:
    """Return every synonym with where it holds, who added it and its withdrawal, the newest first."""
    rows = session.execute(_synonyms().order_by(ChannelSynonym.id.desc()))
    return [(row, place, person, end) for row, place, person, end in rows]


def synonyms_in_force(session: Session, seats: Iterable[Seat]) -> list[Listed]:
    """Return the synonyms that hold in the jurisdictions of some seats, those from above first."""
    rows = session.execute(
        _synonyms()
        .where(_at_or_above(seats), ChannelSynonymWithdrawal.id.is_(None))
        .order_by(Jurisdiction.path, ChannelSynonym.channel, ChannelSynonym.id)
    )
    return [(row, place, person, end) for row, place, person, end in rows]


def synonyms_withdrawn(session: Session, seats: Iterable[Seat]) -> list[Listed]:
    """Return the synonyms that held there and were withdrawn last."""
    rows = session.execute(
        _synonyms()
        .where(_at_or_above(seats), ChannelSynonymWithdrawal.id.is_not(None))
        .order_by(ChannelSynonymWithdrawal.id.desc())
        .limit(MOST_ENDED)
    )
    return [(row, place, person, end) for row, place, person, end in rows]


def synonym(session: Session, number: int, places: Collection[int]) -> Listed | None:
    """Return a synonym that holds still, by its number; None where these jurisdictions keep none of it."""
    asked = _synonyms().where(
        ChannelSynonym.id == number,
        ChannelSynonym.jurisdiction_id.in_(places),
        ChannelSynonymWithdrawal.id.is_(None),
    )
    found = session.execute(asked).one_or_none()
    return (found[0], found[1], found[2], found[3]) if found else None


def listed_rules(session: Session) -> Sequence[tuple[ProvincialRuleVersion, Jurisdiction]]:
    """Return every provincial rule as its newest version says, with whose it is."""
    rows = session.execute(_rules().order_by(Jurisdiction.path, ProvincialRuleVersion.code))
    return [(row, place) for row, place in rows]


def rules_around(
    session: Session, seats: Collection[Seat]
) -> Sequence[tuple[ProvincialRuleVersion, Jurisdiction]]:
    """Return the provincial rules that hold in the jurisdictions of some seats, and those of jurisdictions below."""
    below = (Jurisdiction.path.startswith(seat.path, autoescape=True) for seat in seats)
    rows = session.execute(
        _rules()
        .where(sa.or_(_at_or_above(seats), *below))
        .order_by(Jurisdiction.path, ProvincialRuleVersion.code)
    )
    return [(row, place) for row, place in rows]


def rule_versions(session: Session, code: str) -> list[Version]:
    """Return all versions of the rules with a number, by jurisdiction from the top, the newest first."""
    rows = session.execute(
        sa.select(ProvincialRuleVersion, Jurisdiction, Person)
        .join(Jurisdiction, Jurisdiction.id == ProvincialRuleVersion.jurisdiction_id)
        .join(Person, Person.id == ProvincialRuleVersion.written_by_id)
        .where(ProvincialRuleVersion.code == code)
        .order_by(Jurisdiction.path, ProvincialRuleVersion.version.desc())
    )
    return [(row, place, person) for row, place, person in rows]


def newest_rule(session: Session, code: str, place: int) -> ProvincialRuleVersion | None:
    """Return the newest version of a jurisdiction's rule; None where it has none with this number."""
    return session.scalar(
        sa.select(ProvincialRuleVersion).where(
            ProvincialRuleVersion.jurisdiction_id == place,
            ProvincialRuleVersion.code == code,
            is_newest_version(),
        )
    )


def _synonyms() -> sa.Select[ChannelSynonym, Jurisdiction, Person, ChannelSynonymWithdrawal]:
    return (
        sa.select(ChannelSynonym, Jurisdiction, Person, ChannelSynonymWithdrawal)
        .join(Jurisdiction, Jurisdiction.id == ChannelSynonym.jurisdiction_id)
        .join(Person, Person.id == ChannelSynonym.added_by_id)
        .outerjoin(ChannelSynonymWithdrawal, ChannelSynonymWithdrawal.synonym_id == ChannelSynonym.id)
    )


def _rules() -> sa.Select[ProvincialRuleVersion, Jurisdiction]:
    return (
        sa.select(ProvincialRuleVersion, Jurisdiction)
        .join(Jurisdiction, Jurisdiction.id == ProvincialRuleVersion.jurisdiction_id)
        .where(is_newest_version())
    )


def _at_or_above(seats: Iterable[Seat]) -> sa.ColumnElement[bool]:
    own = aliased(Jurisdiction)
    return sa.exists().where(
        own.id.in_({seat.jurisdiction for seat in seats}), own.path.startswith(Jurisdiction.path)
    )
