"""What other tables say of a document, looked up for each one that is found.

Nothing is joined to a search: a database that expects to find hardly anything, as PostgreSQL does of a word, goes
through the whole other table for each of hundreds of results.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from models import Catalogue, Proposal, SearchDocument


def of_its_catalogue(column: InstrumentedAttribute[Any]) -> sa.ScalarSelect[Any]:
    """Return what the catalogue of a document has; null where it belongs to none."""
    asked = sa.select(column).where(Catalogue.id == SearchDocument.catalogue_id)
    return asked.correlate(SearchDocument).scalar_subquery()


def of_its_proposal(column: InstrumentedAttribute[Any]) -> sa.ScalarSelect[Any]:
    """Return what the proposal of a document has; null where it belongs to none."""
    asked = sa.select(column).where(Proposal.id == SearchDocument.proposal_id)
    return asked.correlate(SearchDocument).scalar_subquery()


def its_proposal(*conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Return the condition that a document belongs to a proposal that meets these."""
    return sa.exists().where(Proposal.id == SearchDocument.proposal_id, *conditions).correlate(SearchDocument)
