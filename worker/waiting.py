"""Whether a person is told because something waits for them, or only so that they know."""

from values.vocabulary import Action, Audience, State

ALWAYS = frozenset({Audience.STEP_HOLDERS, Audience.ASKED_BODIES})
"""Who is told only as long as something is theirs to do."""

BY_STATE = {
    Audience.SUPERVISORS: State.IN_APPROVAL,
    Audience.PUBLISHERS: State.APPROVED,
    Audience.CONTRIBUTORS: State.CHANGES_REQUESTED,
}
"""For whom a proposal waits in which state."""

BY_ACTION = frozenset(
    {
        (Audience.SUPERVISORS, "hiding_begun"),
        (Audience.SUPERVISORS, "hiding_escalated"),
        (Audience.PUBLISHERS, "schedule_failed"),
        (Audience.CONTRIBUTORS, "consultation_over"),
        (Audience.DRAFTERS, "basis_draft_opened"),
        (Audience.DRAFTERS, "drafting_handed_over"),
    }
)


def waits(reason: str, action: str, to_state: str | None) -> bool:
    """Return whether an event leaves something to do to those who are told of it for a reason.

    Args:
        reason: the audience as which they are told.
        action: what happened.
        to_state: where it brought the proposal, if anywhere.
    """
    if reason not in set(Audience):
        return False
    audience = Audience(reason)
    if audience in ALWAYS or (audience, action) in BY_ACTION:
        return True
    # Once a time is set, nothing is left to the publishers.
    return to_state == BY_STATE.get(audience, "") and action != Action.SCHEDULE
