"""Where the rows of a file go: into a new proposal, or into a draft of one's own body; and what is asked by that."""

from dataclasses import dataclass

from flask_babel import gettext

from models import Draft, Proposal, db
from values.entry import EntryState
from values.proposal_content import draft_content
from values.vocabulary import Choice as Side
from web.catalogue.comparison import texts
from web.forms.reading import Form
from web.numbers import whole_number
from web.wording.common import field_label
from workflow.errors import WorkflowError
from workflow.extending import joined
from workflow.importing import Choice, chosen_changes
from workflow.queries.catalogue import catalogue_at_release
from workflow.queries.row_diff import RowDiff

SETTLE = "settle:"
"""What the names of fields begin with that answer a question."""
BETWEEN = "@"


@dataclass(frozen=True, kw_only=True)
class Target:
    """A draft, as the page showed it."""

    number: str
    draft_version: int


@dataclass(frozen=True, kw_only=True)
class AskedField:
    """A field of which the draft and the file both say something new."""

    key: str
    row: str
    label: str
    choices: tuple[tuple[str, str, str], ...]
    """Answer, what it is called, and what the field says by it."""
    chosen: str


def target_of(form: Form) -> Target | None:
    """Return the draft that was chosen; None: a new proposal."""
    number, _, version = form.get("into", "").partition(BETWEEN)
    return Target(number=number, draft_version=whole_number(version) or 0) if number else None


def settled(form: Form) -> dict[str, str]:
    """Return the answers, by row and field."""
    return {
        key.removeprefix(SETTLE): form.get(key, "")
        for key in form
        if key.startswith(SETTLE) and form.get(key)
    }


def asked_fields(diff: RowDiff, choice: Choice, number: str) -> list[AskedField]:
    """Return what is asked where the ticked rows go into a draft, with the answers so far."""
    session = db.session()
    proposal = session.query(Proposal).filter_by(number=number, catalogue_id=diff.catalogue.id).one_or_none()
    if proposal is None:
        return []
    try:
        changes = chosen_changes(diff, choice)
    except WorkflowError:
        return []
    found = joined(
        draft_content(session.get_one(Draft, proposal.id).content),
        changes,
        had_before=diff.current,
        current=catalogue_at_release(session, diff.catalogue.id, diff.catalogue.current_release_no),
        answers={},
    )
    bodies = {int(key): name for name, key in diff.bodies.items()}
    names = {row.state.entry: row.state.content.name for row in diff.rows}

    def said(state: EntryState, field: str) -> str:
        return texts(state, bodies, names).get(field, state.content.name)

    labels = {
        Side.PUBLISHED: gettext("What the draft says"),
        Side.MINE: gettext("What the file says"),
        Side.BOTH: gettext("Both"),
    }
    return [
        AskedField(
            key=f"{SETTLE}{entry}:{field}",
            row=found.merges[entry].proposed.content.name,
            label=field_label(field),
            choices=tuple(
                (side.value, labels[side], said(state, field))
                for side, state in found.merges[entry].open[field].choices.items()
            ),
            chosen=choice.settles.get(f"{entry}:{field}", ""),
        )
        for entry, field in found.questions
    ]
