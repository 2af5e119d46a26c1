"""What `flask basis … --json` prints."""

from values.legal_basis import BasisStatus, LegalBasis
from workflow.queries.bases import CitingCatalogue
from workflow.queries.basis_file import MarkInHistory
from workflow.queries.citations import CitingRow
from workflow.queries.citing_proposals import CitingProposal


def basis_shape(known: LegalBasis, status: BasisStatus, counts: dict[int, int]) -> dict[str, object]:
    """Return a basis as it stands today, with how often it is cited."""
    return {
        "number": int(known.key),
        "title": known.title,
        "document_number": known.number,
        "issuer": known.issuer,
        "issued_on": known.issued_on.isoformat() if known.issued_on else None,
        "in_force_from": known.in_force_from.isoformat() if known.in_force_from else None,
        "status": status.value,
        "successor": int(known.successor) if known.successor else None,
        "citations": counts.get(int(known.key), 0),
    }


def mark_shape(one: MarkInHistory) -> dict[str, object]:
    """Return a mark of a basis's history."""
    back = one.taken_back
    return {
        "mark": one.change.id,
        "status": one.change.status.value,
        "since": one.change.since.isoformat(),
        "by": one.change.by,
        "number": one.change.number,
        "recorded_by": one.by or None,
        "recorded_at": one.change.recorded_at.isoformat(),
        "taken_back_by": one.taken_back_by or None,
        "taken_back_at": back.recorded_at.isoformat() if back else None,
    }


def citing_shape(one: CitingCatalogue, rows: list[CitingRow]) -> dict[str, object]:
    """Return a catalogue that cites a basis, with its rows that do."""
    return {
        "code": one.catalogue.code,
        "title": one.catalogue.title,
        "citations": one.citations,
        "entries": [{"entry": row.entry, "number": row.number, "name": row.name} for row in rows],
    }


def proposal_shape(one: CitingProposal) -> dict[str, object]:
    """Return an open proposal that cites a basis."""
    return {
        "number": one.number,
        "title": one.title,
        "state": one.state.value,
        "catalogue": one.code,
        "rows": one.rows,
        "opened_for_it": one.is_caused,
    }
