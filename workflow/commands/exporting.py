"""That someone with an account took a catalogue or a paper away; what is public anyone may take unrecorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from models import Catalogue, Jurisdiction
from values.papers import PaperKind
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import Case, open_case, seats_of_actor
from workflow.errors import NotFoundError
from workflow.unit import Unit, unit


@dataclass(frozen=True, kw_only=True)
class Exported:
    """What was taken away."""

    catalogue: str
    """The code."""
    format: str
    sha256: str
    """Hash of the file."""
    as_of: date | None = None
    """The day asked about; None: of a release or a proposal."""
    release: int | None = None
    proposal: str | None = None


@dataclass(frozen=True, kw_only=True)
class PaperTaken:
    """An official paper that was taken away."""

    catalogue: str
    """The code."""
    paper: PaperKind
    format: str
    sha256: str
    """Hash of the file."""
    release: int | None = None
    """Of a publication notice."""
    proposal: str | None = None
    """None: a publication notice that was taken as the public may."""


def note_export(exported: Exported, *, actor: Actor) -> None:
    """Record that a catalogue is taken away, before it leaves.

    Raises: NotFoundError where there is no such catalogue, or the proposal is hidden from the actor; ForbiddenError.
    """
    with unit(actor) as work:
        case = open_case(work, exported.proposal, "export_catalogue") if exported.proposal else None
        _note(
            work,
            "catalogue_exported",
            exported.catalogue,
            case,
            {
                "format": exported.format,
                "sha256": exported.sha256,
                "as_of": exported.as_of.isoformat() if exported.as_of else None,
                "release": exported.release,
            },
        )


def note_paper(taken: PaperTaken, *, actor: Actor) -> None:
    """Record that a paper is taken away, before it leaves; raises as `note_export` does."""
    with unit(actor) as work:
        case = open_case(work, taken.proposal, "export_paper") if taken.proposal else None
        details = {
            "paper": taken.paper.value,
            "format": taken.format,
            "sha256": taken.sha256,
            "release": taken.release,
        }
        _note(work, "paper_exported", taken.catalogue, case, details)


def _note(
    work: Unit, action: str, code: str, case: Case | None, details: Mapping[str, str | int | None]
) -> None:
    subject, path = _subject(work, code)
    seats = seats_of_actor(work.session, work.actor, work.today)
    seat = next((one for one in seats if path.startswith(one.path)), None)
    record(
        work,
        Happening(
            action=action,
            subject=subject,
            seat=seat,
            about_proposal=case.proposal if case else None,
            details=details,
            owed=False,
        ),
    )


def _subject(work: Unit, code: str) -> tuple[Subject, str]:
    """Return the catalogue as the subject, and the path of its jurisdiction."""
    found = work.session.execute(
        sa.select(Catalogue.id, Jurisdiction.id, Jurisdiction.path)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(Catalogue.code == code)
    ).one_or_none()
    if found is None:
        raise NotFoundError
    return Subject(kind="catalogue", id=code, jurisdiction_id=found[1], catalogue_id=found[0]), found[2]
