"""Begin a county's own catalogue: a first proposal with every row of the standard, adapted to the county."""

import json
from collections.abc import Mapping
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Release, Revision
from values.claim import Substitution
from values.messages import N_, Message
from values.proposal_content import DraftContent, revision_content
from values.vocabulary import CatalogueKind, Trigger
from workflow.actor import Actor
from workflow.adapting import with_standard
from workflow.case import seats_of_actor
from workflow.commands.drafting import open_proposal
from workflow.drafts import LONGEST_NAME
from workflow.errors import NotAllowedError, invalid
from workflow.queries.catalogue import PublishedRow, catalogue_at_release
from workflow.queries.draft import offered_bodies
from workflow.queries.founding import first_proposals
from workflow.unit import Unit


def begin_from_standard(
    catalogue_code: str, said: Substitution, *, actor: Actor, key: str | None = None
) -> str:
    """Open the first proposal of an empty catalogue with every row of its standard taken over, and return its number.

    Trigger, title, rationale and policy source are filled in as far as the standard tells them; the day of the
    trigger is left to the drafter, since only they know when the county learned of it.

    Args:
        catalogue_code: a county's catalogue without a release.
        said: who discloses the rows, where, and whom to call.
        actor: a drafter of the county, who has contributed by this.
        key: of the button, so that a click that comes twice begins once.

    Raises: NotFoundError; ForbiddenError for no drafter of its county; NotAllowedError where something is published
    already, where it claims instead, or where the drafter's body has begun; InvalidError for an unknown body.
    """

    def prefilled(work: Unit, catalogue: Catalogue) -> DraftContent:
        standard = standard_of(work.session, catalogue)
        _require_empty(work, catalogue)
        require_known_bodies(work.session, catalogue, said, today=work.today)
        text = DraftContent(
            title=f"公布{catalogue.title}"[:LONGEST_NAME],
            trigger=Trigger.NEW_POLICY,
            rationale=f"按照《{standard.title}》，结合本地实际编制本地目录并公布。",
            policy_source=_policy_source(work.session, standard),
        )
        return with_standard(text, {}, rows_of(work.session, standard), said)

    return open_proposal(catalogue_code, actor=actor, content=prefilled, key=key)


def standard_of(session: Session, catalogue: Catalogue) -> Catalogue:
    """Return the standard that a county's catalogue adapts.

    Raises: NotAllowedError for a standard, and for a township's, which claims.
    """
    if catalogue.kind is not CatalogueKind.LOCAL or catalogue.upstream_catalogue_id is None:
        raise NotAllowedError(
            Message(N_("Only a county's own catalogue takes over rows of the standard above it."))
        )
    return session.get_one(Catalogue, catalogue.upstream_catalogue_id)


def rows_of(session: Session, standard: Catalogue) -> Mapping[str, PublishedRow]:
    """Return the rows of the newest release of a standard."""
    return catalogue_at_release(session, standard.id, standard.current_release_no)


def require_known_bodies(session: Session, catalogue: Catalogue, said: Substitution, *, today: date) -> None:
    """Raise InvalidError where nobody discloses, or a body that no row of the catalogue may name."""
    offered = {str(one) for one in offered_bodies(session, catalogue, today=today)}
    if not said.bodies or any(one.body not in offered for one in said.bodies):
        raise invalid("disclosing_bodies", N_("Choose the body of the county that discloses the rows."))


def _require_empty(work: Unit, catalogue: Catalogue) -> None:
    if catalogue.current_release_no is not None:
        raise NotAllowedError(
            Message(
                N_("This catalogue has been published; propose a change to it instead of beginning anew.")
            )
        )
    seats = seats_of_actor(work.session, work.actor, work.today)
    begun = next(iter(first_proposals(work.session, catalogue, seats)), None)
    if begun is not None:
        said = N_("Your body has begun already: go on with proposal %(number)s, or withdraw it first.")
        raise NotAllowedError(Message(said, {"number": begun[0]}))


def _policy_source(session: Session, standard: Catalogue) -> str:
    """Return on what authority the standard was published first, as its proposal said."""
    data = session.scalar(
        sa.select(Revision.data)
        .join(Release, Release.revision_id == Revision.id)
        .where(Release.catalogue_id == standard.id)
        .order_by(Release.no)
        .limit(1)
    )
    return revision_content(json.loads(data)).policy_source if data else ""
