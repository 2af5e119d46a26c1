"""What each event says to a person: one sentence an action, in the past tense."""

import json
from collections.abc import Mapping
from typing import Any

from models import Event
from values.messages import N_, Message
from values.papers import PaperKind
from values.vocabulary import Action, OpinionAnswer, Outcome
from workflow.account_sentences import ACCOUNT_ATTEMPTS, ACCOUNT_SENTENCES
from workflow.archive_sentences import ARCHIVE_ATTEMPTS, ARCHIVE_SENTENCES, said_members
from workflow.labels import ACTION_LABELS, PAPER_LABELS
from workflow.service_sentences import (
    CHANNEL_LABELS,
    SERVICE_ATTEMPTS,
    SERVICE_SENTENCES,
    TOLD_THROUGH,
)

SENTENCES: dict[str, str] = {
    "opened": N_("%(who)s opened the proposal."),
    Action.SUBMIT.value: N_("%(who)s submitted revision %(revision)s."),
    "submit:unchanged": N_("%(who)s submitted revision %(revision)s again, unchanged."),
    Action.SIGN_OFF.value: N_("%(who)s signed off revision %(revision)s."),
    f"sign_off:{Outcome.AGREED_WITH_CHANGES}": N_("%(who)s agreed to revision %(revision)s with changes."),
    f"sign_off:{Outcome.OBJECTED}": N_("%(who)s objected to revision %(revision)s."),
    Action.REQUEST_CHANGES.value: N_("%(who)s returned revision %(revision)s for changes."),
    "sign_off:recorded": N_(
        "%(who)s recorded what %(whom)s signed on paper on %(signed_on)s: %(outcome)s, revision %(revision)s."
    ),
    Action.OPEN_CONSULTATION.value: N_("%(who)s opened a public consultation."),
    Action.CLOSE_CONSULTATION.value: N_("%(who)s closed the public consultation."),
    Action.TAKE_BACK.value: N_("%(who)s took the proposal back to revise it."),
    Action.REBASE.value: N_("%(who)s took the proposal back, since its base had moved on."),
    Action.APPROVE.value: N_("%(who)s approved revision %(revision)s."),
    Action.REJECT.value: N_("%(who)s did not approve the proposal."),
    Action.REVOKE_APPROVAL.value: N_("%(who)s revoked the approval."),
    Action.SCHEDULE.value: N_("%(who)s scheduled the publication."),
    Action.UNSCHEDULE.value: N_("%(who)s cancelled the scheduled publication."),
    "consultation_over": N_("The window of the consultation has ended; it can be closed."),
    "validity_ending": N_(
        "Release %(release)s is valid until %(until)s; renew or cancel what it holds before then."
    ),
    "calendar_imported": N_("%(who)s imported the working days of %(year)s."),
    "schedule_failed": N_("The system could not publish at the set time: %(reason)s"),
    Action.PUBLISH.value: N_("%(who)s published release %(release)s."),
    Action.WITHDRAW.value: N_("%(who)s withdrew the proposal."),
    "comment_added": N_("%(who)s commented."),
    "taken_on": N_("%(who)s took it on."),
    "passed_on": N_("%(who)s passed it on to the account %(account)s."),
    "drafting_handed_over": N_("%(who)s handed the proposal over to another drafting body."),
    "comment_resolved": N_("%(who)s marked a comment as dealt with."),
    "suggestion_answered": N_("%(who)s answered a suggestion."),
    "attached": N_("%(who)s attached “%(name)s”."),
    "detached": N_("%(who)s took out the attached “%(name)s”."),
    "reminded": N_("The system reminded the holders of a step of its due date."),
    "escalated": N_("The system told those above that a step due on %(due)s has not been taken."),
    "escalated:approval": N_(
        "The system told those above that an approval due on %(due)s has not been given."
    ),
    "telling_chosen": N_("%(who)s chose of what to be told, and when."),
    "delivery_repeated": N_("%(who)s had a message of the proposal sent again."),
    "hiding_begun": N_("%(who)s hid a part of the catalogue %(catalogue)s in an emergency."),
    "hiding_approved": N_("%(who)s approved that a part of the catalogue %(catalogue)s stays hidden."),
    "hiding_lifted": N_("%(who)s lifted a hiding; the catalogue %(catalogue)s shows the part again."),
    "hiding_escalated": N_(
        "The system told level %(level)s above that a hiding in the catalogue %(catalogue)s was not approved in time."
    ),
    "hiding_ended": N_(
        "The system ended a hiding in the catalogue %(catalogue)s, since nobody approved it in time."
    ),
    "opinion_requested": N_("%(who)s asked departments for their opinion."),
    "opinion_given": N_("%(who)s gave the opinion of a department: agreed."),
    f"opinion_given:{OpinionAnswer.HAS_REMARKS}": N_("%(who)s gave the opinion of a department: remarks."),
    f"opinion_given:{OpinionAnswer.NO_REMARKS}": N_("%(who)s gave the opinion of a department: no remarks."),
    "opinion_reminded": N_("The system reminded a department of the opinion it was asked for."),
    "notified": N_("The system told %(in_app)s people."),
    "delivered": N_("The system delivered an e-mail."),
    "delivery_failed": N_("The system gave up delivering an e-mail."),
    "delivery_retried": N_("%(who)s had an e-mail sent again."),
    **SERVICE_SENTENCES,
    "refused": N_("%(who)s was refused: %(action)s on %(subject)s."),
    "refusals_counted": N_(
        "The system counted %(count)s refusals of %(person)s within a minute: %(action)s on %(subject)s."
    ),
    "signed_in": N_("%(who)s signed in."),
    "signed_out": N_("%(who)s signed out."),
    "sign_in_failed": N_("A sign-in failed."),
    "delegated": N_("%(who)s named a deputy for the account %(subject)s, from %(from)s to %(until)s."),
    "delegation_ended": N_("%(who)s ended the time of a deputy of the account %(subject)s."),
    "language_chosen": N_("%(who)s chose another language."),
    "installed": N_("The system was installed; the identity of its log is %(subject)s."),
    "table_in_force": N_("A new transition table came into force."),
    "body_changed": N_("%(who)s published the change of the body %(subject)s."),
    **ACCOUNT_SENTENCES,
    "route_set_up": N_("%(who)s set up the route %(subject)s."),
    "route_changed": N_("%(who)s changed the route %(subject)s; version %(version)s holds from now on."),
    "route_acknowledged": N_(
        "%(who)s keeps the route %(subject)s, knowing that it takes %(longest)s working days."
    ),
    "route_assigned": N_("%(who)s gave the catalogue %(subject)s the route %(after)s."),
    "synonym_added": N_("%(who)s added the channel synonym %(subject)s."),
    "synonym_withdrawn": N_("%(who)s withdrew the channel synonym %(subject)s."),
    "provincial_rule_written": N_("%(who)s wrote version %(version)s of the provincial rule %(subject)s."),
    "catalogue_set_up": N_("%(who)s set up the catalogue %(subject)s."),
    "catalogue_handed_over": N_("%(who)s handed the catalogue %(subject)s over to another body."),
    "catalogue_handed_over:proposals": N_(
        "%(who)s handed the open proposals of an ended body to the catalogue %(subject)s over to another body."
    ),
    "place_checking_on": N_("%(who)s had published places checked from then on."),
    "place_checking_off": N_("%(who)s had published places no longer checked."),
    "place_check_asked": N_("%(who)s had %(addresses)s published places of a catalogue checked at once."),
    "sweep_begun": N_("%(who)s began a check of %(catalogues)s catalogues against the rules."),
    "basis_registered": N_("%(who)s entered the basis %(subject)s into the register."),
    "basis_corrected": N_("%(who)s corrected what the register says of the basis %(subject)s."),
    "basis_amended": N_("%(who)s marked the basis %(subject)s as amended since %(since)s."),
    "basis_repealed": N_("%(who)s marked the basis %(subject)s as repealed since %(since)s."),
    "basis_draft_opened": N_(
        "%(who)s opened the proposal, since a basis that rows cite was amended or repealed."
    ),
    "basis_mark_taken_back": N_("%(who)s took back a mark of the basis %(subject)s that was a mistake."),
    "imported": N_("%(who)s imported “%(name)s” into the proposal."),
    "audit_opened": N_("%(who)s opened the audit trail."),
    "audit_exported": N_("%(who)s exported %(count)s events of the audit trail."),
    "compliance_exported": N_("%(who)s exported the compliance report of %(count)s catalogues."),
    "statistics_exported": N_("%(who)s exported the statistics from %(since)s to %(until)s."),
    "evidence_downloaded": N_("%(who)s downloaded a file of the proposal as evidence."),
    "catalogue_exported": N_("%(who)s exported the catalogue %(subject)s (%(format)s)."),
    **ARCHIVE_SENTENCES,
    "paper_exported": N_("%(who)s took a paper of the catalogue %(subject)s: %(paper)s."),
    "ledger_key_in_force": N_("The system signs the trail with key no. %(no)s from now on."),
    "log_opened": N_(
        "%(who)s opened the log %(subject)s, since the database was set back; it follows the head over %(size)s events."
    ),
    "rollback_found": N_(
        "The system found the database set back or changed: a head outside covers %(outside)s events, here are %(here)s."
    ),
    "ledger_verified:right": N_(
        "%(who)s had the trail verified: %(size)s events, all as they were recorded."
    ),
    "ledger_verified:part": N_(
        "%(who)s had every signed head verified, and the contents of the leaves from %(first)s to before %(before)s:"
        " all as they were recorded."
    ),
    "ledger_verified": N_("%(who)s had the trail verified: something is not as it was recorded."),
    "copies_thinned": N_(
        "The system removed %(removed)s old copies of signed heads from the folder outside"
        " (over %(smallest)s to %(largest)s events)."
    ),
    "bundle_exported": N_("%(who)s took away evidence of %(leaves)s events (%(scope)s)."),
    "backed_up": N_("The system copied the database into a backup, with %(events)s sealed events."),
    "restored:newest": N_("The system brought a backup back, with %(events)s sealed events."),
    "restored": N_(
        "The system brought back a backup that is older than what was sealed, with %(events)s events."
    ),
    "checkpoint_cosigned": N_("The witness %(witness)s signed the head over %(size)s events."),
    "catalogue_watched": N_("%(who)s watches the catalogue %(subject)s."),
    "catalogue_unwatched": N_("%(who)s no longer watches the catalogue %(subject)s."),
}
"""By action; a variant after a colon is taken where the event's details say so."""

ATTEMPTS: dict[str, str] = {
    **{action.value: text for action, text in ACTION_LABELS.items()},
    "open_proposal": N_("Propose a change"),
    "save_draft": N_("Save the draft"),
    "undo_edit": N_("Undo an edit"),
    "redo_edit": N_("Do an edit again"),
    "take_on": N_("Take on"),
    "pass_on": N_("Pass on"),
    "bring_up_to_date": N_("Bring the draft up to date"),
    "add_comment": N_("Comment"),
    "resolve_comment": N_("Mark as dealt with"),
    "answer_suggestion": N_("Answer a suggestion"),
    "request_opinions": N_("Ask for opinions"),
    "give_opinion": N_("Give an opinion"),
    "found_catalogue": N_("Set up a catalogue"),
    "hand_over_catalogue": N_("Hand over a catalogue"),
    "set_up_route": N_("Set up a route"),
    "change_route": N_("Change a route"),
    "assign_route": N_("Give a catalogue a route"),
    "add_synonym": N_("Add a channel synonym"),
    "withdraw_synonym": N_("Withdraw a channel synonym"),
    "write_provincial_rule": N_("Write a provincial rule"),
    "attach": N_("Attach a file"),
    "import_rows": N_("Import a file"),
    "export_catalogue": N_("Export a catalogue"),
    "export_paper": N_("Take a paper"),
    **ARCHIVE_ATTEMPTS,
    "detach": N_("Take a file out"),
    "delegate": N_("Name a deputy"),
    "end_delegation": N_("End a deputy's time"),
    **SERVICE_ATTEMPTS,
    **ACCOUNT_ATTEMPTS,
    "read": N_("Read"),
    "hide": N_("Hide in an emergency"),
    "approve_hiding": N_("Approve a hiding"),
    "lift_hiding": N_("Lift a hiding"),
    "import_calendar": N_("Import working days"),
    "register_basis": N_("Register a basis"),
    "correct_basis": N_("Correct a basis"),
    "mark_basis": N_("Mark a basis as amended or repealed"),
    "retry_delivery": N_("Send again"),
    "repeat_delivery": N_("Send a mail again"),
    "choose_telling": N_("Choose of what to be told"),
    "sweep": N_("Check every catalogue"),
    "switch_place_checking": N_("Switch the checking of published places"),
    "ask_place_check": N_("Have published places checked"),
    "open_trail": N_("Open the audit trail"),
    "export_trail": N_("Export the audit trail"),
    "export_compliance": N_("Export the compliance report"),
    "download_evidence": N_("Download evidence"),
    "ask_for_work": N_("Ask for long work"),
    "keep_upload": N_("Bring a file to import"),
    "decide_reading": N_("Decide how a file is read"),
    "throw_away": N_("Throw a file away"),
}
"""What someone attempted when they were refused."""

SYSTEM_NAME = N_("The system")


OUTCOMES: dict[str, str] = {
    Outcome.AGREED.value: N_("Agreed"),
    Outcome.AGREED_WITH_CHANGES.value: N_("Agreed with changes"),
    Outcome.RETURNED.value: N_("Returned"),
    Outcome.OBJECTED.value: N_("Objected"),
}
"""How the sentence of a recorded paper says its outcome."""

FOR_ANOTHER = N_("%(who)s (for %(whom)s)")


def sentence(event: Event, who: str | Message, whom: str = "") -> Message:
    """Return what an event says, with the given names for its actor and for whom they acted."""
    data = json.loads(event.data)
    details: Mapping[str, Any] = data["details"]
    key = event.action
    if key == Action.SUBMIT and details.get("unchanged"):
        key = "submit:unchanged"
    variant = _variant(key, details)
    params: dict[str, str | int | Message] = {
        name: value for name, value in details.items() if isinstance(value, str | int)
    }
    if key == "schedule_failed":
        params["reason"] = Message(details["reason"], details["params"])
    if details.get("action") in ATTEMPTS:
        params["action"] = Message(ATTEMPTS[details["action"]])
    if key == "paper_exported":
        params["paper"] = Message(PAPER_LABELS[PaperKind(details["paper"])])
    if key in ARCHIVE_SENTENCES:
        params |= {name: Message(text) for name, text in said_members(key, details).items()}
    if (data["on_behalf_of"] or {}).get("kind") == "recorded":
        variant = "sign_off:recorded"
        params |= {"whom": whom, "outcome": Message(OUTCOMES[details["outcome"]])}
    elif whom:
        who = Message(FOR_ANOTHER, {"who": who, "whom": whom})
    if through := CHANNEL_LABELS.get(details.get("channel", "")):
        params["channel"] = Message(through)
    params |= {"who": who, "revision": event.revision_no or "", "subject": event.subject_id}
    return Message(SENTENCES.get(variant, SENTENCES[key]), params)


def _variant(key: str, details: Mapping[str, Any]) -> str:
    """Return which of an action's sentences it is; that of the action itself where there is none of this name."""
    if key == "escalated":
        return f"escalated:{details['kind']}"
    if key == "ledger_verified" and details.get("of") and details.get("outcome") == "right":
        return "ledger_verified:part"
    if key in TOLD_THROUGH and CHANNEL_LABELS.get(details.get("channel", "")):
        return f"{key}:service"
    return f"{key}:{details.get('outcome')}"


def before_and_after(event: Event) -> tuple[str | None, str | None]:
    """Return the hashes of the content before and after, where the event names them."""
    data = json.loads(event.data)
    return data["previous_sha256"], data["content_sha256"]
