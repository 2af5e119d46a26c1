"""What a body change reaches: the catalogues of the body, and their rows that name it (机构改革; decision 12)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, BodyName, Catalogue, Jurisdiction
from values.body_change import BodyChange, BodyChangeKind, succeeded
from values.messages import N_, Message
from values.proposal_content import CatalogueChanges, DraftContent, EntryChange, RevisionContent
from values.vocabulary import Operation, Role
from workflow.drafts import NUMBER
from workflow.errors import ForbiddenError, InvalidError, Issue
from workflow.grounds import EVER
from workflow.permissions import Seat
from workflow.queries.bodies import names_on
from workflow.queries.catalogue import PublishedRow, arranged, catalogue_as_of, waiting_since

LONGEST_NAME = 200


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A catalogue that a body change reaches."""

    code: str
    title: str
    release_no: int
    rows: tuple[PublishedRow, ...]
    """Versions that name the body and hold on its day, in the order of the table; then those that begin later."""
    day: date
    holds: bool
    """Whether the body holds the catalogue."""

    def changes(self, change: BodyChange) -> tuple[EntryChange, ...]:
        """Return what becomes of the rows; nothing where the body is only renamed."""
        if change.kind is BodyChangeKind.RENAME:
            return ()
        return tuple(self._change(row, change) for row in self.rows)

    def _change(self, row: PublishedRow, change: BodyChange) -> EntryChange:
        content = row.state.content
        bodies = succeeded(content.disclosing_bodies, change)
        return EntryChange(
            operation=Operation.AMEND,
            entry=row.state.entry,
            before=row.state,
            after=replace(row.state, content=replace(content, disclosing_bodies=bodies)),
            effective_from=row.effective_from if row.effective_from > self.day else None,
        )


def reached(session: Session, change: BodyChange, *, day: date) -> list[Reached]:
    """Return the published catalogues that name or are held by the body, in the order of their codes.

    They lie in the body's own place or below it; elsewhere nobody can name it.
    """
    body = session.get(Body, int(change.body))
    if body is None:
        return []
    place = session.get_one(Jurisdiction, body.jurisdiction_id)
    catalogues = session.execute(
        sa.select(
            Catalogue.id, Catalogue.code, Catalogue.title, Catalogue.body_id, Catalogue.current_release_no
        )
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(
            Jurisdiction.path.startswith(place.path, autoescape=True),
            Catalogue.current_release_no.is_not(None),
        )
        .order_by(Catalogue.code)
    ).all()
    found = []
    for catalogue_id, code, title, holder, release_no in catalogues:
        rows = tuple(_naming(session, catalogue_id, change.body, day))
        if rows or holder == body.id:
            found.append(
                Reached(
                    code=code,
                    title=title,
                    release_no=release_no or 0,
                    rows=rows,
                    day=day,
                    holds=holder == body.id,
                )
            )
    return found


def _naming(session: Session, catalogue_id: int, body: str, day: date) -> Iterator[PublishedRow]:
    present = catalogue_as_of(session, catalogue_id, day=day, known=EVER)
    waiting = waiting_since(session, catalogue_id, day=day, known=EVER)
    order = {
        one.state.entry: place
        for place, one in enumerate(arranged((row.state for row in present.values()), present_only=False))
    }
    for row in (*(present[key] for key in sorted(present, key=lambda key: order.get(key, -1))), *waiting):
        if any(one.body == body for one in row.state.content.disclosing_bodies):
            yield row


def elsewhere_of(session: Session, draft: DraftContent, main: str) -> tuple[CatalogueChanges, ...]:
    """Return what a draft's body change does beside its own catalogue, with the release each stands on."""
    change, day = draft.body_change, draft.effective_from
    if change is None or day is None:
        return ()
    return tuple(
        CatalogueChanges(catalogue=one.code, base_release=one.release_no, changes=one.changes(change))
        for one in reached(session, change, day=day)
        if one.code != main
    )


def drifted(session: Session, content: RevisionContent) -> list[tuple[str, str, int]]:
    """Return the rows (identity, name, release) that name the body otherwise than was frozen; empty: none did."""
    change, day = content.body_change, content.effective_from
    if change is None or day is None:
        return []
    frozen = {
        (one.catalogue, row.entry, row.effective_from): row.before
        for one in (_own(content), *content.elsewhere)
        for row in one.changes
    }
    own = {row.entry for row in content.changes}
    found = []
    known = {content.catalogue, *(one.catalogue for one in content.elsewhere)}
    for one in reached(session, change, day=day):
        pairs = zip(one.rows, one.changes(change), strict=True) if one.changes(change) else ()
        for row, now in pairs:
            if one.code == content.catalogue:
                moved = row.state.entry not in own
            else:
                moved = frozen.get((one.code, now.entry, now.effective_from)) != now.before
            if moved:
                found.append((row.state.entry, row.state.content.name, row.release_no))
        if one.code not in known:
            found.append((one.code, one.title, one.release_no))
    return found


def _own(content: RevisionContent) -> CatalogueChanges:
    return CatalogueChanges(
        catalogue=content.catalogue, base_release=content.base_release, changes=content.changes
    )


def require_holder(text: DraftContent, seats: tuple[Seat, ...], holding: int) -> None:
    """Raise ForbiddenError where a body change comes from no drafter of the body that holds the catalogue."""
    if text.body_change is not None and not any(
        one.role is Role.DRAFTER and one.body == holding for one in seats
    ):
        raise ForbiddenError(
            Message(N_("Only a drafter of the body that holds the catalogue can propose a change of bodies."))
        )


def require_possible(session: Session, text: DraftContent | RevisionContent, main: str) -> None:
    """Raise InvalidError where a body change cannot be made, or leaves a row of its own catalogue behind."""
    if text.body_change is not None:
        issues = list(_impossible(session, text.body_change, text.effective_from))
        if not issues and text.effective_from is not None:
            issues = list(_left_behind(session, text, text.body_change, text.effective_from, main))
        if issues:
            raise InvalidError(issues)


def _impossible(session: Session, change: BodyChange, day: date | None) -> Iterator[Issue]:
    body = session.get(Body, int(change.body)) if NUMBER.fullmatch(change.body) else None
    if body is None:
        yield Issue("body", Message(N_("Choose the body that is changed.")))
        return
    if day is None:
        yield Issue("effective_from", Message(N_("Give the day from which the body is changed.")))
        return
    if body.valid_until is not None and body.valid_until < day:
        yield Issue("body", Message(N_("The body has ended before that day.")))
    if change.kind is BodyChangeKind.RENAME:
        yield from _misnamed(session, change, body.id, day)
        return
    successor = session.get(Body, int(change.successor)) if NUMBER.fullmatch(change.successor) else None
    if successor is None or successor.id == body.id:
        yield Issue("successor", Message(N_("Choose another body that takes its place.")))
    elif successor.valid_until is not None and successor.valid_until < day:
        yield Issue("successor", Message(N_("The body that takes its place has ended before that day.")))


def _misnamed(session: Session, change: BodyChange, body: int, day: date) -> Iterator[Issue]:
    name = change.new_name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        yield Issue(
            "new_name",
            Message(N_("Give the new name, in %(most)s characters at most."), {"most": LONGEST_NAME}),
        )
    elif names_on(session, [body], day=day).get(body) == name:
        yield Issue("new_name", Message(N_("The body bears this name already.")))
    later = session.scalar(
        sa.select(BodyName.id).where(BodyName.body_id == body, BodyName.valid_from >= day).limit(1)
    )
    if later is not None:
        yield Issue(
            "effective_from", Message(N_("The body has a name from this day or a later one already."))
        )


def _left_behind(
    session: Session, text: DraftContent | RevisionContent, change: BodyChange, day: date, main: str
) -> Iterator[Issue]:
    """Yield the rows of the proposal's own catalogue that would still name the body."""
    after = {one.entry: one.after for one in text.changes}
    for one in reached(session, change, day=day):
        for row in one.rows if one.code == main and one.changes(change) else ():
            state = after.get(row.state.entry, row.state)
            if any(body.body == change.body for body in state.content.disclosing_bodies):
                yield Issue(
                    "changes",
                    Message(N_("“%(name)s” still names the body."), {"name": row.state.content.name}),
                    row.state.entry,
                )
