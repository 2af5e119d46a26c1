"""What the table says of a person, an action and a state; buttons are made of it."""

from enum import StrEnum

from values.vocabulary import Action, State
from workflow.lifecycle import TABLE, rows
from workflow.permissions import OUT_OF_TURN, Seat, Standing


class Verdict(StrEnum):
    """What the table says of a person, an action and a state."""

    ALLOWED = "allowed"
    NOT_PERMITTED = "not_permitted"
    WRONG_STATE = "wrong_state"


def verdict(action: Action, state: State, standing: Standing) -> tuple[Verdict, Seat | None]:
    """Decide: permission where the table has a row, else state where the person could act in another."""
    here = rows(action, state)
    if here and (seat := here[0].who(standing)):
        return Verdict.ALLOWED, seat
    candidates = {row.who for row in (here or TABLE) if row.action is action}
    later = {OUT_OF_TURN[who] for who in candidates if who in OUT_OF_TURN}
    could = any(who(standing) for who in (later if here else candidates | later))
    return (Verdict.WRONG_STATE if could else Verdict.NOT_PERMITTED), None


def allowed_actions(state: State, standing: Standing) -> tuple[Action, ...]:
    """Return what a person may do now, in the order of the table; buttons are made of it."""
    return tuple(
        action
        for action in dict.fromkeys(row.action for row in TABLE if row.source is state)
        if verdict(action, state, standing)[0] is Verdict.ALLOWED
    )
