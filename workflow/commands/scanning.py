"""Have files looked at by the virus scanner, and keep what it said; those it could not look at are tried again."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

import sqlalchemy as sa
import structlog
from sqlalchemy.orm import Session

from models import Attachment, FileScan, JobFile, ScanState
from values.canonical import sha256_hex
from workflow.actor import SYSTEM
from workflow.antivirus import Scanner, ScannerAwayError, found_in, require_harmless
from workflow.inserting import insert_missing
from workflow.unit import Unit, reading, unit

AT_ONCE = 5
"""Files that one run looks at again."""

log = structlog.get_logger()


def look_at(name: str, data: bytes, scanner: Scanner) -> bool:
    """Have a file looked at before it is taken in, and return whether it was; what was said is kept.

    Raises: InvalidError for what is infected; where the scanner is away too, unless such files are accepted.
    """
    if not scanner.address:
        return False
    seen = require_harmless(name, data, scanner)
    with unit(SYSTEM) as work:
        state = ScanState.CLEAN if seen else ScanState.WAITING
        _keep(work, sha256_hex(data), state, scanner_name(scanner) if seen else "")
    return seen


def look_again(scanner: Scanner) -> int:
    """Have files looked at that came while the scanner was away; return how many were.

    One that turns out to be infected is never given out again.
    """
    if not scanner.address:
        return 0
    with reading() as session:
        waiting = _waiting(session)
    done = 0
    for sha256, data in waiting:
        try:
            found = found_in(data, scanner)
        except ScannerAwayError as error:
            log.warning("virus scanner is away", reason=str(error))
            break
        if found:
            log.error("an infected file was taken in while the scanner was away", sha256=sha256, found=found)
        with unit(SYSTEM) as work:
            state = ScanState.INFECTED if found else ScanState.CLEAN
            _keep(work, sha256, state, scanner_name(scanner), found)
        done += 1
    return done


def scanner_name(scanner: Scanner) -> str:
    """Return what a scanner is called: its program, or the service; where it stands is nobody's business."""
    if not scanner.address.startswith("command:"):
        return "clamd"
    return PurePath(scanner.address.removeprefix("command:").split(" ")[0]).name


def _waiting(session: Session) -> Sequence[tuple[str, bytes]]:
    data = sa.func.coalesce(Attachment.data, JobFile.data)
    rows = session.execute(
        sa.select(FileScan.sha256, data)
        .outerjoin(Attachment, Attachment.sha256 == FileScan.sha256)
        .outerjoin(JobFile, JobFile.sha256 == FileScan.sha256)
        .where(FileScan.state == ScanState.WAITING, data.is_not(None))
        .order_by(FileScan.at, FileScan.sha256)
        .limit(AT_ONCE)
    )
    return [(row[0], bytes(row[1])) for row in rows]


def _keep(work: Unit, sha256: str, state: ScanState, scanner: str, found: str = "") -> None:
    values = _values(state, scanner, found, work.now)
    insert_missing(work.session, FileScan, [{"sha256": sha256, **values}])
    known = sa.update(FileScan).where(FileScan.sha256 == sha256, FileScan.state != ScanState.INFECTED)
    if state is ScanState.WAITING:
        # What was found clean once stays so while the scanner is away.
        known = known.where(FileScan.state == ScanState.WAITING)
    work.session.execute(known.values(values))


def _values(state: ScanState, scanner: str, found: str, at: datetime) -> dict[str, object]:
    return {"state": state, "scanner": scanner, "found": found[:400], "at": at}
