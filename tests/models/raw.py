"""Rows written past the commands, as someone with a database client would."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from models import Base, Decision, Revision
from tests.workflow.looking import rows_of, steps_of
from tests.world import World
from values.vocabulary import Action, Outcome
from workflow.unit import current_clock, transaction


def refused(statement: sa.Executable | str, match: str, **values: object) -> None:
    """Expect the database to refuse a statement with a message."""
    clause = sa.text(statement) if isinstance(statement, str) else statement
    with pytest.raises(IntegrityError, match=match), transaction() as session:
        session.execute(clause, values or None)


def done(statement: sa.Executable | str, **values: object) -> None:
    """Have the database carry out a statement."""
    clause = sa.text(statement) if isinstance(statement, str) else statement
    with transaction() as session:
        session.execute(clause, values or None)


def into(model: type[Base], **values: object) -> sa.Insert:
    """Return a bare INSERT."""
    return sa.insert(model.__table__).values(**values)


def of_revision(world: World, number: str, model: type[Base], person: str, **more: Any) -> sa.Insert:
    """Return the INSERT of a sign-off or decision on the newest revision by a person."""
    revision = rows_of(Revision, number)[-1]
    values: dict[str, Any] = {
        "proposal_id": revision.proposal_id,
        "revision_id": revision.id,
        "actor_id": world.people[person],
        "opinion": "同意",
        "content_sha256": revision.content_sha256,
    }
    now = current_clock.get().now()
    if model is Decision:
        values |= {"action": Action.APPROVE, "decided_at": now}
    else:
        values |= {"step_id": steps_of(number)[0].id, "outcome": Outcome.AGREED, "signed_at": now}
    return into(model, **(values | more))
