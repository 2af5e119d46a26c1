"""What each event says to a person: one sentence an action, in the past tense."""

import json
from collections.abc import Mapping
from typing import Any

from models import Event
from values.messages import N_, Message
from values.vocabulary import Action, Outcome
from workflow.labels import ACTION_LABELS

SENTENCES: dict[str, str] = {
    "opened": N_("%(who)s opened the proposal."),
    Action.SUBMIT.value: N_("%(who)s submitted revision %(revision)s."),
    "submit:unchanged": N_("%(who)s submitted revision %(revision)s again, unchanged."),
    Action.SIGN_OFF.value: N_("%(who)s signed off revision %(revision)s."),
    f"sign_off:{Outcome.AGREED_WITH_CHANGES}": N_("%(who)s agreed to revision %(revision)s with changes."),
    f"sign_off:{Outcome.OBJECTED}": N_("%(who)s objected to revision %(revision)s."),
    Action.REQUEST_CHANGES.value: N_("%(who)s returned revision %(revision)s for changes."),
    Action.OPEN_CONSULTATION.value: N_("%(who)s opened a public consultation."),
    Action.CLOSE_CONSULTATION.value: N_("%(who)s closed the public consultation."),
    Action.TAKE_BACK.value: N_("%(who)s took the proposal back to revise it."),
    Action.REBASE.value: N_("%(who)s took the proposal back, since its base had moved on."),
    Action.APPROVE.value: N_("%(who)s approved revision %(revision)s."),
    Action.REJECT.value: N_("%(who)s did not approve the proposal."),
    Action.REVOKE_APPROVAL.value: N_("%(who)s revoked the approval."),
    Action.SCHEDULE.value: N_("%(who)s scheduled the publication."),
    Action.UNSCHEDULE.value: N_("%(who)s cancelled the scheduled publication."),
    Action.PUBLISH.value: N_("%(who)s published release %(release)s."),
    Action.WITHDRAW.value: N_("%(who)s withdrew the proposal."),
    "comment_added": N_("%(who)s commented."),
    "comment_resolved": N_("%(who)s marked a comment as dealt with."),
    "suggestion_answered": N_("%(who)s answered a suggestion."),
    "reminded": N_("The system reminded the holders of a step of its due date."),
    "notified": N_("The system told %(in_app)s people."),
    "delivered": N_("The system delivered an e-mail."),
    "delivery_failed": N_("The system gave up delivering an e-mail."),
    "delivery_retried": N_("%(who)s had an e-mail sent again."),
    "refused": N_("%(who)s was refused: %(action)s on %(subject)s."),
    "refusals_counted": N_(
        "The system counted %(count)s refusals within a minute: %(action)s on %(subject)s."
    ),
    "signed_in": N_("%(who)s signed in."),
    "signed_out": N_("%(who)s signed out."),
    "sign_in_failed": N_("A sign-in failed."),
    "language_chosen": N_("%(who)s chose another language."),
    "installed": N_("The system was installed; the identity of its log is %(subject)s."),
    "table_in_force": N_("A new transition table came into force."),
    "jurisdiction_registered": N_("The jurisdiction %(subject)s was registered."),
    "body_registered": N_("The body %(subject)s was registered."),
    "body_changed": N_("%(who)s published the change of the body %(subject)s."),
    "person_registered": N_("The account %(subject)s was registered."),
    "role_granted": N_("%(who)s granted the role %(role)s to the account %(subject)s."),
    "route_set_up": N_("The route %(subject)s was set up."),
    "catalogue_set_up": N_("The catalogue %(subject)s was set up."),
    "subscribed": N_("The account %(person)s subscribed to the catalogue %(subject)s."),
}
"""By action; a variant after a colon is taken where the event's details say so."""

ATTEMPTS: dict[str, str] = {
    **{action.value: text for action, text in ACTION_LABELS.items()},
    "open_proposal": N_("Propose a change"),
    "save_draft": N_("Save the draft"),
    "bring_up_to_date": N_("Bring the draft up to date"),
    "add_comment": N_("Comment"),
    "resolve_comment": N_("Mark as dealt with"),
    "answer_suggestion": N_("Answer a suggestion"),
    "read": N_("Read"),
    "retry_delivery": N_("Send again"),
}
"""What someone attempted when they were refused."""

SYSTEM_NAME = N_("The system")


def sentence(event: Event, who: str | Message) -> Message:
    """Return what an event says, with the given name for its actor."""
    data = json.loads(event.data)
    details: Mapping[str, Any] = data["details"]
    key = event.action
    if key == Action.SUBMIT and details.get("unchanged"):
        key = "submit:unchanged"
    variant = f"{key}:{details.get('outcome')}"
    params: dict[str, str | int | Message] = {
        name: value for name, value in details.items() if isinstance(value, str | int)
    }
    if details.get("action") in ATTEMPTS:
        params["action"] = Message(ATTEMPTS[details["action"]])
    params |= {"who": who, "revision": event.revision_no or "", "subject": event.subject_id}
    return Message(SENTENCES.get(variant, SENTENCES[key]), params)


def before_and_after(event: Event) -> tuple[str | None, str | None]:
    """Return the hashes of the content before and after, where the event names them."""
    data = json.loads(event.data)
    return data["previous_sha256"], data["content_sha256"]
