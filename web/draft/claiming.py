"""Rows of the county for a township to claim (认领): the choices of the page, and the draft that they make."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request

from models import Catalogue, db
from rules.sheet import Sheet
from values.claim import Substitution
from values.entry import DisclosingBody
from values.messages import N_
from values.proposal_content import DraftContent
from web.draft import picking
from web.draft.desk import Desk, form_version
from web.draft.entry_page import errors_by_field, refusal
from web.draft.picking import RowChoice
from web.forms.claim_form import claim_values, read_substitution, substitution_issues
from web.forms.reading import Form
from web.proposal.page import today
from workflow.claims import claimable, claimed_rows, county_sheet, with_claims
from workflow.errors import InvalidError, NotFoundError, WorkflowError
from workflow.queries.catalogue import PublishedRow
from workflow.queries.draft import offered_bodies

Rows = Mapping[str, PublishedRow]


def county_of(catalogue: Catalogue, day: date | None = None) -> Sheet:
    """Return the county's rows that a township claims from: those in force on a day, by default today.

    Raises: NotFoundError for a catalogue that is no township's.
    """
    county = county_sheet(db.session(), catalogue, day=day or today())
    if county is None:
        raise NotFoundError(N_("Only a township claims rows of its county; this is no township's catalogue."))
    return county


def with_claimed(
    catalogue: Catalogue, text: DraftContent, current: Rows, form: Form, *, seed: str
) -> DraftContent:
    """Return the draft with the claims that the form asks for.

    Raises: InvalidError for what is missing, too long or not on offer.
    """
    county = county_of(catalogue, text.effective_from)
    said = read_substitution(form)
    issues = substitution_issues(said, {str(one) for one in _bodies(catalogue)})
    if issues:
        raise InvalidError(issues)
    return with_claims(text, current, county, form.getlist("entry"), said, seed=seed)


def page_values(
    catalogue: Catalogue, current: Rows, *, desk: Desk | None = None, error: WorkflowError | None = None
) -> dict[str, Any]:
    """Return the values of the page; `desk` is the draft that takes in more, None for a new proposal."""
    county = county_of(catalogue, desk.draft.effective_from if desk else None)
    wanted = request.args.get("q", "")[:100]
    ticked = request.values.getlist("entry")
    bodies = _bodies(catalogue)
    return {
        "catalogue": catalogue,
        "proposal": desk.case.proposal if desk else None,
        "rows": claimable_rows(county, wanted, ticked),
        "claimed": claimed_rows(current, desk.draft if desk else DraftContent()),
        "wanted": wanted,
        "ticked": ticked,
        "values": claim_values(request.form if request.method == "POST" else None, _own(catalogue)),
        "body_options": [(str(key), name) for key, name in bodies.items()],
        "errors": errors_by_field(error),
        "refusal": refusal(desk.case.proposal if desk else None, error),
        "draft_version": form_version(desk, error) if desk else 0,
    }


def claimable_rows(county: Sheet, wanted: str = "", ticked: Sequence[str] = ()) -> list[RowChoice]:
    """Return the county's rows that can be claimed and their headings, by their numbers in the county's table."""
    offered = claimable(county)
    rows = picking.choices(county.present.values(), wanted, ticked)
    return [row for row in rows if row.entry in offered]


def _bodies(catalogue: Catalogue) -> dict[int, str]:
    return offered_bodies(db.session(), catalogue, today=today())


def _own(catalogue: Catalogue) -> Substitution:
    """Return what the form proposes: the body that holds the catalogue."""
    return Substitution(bodies=(DisclosingBody(body=str(catalogue.body_id)),))
