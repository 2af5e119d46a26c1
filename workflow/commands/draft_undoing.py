"""Undo one's last edit of a working draft, and do again what one has undone; either is a save of the draft."""

from collections.abc import Callable, Sequence

from models import Draft, DraftEdit
from values.draft_edits import ChangedSinceError, Path, Piece, applied, reverted
from values.messages import N_, Message
from values.proposal_content import draft_content
from values.serial import as_stored
from workflow.actor import Actor
from workflow.case import open_case
from workflow.commands.drafting import permit_writing, rewrite
from workflow.draft_history import Edit, to_redo, to_undo
from workflow.errors import InvalidError, Issue, StaleError, invalid
from workflow.labels import ENTRY_FIELD_LABELS
from workflow.unit import Unit, unit

HEADER_LABELS = {
    "title": N_("Title"),
    "trigger": N_("Trigger"),
    "trigger_date": N_("Day of the trigger"),
    "rationale": N_("Rationale"),
    "policy_source": N_("Policy source"),
    "effective_from": N_("In force from"),
    "is_trial": N_("Kind of validity"),
    "valid_until": N_("Valid until"),
    "interpretation": N_("Plain-language interpretation"),
    "changes": N_("Rows to be changed"),
    "answers": N_("Answer to a warning"),
    "note": N_("Justification"),
}
"""Names of what an edit can write beside the fields of an entry."""


def undo_edit(number: str, *, actor: Actor, edit: int | None = None) -> tuple[Piece, ...]:
    """Undo the actor's last edit of the draft that stands, and return what it had written.

    Nothing is undone where somebody else wrote in the same place since.
    Raises: InvalidError where there is nothing to undo, or somebody wrote there since; StaleError where it is not
    the `edit` that the page showed; NotAllowedError where the draft is frozen; ForbiddenError for those who may
    not write it.
    """
    with unit(actor) as work:
        return _turn(work, number, "undo_edit", edit, is_redone=False)


def redo_edit(number: str, *, actor: Actor, edit: int | None = None) -> tuple[Piece, ...]:
    """Do again the edit that the actor undid last, and return what it writes; raise as `undo_edit`."""
    with unit(actor) as work:
        return _turn(work, number, "redo_edit", edit, is_redone=True)


def _turn(work: Unit, number: str, action: str, shown: int | None, *, is_redone: bool) -> tuple[Piece, ...]:
    case = open_case(work, number, action)
    seat = permit_writing(case)
    person, key = work.actor.person_id or 0, case.proposal.id
    found = (to_redo if is_redone else to_undo)(work.session, key, person)
    if found is None:
        raise invalid("draft", N_("There is nothing more to do again.") if is_redone else NOTHING)
    if shown is not None and shown != found.id:
        raise StaleError(seen=shown, present=found.id)
    if found.since:
        raise _written_since(found)
    draft = work.session.get_one(Draft, key)
    change: Callable[[dict[str, object], Sequence[Piece]], dict[str, object]]
    change = applied if is_redone else reverted
    try:
        content = change(as_stored(draft_content(draft.content)), found.pieces)
    except ChangedSinceError as error:
        why = N_("“%(field)s” was changed since; nothing was undone or done again.")
        raise _refused(why, {"field": place_name(error.path)}) from error
    rewrite(work, case, draft, draft_content(content), seat)
    work.session.get_one(DraftEdit, found.id).is_undone = not is_redone
    return found.pieces


NOTHING = N_("There is nothing of yours to undo in this draft.")


def _written_since(found: Edit) -> InvalidError:
    why = N_("%(person)s changed “%(field)s” since; nothing was undone or done again.")
    return _refused(why, {"person": found.since, "field": place_name(found.since_path)})


def _refused(why: str, params: dict[str, str | int | Message]) -> InvalidError:
    return InvalidError([Issue("draft", Message(why, params))])


def place_name(path: Path) -> Message:
    """Return what the place of an edit is called: its field, or the rows."""
    names = {**ENTRY_FIELD_LABELS, **HEADER_LABELS}
    return Message(next((names[one] for one in reversed(path) if one in names), HEADER_LABELS["changes"]))
