"""Several proposals signed off at once: only in one kind of step, and only what the person has opened."""

from collections.abc import Mapping
from dataclasses import dataclass

from values.messages import N_, Message
from values.vocabulary import Outcome
from workflow.actor import Actor
from workflow.case import seats_of_actor
from workflow.commands.review import sign_off
from workflow.errors import StaleError, WorkflowError, invalid
from workflow.queries.bodies import current_day
from workflow.queries.inbox import Inbox, own_steps
from workflow.queries.views import glances
from workflow.unit import transaction


@dataclass(frozen=True, kw_only=True)
class SignedTogether:
    """Which proposals were signed off, and why the others were not."""

    done: tuple[str, ...]
    refused: tuple[tuple[str, Message], ...]


def sign_off_together(versions: Mapping[str, int], *, actor: Actor, opinion: str) -> SignedTogether:
    """Agree to several proposals in steps of one kind, each in a transaction of its own.

    Args:
        versions: by number, the version of each proposal that the person had before them.
        actor: who signs.
        opinion: what goes on record for each of them.

    Raises: InvalidError where nothing is ticked, the steps differ in kind, or one was not opened.
    """
    person = actor.person_id or 0
    with transaction() as session:
        seats = seats_of_actor(session, actor, current_day())
        inbox = Inbox(seats=seats, person_id=person, seated=actor.on_behalf_of_id)
        kinds = set(own_steps(session, inbox, versions).values())
        seen = glances(session, versions, person)
    if not versions:
        raise invalid("numbers", N_("Tick the proposals that you agree to."))
    if len(kinds) > 1:
        raise invalid("numbers", N_("Only steps of one kind are signed off together."))
    if any(number not in seen or not seen[number].is_seen for number in versions):
        raise invalid("numbers", N_("Open each proposal first, and sign off together what you have read."))
    done, refused = [], []
    for number, version in versions.items():
        try:
            sign_off(number, actor=actor, outcome=Outcome.AGREED, opinion=opinion, version=version)
            done.append(number)
        except StaleError:
            refused.append((number, _CHANGED_SINCE))
        except WorkflowError as error:
            refused.append((number, error.message))
    return SignedTogether(done=tuple(done), refused=tuple(refused))


_CHANGED_SINCE = Message(
    N_("It has changed since you opened it. Open it again to see what happened, then decide there.")
)
