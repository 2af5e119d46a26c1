"""What the pages of the register of bases show."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext

from models import db
from values.legal_basis import BasisStatus
from values.written_day import day_written
from web.administering.basis_links import links
from web.catalogue.hiding import citations
from web.draft.entry_page import errors_by_field
from web.forms.basis_form import LABELS, MARKS, BasisForm, MarkForm
from web.language import say
from web.numbers import page_number
from web.proposal.page import today, told
from web.session import seats
from web.wording.common import day, label
from workflow.bases import register_of
from workflow.basis_marking import Mark, administering_seat
from workflow.errors import InvalidError, StaleError, WorkflowError
from workflow.queries.basis_drafts import Consequences, drafts_of
from workflow.queries.basis_file import BasisFile, MarkInHistory, basis_events, matching_bases
from workflow.queries.citing_proposals import listed, proposals_citing
from workflow.queries.proposal import names_of_people

PAGE = 30
CATALOGUES = 10
"""Catalogues on one page of those that cite a basis, each with its rows."""
PROPOSALS = 30
SHOWN_DRAFTS, SHOWN_BEYOND = 200, 20
"""Catalogues in scope and out of it that a preview names; of the others it tells the number."""
DRAFTS = 50


def list_values(asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of the list: the bases that have the words and stand so today."""
    words, wanted = asked.get("q", "").strip()[:200], asked.get("status", "")
    status = BasisStatus(wanted) if wanted in set(BasisStatus) else None
    at = page_number(asked.get("page", ""))
    found = matching_bases(db.session(), words, day=today(), status=status)

    shown = found[(at - 1) * PAGE : at * PAGE]

    def page(number: int) -> str:
        return url_for("bases.index", q=words or None, status=wanted or None, page=number)

    return {
        "bases": [(one, one.standing_on(today()).status) for one in shown],
        "counts": citations(seats()).counts([int(one.key) for one in shown]),
        "words": words,
        "status": status,
        "statuses": list(BasisStatus),
        "found": len(found),
        "may_administer": administering_seat(seats()) is not None,
        "previous": page(at - 1) if at > 1 else "",
        "following": page(at + 1) if at * PAGE < len(found) else "",
    }


def show_values(file: BasisFile, asked: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of a basis's page: what it is, its history, and who cites it as far as the reader may know."""
    basis_id = file.row.id
    known = citations(seats())
    at, later = page_number(asked.get("page", "")), page_number(asked.get("proposals", ""))
    number = known.number(basis_id)
    catalogues = known.catalogues(basis_id, offset=(at - 1) * CATALOGUES, limit=CATALOGUES)
    proposals = proposals_citing(db.session(), seats(), basis_id)

    def page(catalogues: int, proposals: int, anchor: str) -> str:
        return url_for("bases.show", basis_id=basis_id, page=catalogues, proposals=proposals, _anchor=anchor)

    return {
        "file": file,
        "successor": links([file.successor] if file.successor else []),
        "predecessors": links(file.predecessors),
        "number": number,
        "citations": known.counts([basis_id]).get(basis_id, 0),
        "citing": [(one, known.rows(basis_id, one.catalogue)) for one in catalogues],
        "previous": page(at - 1, later, "h-citing") if at > 1 else "",
        "following": page(at + 1, later, "h-citing") if at * CATALOGUES < number else "",
        "proposals": listed(db.session(), proposals[(later - 1) * PROPOSALS : later * PROPOSALS]),
        "proposal_number": len(proposals),
        "newer": page(at, later - 1, "h-proposals") if later > 1 else "",
        "older": page(at, later + 1, "h-proposals") if later * PROPOSALS < len(proposals) else "",
        "may_administer": administering_seat(seats()) is not None,
    }


def form_values(
    form: BasisForm | MarkForm,
    file: BasisFile | None,
    *,
    error: WorkflowError | None = None,
    seen: int | None = None,
) -> dict[str, Any]:
    """Return the values of a form: what stands in it, what is wrong with it, and what happened meanwhile."""
    stale = file is not None and isinstance(error, StaleError) and seen is not None
    return {
        "form": form,
        "file": file,
        "version": file.row.version if file else 0,
        "error": say(error.message) if error else "",
        "issues": [(gettext(LABELS[one.field]), say(one.message)) for one in error.issues]
        if isinstance(error, InvalidError)
        else [],
        "days": {field: _said(getattr(form, field, "")) for field in ("issued_on", "in_force_from", "since")},
        "labels": {field: gettext(text) for field, text in LABELS.items()},
        "wrong": errors_by_field(error),
        "meanwhile": _happened(file, after=seen) if file and stale and seen is not None else [],
        "statuses": [("", gettext("choose")), *((one.value, label(one)) for one in MARKS)],
        "others": _others(file),
    }


def confirm_values(form: MarkForm, said: Mark, file: BasisFile, found: Consequences) -> dict[str, Any]:
    """Return the values of the page that asks to confirm a mark, with everything that follows it."""
    basis_id = file.row.id
    known = citations(seats())
    beyond = known.catalogues(basis_id, limit=SHOWN_BEYOND + 1, beyond=found.path)
    visible = {one.catalogue.id: one.citations for one in known.catalogues(basis_id, below=found.path)}
    bases = {one.key: one for one in register_of(db.session()).bases}
    return {
        "form": form,
        "said": said,
        "file": file,
        "found": found,
        "drafts": found.drafts[:SHOWN_DRAFTS],
        "visible": visible,
        "beyond": beyond[:SHOWN_BEYOND],
        "beyond_number": known.number(basis_id) - len(visible),
        "successor": links([bases[str(said.successor)]] if said.successor else []),
    }


def mark_values(
    file: BasisFile, mark: MarkInHistory, asked: Mapping[str, str], *, error: WorkflowError | None = None
) -> dict[str, Any]:
    """Return the values of a mark's page: how far its drafts are, and what taking it back would bring about."""
    drafts = drafts_of(db.session(), mark.change.id, seats())
    at = page_number(asked.get("page", ""))

    def page(number: int) -> str:
        return url_for("bases.drafts", basis_id=file.row.id, change_id=mark.change.id, page=number)

    return {
        "file": file,
        "mark": mark,
        "drafts": drafts[(at - 1) * DRAFTS : at * DRAFTS],
        "total": len(drafts),
        "done": sum(one.is_done for one in drafts),
        "opened": sum(bool(one.number) for one in drafts),
        "previous": page(at - 1) if at > 1 else "",
        "following": page(at + 1) if at * DRAFTS < len(drafts) else "",
        "error": say(error.message) if error else "",
    }


def _said(typed: str) -> str:
    """Return a day in the reader's language, since date fields show foreign forms; nothing for what is no day."""
    try:
        return day(day_written(typed))
    except ValueError:
        return ""


def _happened(file: BasisFile, *, after: int) -> list[Any]:
    events = basis_events(db.session(), file.row.id, after=after)
    people = names_of_people(db.session(), [event.actor_id for event in events])
    return [told(event, people) for event in events]


def _others(file: BasisFile | None) -> list[tuple[str, str]]:
    """Return what can take the place of a basis: any other of the register."""
    key = file.known.key if file else ""
    bases = register_of(db.session()).bases
    none = ("", gettext("nothing, or not known yet"))
    return [none, *((one.key, f"《{one.title}》{one.number}") for one in bases if one.key != key)]
