"""Import a file into a draft that is there: the ticked rows come to what it says, and what both say is asked."""

from collections.abc import Callable
from dataclasses import replace

from models import Draft
from values.proposal_content import AttachedFile, draft_content
from workflow.actor import Actor
from workflow.attachments import Limits
from workflow.audit import Happening, record
from workflow.case import open_case
from workflow.commands.drafting import keep, permit_writing
from workflow.commands.importing import (
    ImportedFile,
    attached,
    brought_up_to_date,
    refuse_claims,
    used_bytes,
)
from workflow.errors import StaleError, invalid
from workflow.extending import OWN_DRAFT, joined
from workflow.importing import Choice, chosen_changes, counts
from workflow.move import subject_of
from workflow.once import once
from workflow.queries.catalogue import catalogue_at_release
from workflow.queries.row_diff import RowDiff, row_diff
from workflow.unit import unit


def import_into(
    number: str,
    file: ImportedFile,
    *,
    actor: Actor,
    choose: Callable[[RowDiff], Choice],
    draft_version: int | None = None,
    release: int | None = None,
    limits: Limits | None = None,
    key: str | None = None,
) -> str:
    """Take the chosen rows of a file into a draft and return its number; the file is attached to it.

    Args:
        number: the proposal.
        file: what was read.
        actor: who may write the draft; a contributor from now on.
        choose: says what is taken and how questions are answered, once it is known what the file makes of the rows.
        draft_version: the draft that the answers were given to; None: nobody looked before.
        release: the newest release when the rows were ticked; None: nobody looked before.
        limits: of attachments.
        key: of the request, so that it is done once.

    Raises: NotFoundError, ForbiddenError, NotAllowedError as for writing the draft; StaleError where someone saved or
    published in between; InvalidError for a choice that cannot be, or a question that is not answered.
    """
    with unit(actor) as work:
        case = open_case(work, number, "import_rows")
        seat = permit_writing(case)
        refuse_claims(case.catalogue)

        def extended() -> str:
            data = used_bytes(work, file)
            present = case.catalogue.current_release_no or 0
            draft = work.session.get_one(Draft, case.proposal.id)
            if release not in {None, present} or draft_version not in {None, draft.draft_version}:
                raise StaleError(seen=draft_version or 0, present=draft.draft_version)
            _require_own_draft(file, number)
            diff = row_diff(work.session, case.catalogue, file.report)
            choice = choose(diff)
            changes = chosen_changes(diff, choice)
            current = catalogue_at_release(work.session, case.catalogue.id, case.catalogue.current_release_no)
            found = joined(
                draft_content(draft.content),
                changes,
                had_before=diff.current,
                current=current,
                answers=choice.settles,
            )
            found.require_settled()
            text = brought_up_to_date(work, case, found.text, current, diff)
            more = attached(work, case.proposal, file.name, data, limits or Limits())
            kept: tuple[AttachedFile, ...] = tuple(one for one in more if one not in text.attachments)
            keep(work, case, draft, replace(text, attachments=(*text.attachments, *kept)), seat)
            record(
                work,
                Happening(
                    action="imported",
                    subject=subject_of(case),
                    seat=seat,
                    about_proposal=case.proposal,
                    details={**file.told, "attached": bool(more), "counts": counts(diff, changes)},
                    owed=False,
                ),
            )
            return number

        return once(work, key, extended)


def _require_own_draft(file: ImportedFile, number: str | None) -> None:
    """Raise InvalidError where a workbook that was downloaded from a draft is to go anywhere else."""
    base = file.report.base
    if base and base.proposal and base.proposal != number:
        raise invalid("file", OWN_DRAFT, number=base.proposal)
