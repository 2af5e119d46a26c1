"""Undo a release: one click to a proposal that is prefilled with the reverse changes."""

import json
from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, PublicationNotice, Release, Revision, WarningAnswer
from values.body_change import BodyChange
from values.messages import N_, Message
from values.proposal_content import DraftContent, revision_content
from values.vocabulary import Trigger
from workflow.actor import Actor
from workflow.commands.drafting import open_proposal
from workflow.drafts import LONGEST_NAME
from workflow.errors import NotAllowedError, NotFoundError
from workflow.queries.catalogue import PublishedRow, catalogue_at_release, versions_of_release
from workflow.reversal import reversal, with_bodies_of_today
from workflow.unit import Unit

CAUSE = "release"
"""Kind of cause of a proposal that undoes a release."""

BODIES_STAY = "机构的名称、撤并及承接关系和其他目录的事项不随本次撤销恢复，需要恢复的另行办理。"
"""What an undo of a change of bodies says it does not take back."""

OVERTAKEN = "“{first}”等{count}项已有施行日期更晚的版本，不列入本次撤销。"
"""What an undo of a retroactive release says it leaves as it is."""


def open_undo(catalogue_code: str, release_no: int, *, actor: Actor, key: str | None = None) -> str:
    """Open a proposal that takes a release back and return its number; nothing is changed until it is published.

    Rows that later releases changed are not overwritten: they are compared three ways, and the drafter is asked.
    A release that is not in force yet is taken back for the day on which it would be.
    Raises: NotFoundError for an unknown release; ForbiddenError for no drafter of the county; NotAllowedError
    where all it changed has been changed back.
    """
    return open_proposal(
        catalogue_code,
        actor=actor,
        content=lambda work, catalogue: _reverse(work, catalogue, release_no),
        cause=(CAUSE, f"{catalogue_code}:{release_no}"),
        key=key,
    )


def _reverse(work: Unit, catalogue: Catalogue, release_no: int) -> DraftContent:
    session = work.session
    found = session.execute(
        sa.select(Release, PublicationNotice, Revision)
        .join(PublicationNotice, PublicationNotice.release_id == Release.id)
        .join(Revision, Revision.id == Release.revision_id)
        .where(Release.catalogue_id == catalogue.id, Release.no == release_no)
    ).one_or_none()
    if found is None:
        raise NotFoundError(N_("This catalogue has no such release; choose one from its list."))
    release, notice, revision = found
    before, after, current = (
        catalogue_at_release(session, catalogue.id, number)
        for number in (release_no - 1, release_no, catalogue.current_release_no)
    )
    said = revision_content(json.loads(revision.data))
    changes = with_bodies_of_today(reversal(before, after, current, release_no), current, said.body_change)
    written = versions_of_release(session, catalogue.id, release_no)
    overtaken = [row.state.content.name for row in written if after[row.state.entry].release_no != release_no]
    if not changes:
        raise NotAllowedError(Message(_why_nothing(said.body_change, overtaken), {"no": release_no}))
    day = notice.published_on
    return DraftContent(
        title=f"撤销第{release_no}版：{notice.title}"[:LONGEST_NAME],
        trigger=Trigger.CORRECTION,
        trigger_date=work.today,
        rationale=(
            f"撤销{day.year}年{day.month}月{day.day}日公布的第{release_no}版（索引号{notice.index_number}），"
            "恢复其所改事项的原有内容。"
            + (BODIES_STAY if said.body_change else "")
            + (OVERTAKEN.format(first=overtaken[0], count=len(overtaken)) if overtaken else "")
        ),
        policy_source=said.policy_source,
        effective_from=release.effective_from if release.effective_from > work.today else None,
        changes=tuple(changes),
        answers=_answers(session, catalogue, {one.entry for one in changes}, before, release_no),
    )


def _why_nothing(change: BodyChange | None, overtaken: list[str]) -> str:
    """Return the sentence that says why a release leaves nothing to be taken back."""
    if change is not None:
        return N_(
            "Release %(no)s carried out a change of a body. An undo takes back rows only; neither the body's name nor"
            " who follows it, and here no row is left to take back. Propose another change of the body instead."
        )
    if overtaken:
        return N_(
            "What release %(no)s changed has later versions: they take effect after it and stay in force, so that an"
            " undo leaves nothing to take back. Propose a change of the rows as they are now."
        )
    return N_("All that release %(no)s changed has been changed back already.")


def _answers(
    session: Session,
    catalogue: Catalogue,
    entries: set[str],
    before: Mapping[str, PublishedRow],
    release_no: int,
) -> dict[str, str]:
    """Return what warnings about these rows were answered with: for the release, and for what comes back."""
    releases = {release_no, *(before[entry].release_no for entry in entries if entry in before)}
    rows = session.execute(
        sa.select(WarningAnswer.finding_key, WarningAnswer.answer)
        .join(Release, Release.revision_id == WarningAnswer.revision_id)
        .where(Release.catalogue_id == catalogue.id, Release.no.in_(releases))
        .order_by(Release.no)
    )
    return {key: answer for key, answer in rows if set(key.split(":")) & entries}
