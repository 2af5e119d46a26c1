"""How the trail stands: what is sealed, signed, written outside and verified."""

import json
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Event, LedgerCheckpoint, LedgerCopy, LedgerCosignature, LedgerLeaf, LedgerLog
from values.clock import shanghai_day
from values.vocabulary import Action
from workflow.queries.verifications import LastVerification, checks_of, last_verification
from workflow.sealing import store
from workflow.sealing.rounds import Checked, coverage
from workflow.sealing.signing import known_keys
from workflow.unit import current_clock

MANY = 1000
"""Events without a leaf that are sealed before the minute is over."""


@dataclass(frozen=True, kw_only=True)
class LedgerState:
    """Where the log stands."""

    log: LedgerLog
    size: int
    """Events that have a leaf."""
    unsealed_seconds: int
    """Age of the oldest event without a leaf; 0 where there is none."""
    head: LedgerCheckpoint | None
    keys: tuple[str, ...]
    """Public keys, the present one last."""
    copies: tuple[LedgerCopy, ...]
    """The newest copy at each place."""
    witnesses: tuple[LedgerCosignature, ...]
    """The newest signature of each witness."""
    verified: LastVerification | None
    """The newest, or the one that found something wrong which none of everything has taken back since."""
    checked: tuple[Checked, ...]
    """When the contents of which leaves were hashed anew."""
    rolled_back: int | None
    """How many events a head outside covers that this database has not; None where all is well."""

    @property
    def checked_since(self) -> datetime | None:
        """Since when the contents of every leaf have been hashed anew; None where some never were."""
        moments = [one.at for one in self.checked if one.at is not None]
        return min(moments, default=None) if len(moments) == len(self.checked) else None

    @property
    def checked_by_day(self) -> list[Checked]:
        """The same as `checked`, stretches of one day in Shanghai joined."""
        joined: list[Checked] = []
        for one in self.checked:
            if joined and _day(joined[-1]) == _day(one):
                joined[-1] = Checked(joined[-1].first, one.before, one.at)
            else:
                joined.append(one)
        return joined


def _day(one: Checked) -> date | None:
    return one.at and shanghai_day(one.at)


def ledger_state(session: Session) -> LedgerState | None:
    """Return where the newest log stands; None before the installation is set up."""
    log = session.scalar(sa.select(LedgerLog).order_by(LedgerLog.no.desc()).limit(1))
    if log is None:
        return None
    size = store.size_of(session, log)
    newest = sa.select(sa.func.max(LedgerCopy.size)).where(LedgerCopy.log_no == log.no)
    copies = (newest.where(LedgerCopy.place == place).scalar_subquery() for place in ("folder", "mailbox"))
    cosigned = (
        sa.select(LedgerCosignature.verifier_key, sa.func.max(LedgerCosignature.size).label("size"))
        .where(LedgerCosignature.log_no == log.no)
        .group_by(LedgerCosignature.verifier_key)
        .subquery()
    )
    found = session.scalars(
        sa.select(LedgerCopy).where(LedgerCopy.log_no == log.no, LedgerCopy.size.in_(list(copies)))
    ).all()
    return LedgerState(
        log=log,
        size=size,
        unsealed_seconds=oldest_unsealed_age(session),
        head=store.newest_checkpoint(session, log),
        keys=tuple(str(key) for key in known_keys(session, log)),
        copies=tuple({one.place: one for one in sorted(found, key=lambda one: one.size)}.values()),
        witnesses=tuple(
            session.scalars(
                sa.select(LedgerCosignature)
                .join(
                    cosigned,
                    sa.and_(
                        cosigned.c.verifier_key == LedgerCosignature.verifier_key,
                        cosigned.c.size == LedgerCosignature.size,
                    ),
                )
                .where(LedgerCosignature.log_no == log.no)
                .order_by(LedgerCosignature.verifier_key)
            )
        ),
        verified=last_verification(session, log),
        checked=tuple(coverage(checks_of(session, log), size)),
        rolled_back=_rolled_back(session, log),
    )


def oldest_unsealed_age(session: Session) -> int:
    """Return the age in seconds of the oldest event that has no leaf yet; 0 where there is none."""
    oldest = store.oldest_unsealed(session)
    return max(int((current_clock.get().now() - oldest).total_seconds()), 0) if oldest else 0


def calls_for_sealing(session: Session, event_id: int) -> bool:
    """Return whether an event is not to wait for the minute: a publication, or the last of very many."""
    action = session.scalar(sa.select(Event.action).where(Event.id == event_id))
    if action == Action.PUBLISH:
        return True
    return event_id - (session.scalar(sa.select(sa.func.max(LedgerLeaf.event_id))) or 0) >= MANY


def _rolled_back(session: Session, log: LedgerLog) -> int | None:
    event = _newest(session, log, "rollback_found")
    return None if event is None else int(json.loads(event.data)["details"]["outside"])


def _newest(session: Session, log: LedgerLog, action: str) -> Event | None:
    return session.scalar(
        sa.select(Event)
        .where(Event.action == action, Event.subject_kind == "ledger", Event.subject_id == log.origin)
        .order_by(Event.id.desc())
        .limit(1)
    )
