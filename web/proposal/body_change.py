"""What pages say about a body change: the form with its preview, and the panel on the proposal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext

from models import Catalogue, db
from values.body_change import BodyChange, BodyChangeKind
from values.messages import N_
from values.proposal_content import CatalogueChanges, DraftContent, RevisionContent
from values.vocabulary import State
from values.written_day import day_written
from web.draft.entry_page import errors_by_field
from web.forms.reading import Form
from web.language import say
from web.proposal.page import today
from web.session import seats
from web.wording.common import day as in_words
from workflow.body_change import Reached, elsewhere_of, reached
from workflow.case import Case
from workflow.errors import WorkflowError, invalid
from workflow.handing_over import administering_seat
from workflow.queries.bodies import names_on
from workflow.queries.catalogues import titles_of
from workflow.queries.draft import offered_bodies
from workflow.queries.ended_bodies import LeftBehind, left_by

KINDS = {
    BodyChangeKind.RENAME: N_("Renamed"),
    BodyChangeKind.MERGE: N_("Merged into another body"),
    BodyChangeKind.TRANSFER: N_("Its tasks are transferred to another body"),
}

FIELDS = ("kind", "body", "new_name", "successor", "day", "rationale")


def read_change(form: Form) -> tuple[BodyChange, date | None]:
    """Return the change that a form asks for, and its day.

    Raises: InvalidError for a kind or a day that is none.
    """
    kind, text = form.get("kind", ""), form.get("day", "").strip()
    if kind not in set(BodyChangeKind):
        raise invalid("kind", N_("Choose what becomes of the body."))
    try:
        day = day_written(text) if text else None
    except ValueError as error:
        raise invalid("day", N_("Give the day as year-month-day, for example 2026-07-01.")) from error
    change = BodyChange(kind=BodyChangeKind(kind), body=form.get("body", "").strip())
    if change.kind is BodyChangeKind.RENAME:
        return BodyChange(kind=change.kind, body=change.body, new_name=form.get("new_name", "").strip()), day
    return BodyChange(kind=change.kind, body=change.body, successor=form.get("successor", "").strip()), day


def form_values(catalogue: Catalogue, form: Form, error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of the form's page; with a body chosen also what the change would reach."""
    bodies = [("", gettext("Choose …"))]
    bodies += [
        (str(key), name) for key, name in offered_bodies(db.session(), catalogue, today=today()).items()
    ]
    return {
        "catalogue": catalogue,
        "typed": {name: form.get(name, "") for name in FIELDS},
        "bodies": bodies,
        "kinds": [(kind.value, gettext(text)) for kind, text in KINDS.items()],
        "preview": _preview(form, {key for key, _ in bodies}),
        "errors": errors_by_field(error) or _unasked(form),
        "refusal": say(error.message) if error else "",
    }


def _unasked(form: Form) -> dict[str, list[str]]:
    """Return what is missing where somebody wants to see what a change reaches, of a body that they have not named."""
    is_missing = form.get("body") == ""
    return {"body": [gettext("Choose the body that is changed.")]} if is_missing else {}


def _preview(form: Form, offered: set[str]) -> list[Reached] | None:
    body = form.get("body", "").strip()
    if not body or body not in offered:
        return None
    return reached(db.session(), BodyChange(kind=BodyChangeKind.RENAME, body=body), day=today())


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What the page of a proposal says about the body that it changes."""

    kind: str
    old: str
    new: str
    since: str
    catalogues: list[tuple[str, str, list[str]]]
    """Of every other catalogue: code, title, and the names of the rows that are changed."""
    left: LeftBehind | None
    """What stays with the body now that it was merged; None where it goes on, or the proposal is on its way."""
    may_settle: bool
    """Whether the reader administers the catalogue."""


def panel(said: DraftContent | RevisionContent, case: Case) -> Panel | None:
    """Return the panel of a proposal whose draft or revision says something; None where it changes no body."""
    change, code = said.body_change, case.catalogue.code
    if change is None:
        return None
    others: tuple[CatalogueChanges, ...] = (
        said.elsewhere if isinstance(said, RevisionContent) else elsewhere_of(db.session(), said, code)
    )
    names = names_on(db.session(), [int(change.body), int(change.successor or 0)], day=_before(case))
    titles = titles_of(db.session(), [one.catalogue for one in others])
    return Panel(
        kind=gettext(KINDS[change.kind]),
        old=names.get(int(change.body), ""),
        new=change.new_name or names.get(int(change.successor or 0), ""),
        since=in_words(said.effective_from) if said.effective_from else "",
        catalogues=[
            (
                one.catalogue,
                titles.get(one.catalogue, one.catalogue),
                [row.after.content.name for row in one.changes],
            )
            for one in others
        ],
        left=_left(change, case),
        may_settle=administering_seat(seats(), case.jurisdiction) is not None,
    )


def _left(change: BodyChange, case: Case) -> LeftBehind | None:
    """Return what a merged body leaves behind, once that is published."""
    if change.kind is not BodyChangeKind.MERGE or case.proposal.state is not State.PUBLISHED:
        return None
    return left_by(db.session(), int(change.body), today=today())


def _before(case: Case) -> date:
    """Return a day on which the body still bore its old name."""
    return case.proposal.created_at.date()
