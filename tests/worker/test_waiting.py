"""A short message says that a step waits only where it does."""

import pytest

from values.vocabulary import Audience, State
from worker.waiting import waits


@pytest.mark.parametrize(
    ("reason", "action", "to", "expected"),
    [
        (Audience.STEP_HOLDERS, "submit", State.IN_REVIEW, True),
        (Audience.STEP_HOLDERS, "reminded", None, True),
        (Audience.ASKED_BODIES, "opinion_requested", None, True),
        (Audience.SUPERVISORS, "sign_off", State.IN_APPROVAL, True),
        (Audience.SUPERVISORS, "publish", State.PUBLISHED, False),
        (Audience.SUPERVISORS, "hiding_begun", None, True),
        (Audience.SUPERVISORS, "hiding_lifted", None, False),
        (Audience.PUBLISHERS, "approve", State.APPROVED, True),
        (Audience.PUBLISHERS, "schedule", State.APPROVED, False),
        (Audience.PUBLISHERS, "schedule_failed", None, True),
        (Audience.CONTRIBUTORS, "request_changes", State.CHANGES_REQUESTED, True),
        (Audience.CONTRIBUTORS, "sign_off", State.IN_REVIEW, False),
        (Audience.CONTRIBUTORS, "comment_added", None, False),
        (Audience.SUBSCRIBERS, "publish", State.PUBLISHED, False),
        ("self", "service_tried", None, False),
    ],
)
def test_what_waits_for_whom(reason: str, action: str, to: State | None, expected: bool) -> None:
    assert waits(reason, action, to.value if to else None) is expected
