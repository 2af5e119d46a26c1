"""The register of legal bases in the hands of the business administrator (业务管理员): register and correct."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from models import Catalogue, CatalogueCitation, LegalBasis, LegalBasisChange
from values.legal_basis import (
    LONGEST_NOTE,
    LONGEST_NUMBER,
    LONGEST_TITLE,
    MOST_OTHER_TITLES,
    BasisChange,
)
from values.messages import N_, Message
from workflow.actor import SYSTEM, Actor
from workflow.audit import Happening, Subject, record
from workflow.bases import forget_register, register_of
from workflow.basis_marking import administering_seat
from workflow.case import seats_of_actor
from workflow.citing import note_citations, note_meanings
from workflow.errors import ForbiddenError, NotFoundError, StaleError, invalid
from workflow.once import once
from workflow.permissions import Seat
from workflow.unit import Unit, unit


@dataclass(frozen=True, kw_only=True)
class BasisFacts:
    """What the register says of a basis beside its history."""

    title: str
    number: str = ""
    other_titles: tuple[str, ...] = ()
    issuer: str = ""
    issued_on: date | None = None
    in_force_from: date | None = None
    note: str = ""
    """What is still to be verified (待核)."""

    @property
    def plain(self) -> dict[str, object]:
        """As an event says it; the note is no part of it."""
        return {
            "title": self.title,
            "number": self.number,
            "other_titles": list(self.other_titles),
            "issuer": self.issuer,
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "in_force_from": self.in_force_from.isoformat() if self.in_force_from else None,
        }


def register_basis(facts: BasisFacts, *, actor: Actor, key: str | None = None) -> int:
    """Add a basis to the register and return its id; the same click twice adds one.

    Raises: ForbiddenError for others than business administrators; InvalidError for what is missing or known.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "register_basis", "basis:"
        seat = administering(work)

        def added() -> str:
            basis = _add(work, facts)
            _record(work, seat, "basis_registered", basis.id, {"after": facts.plain})
            changed(work)
            return str(basis.id)

        return int(once(work, key, added))


def correct_basis(basis_id: int, facts: BasisFacts, *, actor: Actor, version: int) -> None:
    """Correct what the register says of a basis; its history stays.

    Raises: StaleError where another administrator was quicker; InvalidError as `register_basis` does.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "correct_basis", f"basis:{basis_id}"
        seat = administering(work)
        basis = held(work, basis_id, version)
        before = facts_of(basis)
        if before == facts:
            return
        _require_sound(work, facts, basis_id)
        for name, value in vars(facts).items():
            setattr(basis, name, value)
        basis.version += 1
        work.session.flush()
        _record(work, seat, "basis_corrected", basis.id, {"before": before.plain, "after": facts.plain})
        changed(work)


def bring_in(planned: Iterable[tuple[BasisFacts, tuple[BasisChange, ...]]]) -> int:
    """Register what comes with the installation and is not known yet; return how many bases were new.

    What a catalogue published before the register was kept is counted as well, so that an older installation
    catches up.
    """
    with unit(SYSTEM) as work:
        pairs = work.session.execute(sa.select(LegalBasis.title, LegalBasis.number))
        known = {(title, number) for title, number in pairs}
        new = [one for one in planned if (one[0].title, one[0].number) not in known]
        for facts, changes in new:
            basis = _add(work, facts)
            work.session.add_all(
                LegalBasisChange(
                    legal_basis_id=basis.id,
                    status=one.status,
                    since=one.since,
                    by=one.by,
                    number=one.number,
                    recorded_at=work.now,
                )
                for one in changes
            )
            _record(work, None, "basis_registered", basis.id, {"after": facts.plain})
        work.session.flush()
        if new:
            changed(work)
        counted = sa.exists().where(CatalogueCitation.catalogue_id == Catalogue.id)
        for catalogue in work.session.scalars(
            sa.select(Catalogue).where(Catalogue.current_release_no.is_not(None), ~counted)
        ).all():
            note_citations(work.session, catalogue)
        return len(new)


def facts_of(basis: LegalBasis) -> BasisFacts:
    """Return what the register says of a basis."""
    return BasisFacts(
        title=basis.title,
        number=basis.number,
        other_titles=basis.other_titles,
        issuer=basis.issuer,
        issued_on=basis.issued_on,
        in_force_from=basis.in_force_from,
        note=basis.note,
    )


def administering(work: Unit) -> Seat:
    """Return the seat from which the actor keeps the register.

    Raises: ForbiddenError for others than business administrators.
    """
    seats = seats_of_actor(work.session, work.actor, work.today)
    seat = administering_seat(seats)
    if seat is None:
        raise ForbiddenError(Message(N_("Only a business administrator keeps the register of bases.")))
    return seat


def held(work: Unit, basis_id: int, version: int | None) -> LegalBasis:
    """Return a basis, locked until the command ends.

    Raises: NotFoundError where there is none; StaleError where the page showed an older version of it.
    """
    basis = work.session.get(LegalBasis, basis_id, with_for_update=None if work.is_sqlite else True)
    if basis is None:
        raise NotFoundError
    if version is not None and basis.version != version:
        raise StaleError(seen=version, present=basis.version)
    return basis


def changed(work: Unit) -> None:
    """Read the register anew, and recognise by it what every wording cites."""
    forget_register(work.session)
    register_of(work.session)
    note_meanings(work.session)


def _add(work: Unit, facts: BasisFacts) -> LegalBasis:
    _require_sound(work, facts, None)
    basis = LegalBasis(**vars(facts))
    work.session.add(basis)
    work.session.flush()
    return basis


def _require_sound(work: Unit, facts: BasisFacts, basis_id: int | None) -> None:
    if not facts.title.strip():
        raise invalid("title", N_("Give the basis its title."))
    for field, text, most in (
        ("title", facts.title, LONGEST_TITLE),
        ("number", facts.number, LONGEST_NUMBER),
        ("issuer", facts.issuer, LONGEST_TITLE),
        ("note", facts.note, LONGEST_NOTE),
        *(("other_titles", one, LONGEST_TITLE) for one in facts.other_titles),
    ):
        if len(text) > most:
            raise invalid(field, N_("At most %(most)s characters fit here."), most=most)
    if len(facts.other_titles) > MOST_OTHER_TITLES:
        raise invalid("other_titles", N_("At most %(most)s lines fit here."), most=MOST_OTHER_TITLES)
    same = sa.select(LegalBasis.id).where(
        LegalBasis.title == facts.title, LegalBasis.number == facts.number, LegalBasis.id != (basis_id or 0)
    )
    if work.session.scalar(same) is not None:
        raise invalid("title", N_("The register has a basis of this title and number already."))


def _record(work: Unit, seat: Seat | None, action: str, basis_id: int, details: Mapping[str, object]) -> None:
    record(
        work,
        Happening(
            action=action,
            subject=Subject(
                kind="basis", id=str(basis_id), jurisdiction_id=seat.jurisdiction if seat else None
            ),
            seat=seat,
            details=details,
            owed=False,
        ),
    )
