"""What is to happen to a row of the draft: the choices of its page, and what a chosen one makes of the draft."""

from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from rules.sheet import Sheet
from values.entry import EntryState
from values.messages import N_
from values.proposal_content import DraftChange, DraftContent
from values.rank import rank_between
from values.vocabulary import LeaveOutReason, Operation, Origin
from web.draft.desk import Desk, form_version, picked
from web.draft.entry_page import refusal
from web.forms.limits import NAME
from web.forms.reading import Form, read_lines, read_text
from web.wording.common import label
from workflow import operations
from workflow.errors import NotFoundError, WorkflowError, invalid
from workflow.fits import Fitting
from workflow.queries.catalogue import PublishedRow, arranged

DEEPEST_PARENT = 2
UNDER, AFTER = "under", "after"
"""How a place is said in the form: first under a row, or after one."""

REASONS = tuple(one for one in LeaveOutReason if one is not LeaveOutReason.MERGED_INTO_OTHER)
"""Why a row is left out by itself; what is merged into another names it by merging."""


def page_values(
    desk: Desk, entry: str, *, form: Form | None = None, error: WorkflowError | None = None
) -> dict[str, Any]:
    """Return the values of the page on which it is chosen what happens to a row.

    Raises: NotFoundError for a row that the draft does not have.
    """
    change = desk.draft.change_of(entry)
    if change is None:
        raise NotFoundError
    published = desk.current.get(entry)
    form = form if form is not None else MultiDict()
    after = change.after
    return {
        "proposal": desk.case.proposal,
        "catalogue": desk.case.catalogue,
        "change": change,
        "published": published,
        "title": (published.state if published else after).content.name or gettext("New row"),
        "misfit": misfits(desk).get(entry, ""),
        "below": _below(desk, entry, published=bool(published)),
        "emptied": _emptied(desk, entry),
        "may_be_left_out": published is None and is_new_of_standard(change),
        "is_adapted": bool(published and published.state.origin is Origin.ADAPTED),
        "is_listed": bool(published and published.state.is_listed),
        "reasons": [("", gettext("Choose …")), *((one.value, label(one)) for one in REASONS)],
        "reason": form.get("reason", after.left_out_reason.value if after.left_out_reason else ""),
        "explanation": form.get("explanation", after.left_out_note),
        "places": _places(desk, entry),
        "place": form.get("place", ""),
        "names": form.get("names", "\n".join(_parts(desk, entry))),
        "targets": [("", gettext("Choose …")), *_targets(desk, entry)],
        "target": form.get("target", ""),
        "refusal": refusal(desk.case.proposal, error),
        "draft_version": form_version(desk, error),
    }


def misfits(desk: Desk) -> dict[str, str]:
    """Return, by row, why its operation does not fit yet, in the reader's language."""
    names = {change.entry: change.after.content.name for change in desk.draft.changes}
    return {
        entry: gettext(sentence) % {"name": names[entry]}
        for entry, sentence in Fitting(desk.draft, desk.current).misfits().items()
    }


def with_operation(desk: Desk, entry: str, form: Form) -> DraftContent:
    """Return the draft with another operation on a row.

    Raises: NotFoundError where the draft has no such row; InvalidError for what is missing or not on offer.
    """
    change, published = desk.draft.change_of(entry), desk.current.get(entry)
    if change is None:
        raise NotFoundError
    wanted = form.get("operation", "")
    if published is None:
        return _of_new_row(desk, change, form)
    text = operations.without(desk.draft, entry)
    if wanted == Operation.AMEND and published.state.is_listed:
        return operations.put(
            desk.draft if change.operation is Operation.AMEND else text, [picked(published)]
        )
    if wanted == Operation.RESTORE and not published.state.is_listed:
        parent, rank = _place(desk, entry, form) if form.get("place") else (None, "")
        return operations.put(text, [operations.restored(published, parent=parent, rank=rank)])
    if wanted in BUILDERS and published.state.is_listed:
        return BUILDERS[Operation(wanted)](desk, text, published, form)
    raise invalid("changes", N_("Choose what is to happen to the row."))


def _of_new_row(desk: Desk, change: DraftChange, form: Form) -> DraftContent:
    """Return the draft with a row that it adds elsewhere, left out at once, or listed after all."""
    wanted = form.get("operation", "")
    if wanted == Operation.LEAVE_OUT and is_new_of_standard(change):
        reason, explanation = _why(form)
        return operations.left_out_at_once(desk.draft, change.entry, reason, explanation)
    if wanted == Operation.ADD and change.operation is Operation.LEAVE_OUT:
        return operations.put(desk.draft, [operations.listed_after_all(change)])
    if wanted != Operation.MOVE or change.sources or not change.after.is_listed:
        raise invalid("changes", N_("A new row is only added; take it out if it is not needed."))
    parent, rank = _place(desk, change.entry, form)
    return operations.put(desk.draft, [operations.placed(change, parent=parent, rank=rank)])


def is_new_of_standard(change: DraftChange) -> bool:
    """Whether a row that was never listed is taken over from the standard, so that it can be left out at once."""
    return (
        change.operation in {Operation.ADD, Operation.LEAVE_OUT}
        and change.after.origin is Origin.ADAPTED
        and not change.sources
    )


def _why(form: Form) -> tuple[LeaveOutReason | None, str]:
    reason = form.get("reason", "")
    explanation = read_text(form, "explanation", "").strip()
    return LeaveOutReason(reason) if reason in set(REASONS) else None, explanation


def _take_away(desk: Desk, text: DraftContent, row: PublishedRow, form: Form) -> DraftContent:
    reason, explanation = _why(form)
    return operations.put(text, operations.taken_away(row, desk.current, reason, explanation))


def _move(desk: Desk, text: DraftContent, row: PublishedRow, form: Form) -> DraftContent:
    parent, rank = _place(desk, row.state.entry, form)
    before = desk.draft.change_of(row.state.entry)
    moved = operations.moved(row, parent=parent, rank=rank)
    if before and before.operation in {Operation.AMEND, Operation.MOVE}:
        moved = operations.saying(moved, before)
    return operations.put(text, [moved])


def _split(desk: Desk, text: DraftContent, row: PublishedRow, form: Form) -> DraftContent:
    names = [name for name in read_lines(form, "names", ()) if name]
    if len(names) < 2 or any(len(name) > NAME for name in names):  # noqa: PLR2004 - a split makes two at least
        raise invalid(
            "name",
            N_("Give the names of two new rows at least, one a line, each %(most)s characters at most."),
            most=NAME,
        )
    states = [one.state for one in desk.current.values()]
    parts = operations.split(row, names, states, seed=desk.case.proposal.number)
    return operations.put(text, parts)


def _merge(desk: Desk, text: DraftContent, row: PublishedRow, form: Form) -> DraftContent:
    target = form.get("target", "")
    if target not in dict(_targets(desk, row.state.entry)):
        raise invalid("changes", N_("Choose the row that this one is merged into."))
    so_far = text.change_of(target)
    if so_far and so_far.operation not in {Operation.AMEND, Operation.MERGE}:
        raise invalid("changes", N_("The draft does something else with that row; choose another."))
    seed = desk.case.proposal.number
    changes = operations.merged([row], desk.current[target], seed=seed, so_far=so_far)
    return operations.put(text, changes)


BUILDERS = {
    Operation.LEAVE_OUT: _take_away,
    Operation.CANCEL: _take_away,
    Operation.MOVE: _move,
    Operation.SPLIT: _split,
    Operation.MERGE: _merge,
}
"""What an operation on a listed row makes of the draft; leaving out and cancelling follow from the row's origin."""


def _below(desk: Desk, entry: str, *, published: bool) -> list[str]:
    sheet = _sheet(desk) if published else Sheet(desk.states)
    return [
        sheet.states[one].content.name
        for one in sorted(sheet.with_what_is_below(frozenset({entry})) - {entry})
    ]


def _emptied(desk: Desk, entry: str) -> str:
    """Return the name of the heading below which no row would be left without this one; empty: there is none."""
    sheet = Sheet(desk.states)
    parent = desk.states[entry].parent if entry in desk.states else None
    if parent is None or parent not in sheet.present or set(sheet.children.get(parent, ())) - {entry}:
        return ""
    return sheet.present[parent].content.name


def _sheet(desk: Desk) -> Sheet:
    return Sheet({key: row.state for key, row in desk.current.items()})


def _parts(desk: Desk, entry: str) -> list[str]:
    return [
        change.after.content.name
        for change in desk.draft.changes
        if change.operation is Operation.SPLIT and entry in change.sources
    ]


def _targets(desk: Desk, entry: str) -> list[tuple[str, str]]:
    """Return the listed rows that a row can be merged into: those that the draft does not end."""
    excluded = _sheet(desk).with_what_is_below(frozenset({entry}))
    return [
        (row.state.entry, f"{row.number} {row.state.content.name}")
        for row in arranged(desk.states.values())
        if row.state.entry in desk.current and row.state.entry not in excluded and not row.is_heading
    ]


def _places(desk: Desk, entry: str) -> list[tuple[str, str]]:
    """Return every place where a row can stand, in the order of the table."""
    excluded = Sheet(desk.states).with_what_is_below(frozenset({entry}))
    found = [("", gettext("Choose …")), (f"{UNDER}:", gettext("First on the top level"))]
    for row in arranged(desk.states.values()):
        key = row.state.entry
        if key in excluded:
            continue
        name = f"{row.number} {row.state.content.name}"
        if row.depth <= DEEPEST_PARENT:
            found.append((f"{UNDER}:{key}", gettext("First under %(row)s", row=name)))
        found.append((f"{AFTER}:{key}", gettext("After %(row)s, on its level", row=name)))
    return found


def _place(desk: Desk, entry: str, form: Form) -> tuple[str | None, str]:
    """Return the parent and the rank that a chosen place means."""
    chosen = form.get("place", "")
    if not chosen or chosen not in dict(_places(desk, entry)):
        raise invalid("parent", N_("Choose the place where the row is to stand."))
    way, _, key = chosen.partition(":")
    parent = (key or None) if way == UNDER else desk.states[key].parent
    ranks = sorted(_ranks(desk.states.values(), parent, entry))
    if way == UNDER:
        return parent, rank_between(None, ranks[0] if ranks else None)
    before = desk.states[key].rank
    return parent, rank_between(before, next((rank for rank in ranks if rank > before), None))


def _ranks(states: Any, parent: str | None, entry: str) -> set[str]:
    siblings: list[EntryState] = [
        state for state in states if state.parent == parent and state.entry != entry
    ]
    return {state.rank for state in siblings}
