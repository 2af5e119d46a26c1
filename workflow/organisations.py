"""Bodies and jurisdictions as they are registered: what may be said of one, and the rows it makes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Body, BodyName, Jurisdiction
from values.codes import JurisdictionCode, is_valid_credit_code
from values.messages import N_, Message
from values.vocabulary import BodyKind, Level
from workflow.audit import Happening, Subject, record
from workflow.errors import InvalidError, Issue, invalid
from workflow.permissions import Seat
from workflow.unit import Unit

LONGEST_NAME = 200
LONGEST_LINE = 60
DEEPEST = 20
"""Bodies above one another that are looked through."""
WRONG_CODE = N_("The unified social credit code does not fit its check digit.")


@dataclass(frozen=True, kw_only=True)
class BodyParticulars:
    """What is known of a body beside its name, which only a proposal changes."""

    kind: BodyKind
    credit_code: str | None = None
    """Unified social credit code (GB 32100); None: it has none, or nobody knows it yet."""
    business_line: str = ""
    parent_id: int | None = None

    @property
    def plain(self) -> dict[str, str]:
        """As an event says it; what is not known is empty."""
        return {
            "body_kind": self.kind.value,
            "credit_code": self.credit_code or "",
            "business_line": self.business_line,
            "above": str(self.parent_id or ""),
        }


def add_body(
    work: Unit, seat: Seat | None, name: str, said: BodyParticulars, *, place: int, since: date
) -> int:
    """Add a body with its first name, record it, and return its id."""
    row = Body(
        name=name,
        kind=said.kind,
        jurisdiction_id=place,
        credit_code=said.credit_code,
        business_line=said.business_line,
        parent_id=said.parent_id,
        valid_from=since,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add(BodyName(body_id=row.id, name=name, valid_from=since))
    subject = Subject(kind="body", id=str(row.id), jurisdiction_id=place)
    details = {"kind": said.kind.value}
    record(work, Happening(action="body_registered", subject=subject, seat=seat, details=details, owed=False))
    return row.id


def add_jurisdiction(
    work: Unit, seat: Seat | None, *, code: str, name: str, level: Level, above: Jurisdiction | None
) -> int:
    """Add a jurisdiction under another, record it, and return its id."""
    row = Jurisdiction(
        code=code,
        name=name,
        level=level,
        parent_id=above.id if above else None,
        path=f"{above.path if above else '/'}{code}/",
    )
    work.session.add(row)
    work.session.flush()
    subject = Subject(kind="jurisdiction", id=code, jurisdiction_id=row.id)
    details = {"level": level.value}
    happening = Happening(
        action="jurisdiction_registered", subject=subject, seat=seat, details=details, owed=False
    )
    record(work, happening)
    return row.id


def require_sound_name(session: Session, name: str, place: int) -> None:
    """Refuse a name that is none, or that another body of the same jurisdiction bears.

    Raises: InvalidError.
    """
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise invalid("body_name", N_("Write the name, at most %(most)s characters."), most=LONGEST_NAME)
    same = sa.select(Body.id).where(Body.jurisdiction_id == place, Body.name == name)
    if session.scalar(same.limit(1)) is not None:
        raise invalid("body_name", N_("There is a body of this name here already."))


def require_sound_body(session: Session, said: BodyParticulars, path: str, own: int | None = None) -> None:
    """Refuse what cannot be true of a body.

    Args:
        session: where others are looked up.
        said: what is to be known of it.
        path: of the area that its body above lies in.
        own: the body itself, where it is there already.

    Raises: InvalidError with every issue.
    """
    issues = [
        *_of_credit_code(session, said.credit_code, own),
        *_of_parent(session, said.parent_id, path, own),
    ]
    if len(said.business_line) > LONGEST_LINE or not said.business_line.isprintable():
        text = N_("One line of at most %(most)s characters.")
        issues.append(Issue("business_line", Message(text, {"most": LONGEST_LINE})))
    if said.kind is BodyKind.GENERIC:
        issues.append(
            Issue("body_kind", Message(N_("A generic body stands in standards only; choose another kind.")))
        )
    if issues:
        raise InvalidError(issues)


def _of_credit_code(session: Session, code: str | None, own: int | None) -> Iterator[Issue]:
    if code is None:
        return
    if not is_valid_credit_code(code):
        yield Issue("credit_code", Message(WRONG_CODE))
    elif (
        session.scalar(sa.select(Body.id).where(Body.credit_code == code, Body.id != (own or 0))) is not None
    ):
        yield Issue("credit_code", Message(N_("Another body has this code already.")))


def _of_parent(session: Session, parent: int | None, path: str, own: int | None) -> Iterator[Issue]:
    """Yield what is wrong with the body above: outside the area, or below the body itself."""
    if parent is None:
        return
    asked = sa.select(Jurisdiction.path).join(Body, Body.jurisdiction_id == Jurisdiction.id)
    where = session.scalar(asked.where(Body.id == parent))
    if where is None or not where.startswith(path):
        yield Issue("above", Message(N_("Choose a body of your area.")))
        return
    above: int | None = parent
    for _ in range(DEEPEST):
        if above is None:
            return
        if above == own:
            break
        above = session.scalar(sa.select(Body.parent_id).where(Body.id == above))
    yield Issue("above", Message(N_("A body cannot stand under itself.")))


def require_place(
    session: Session, code: str, seats: Sequence[Seat]
) -> tuple[JurisdictionCode, Jurisdiction, Seat]:
    """Return a code that can be registered, the jurisdiction that it stands under, and the seat in whose area that is.

    Raises: InvalidError.
    """
    try:
        read = JurisdictionCode(code)
    except ValueError as error:
        raise invalid("code", N_("A code has 6, 9 or 12 digits (GB/T 2260, GB/T 10114).")) from error
    if session.scalar(sa.select(Jurisdiction.id).where(Jurisdiction.code == code)) is not None:
        raise invalid("code", N_("This jurisdiction is registered already."))
    upper = read.parent
    above = session.scalar(sa.select(Jurisdiction).where(Jurisdiction.code == str(upper))) if upper else None
    seat = next((one for one in seats if above and above.path.startswith(one.path)), None)
    if above is None or seat is None:
        raise invalid(
            "code", N_("What stands above by its code has to be registered first, and lie in your area.")
        )
    return read, above, seat
