"""How lists call a proposal: by the title of its revision, before there is one by that of its draft."""

from typing import Any

import sqlalchemy as sa

from models import Draft, Proposal


def shown_title() -> sa.ColumnElement[Any]:
    """Return the title as a column of a query of proposals."""
    of_draft = (
        sa.select(Draft.content["title"].as_string())
        .where(Draft.proposal_id == Proposal.id)
        .correlate(Proposal)
        .scalar_subquery()
    )
    return sa.func.coalesce(sa.func.nullif(Proposal.title, ""), of_draft, "")
