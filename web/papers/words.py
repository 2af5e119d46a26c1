"""The official papers in words: of a submitted revision and of a release, as their forms set them.

Everything here is called in the language of the papers (`web/papers/files.py`).
"""

from collections.abc import Iterator, Mapping

from flask_babel import gettext

from models import ProposalStep
from values.clock import shanghai_day
from values.entry import EntryState
from values.papers import (
    ApplicationForm,
    ApprovalSheet,
    NoticePaper,
    PaperField,
    PaperOpinion,
    PaperRow,
    RedlinePaper,
    Submitted,
)
from values.proposal_content import EntryChange
from values.redline import redline
from values.vocabulary import Operation, StepKind
from web.catalogue.comparison import compare
from web.catalogue.hiding import veiled
from web.files import file_names
from web.proposal.body_change import KINDS
from web.proposal.findings_panel import counted
from web.wording.common import day, label
from workflow.queries.catalogue import arranged
from workflow.queries.compare import Difference, differences_of
from workflow.queries.opinions import AskedOpinion
from workflow.queries.papers import ChangesIn, SubmittedProposal
from workflow.queries.public import Reading
from workflow.queries.released import Released


def application_of(source: SubmittedProposal) -> ApplicationForm:
    """Return the application form."""
    return ApplicationForm(
        submitted=_submitted(source),
        interpretation=source.content.interpretation,
        attachments=tuple(one.name for one in source.content.attachments),
        boxes=tuple((label(step.kind), source.bodies[step.body_id]) for step in source.steps),
    )


def approval_of(source: SubmittedProposal) -> ApprovalSheet:
    """Return the sheet for the leader, with what was said so far."""
    office = StepKind.GOVERNMENT_OFFICE_REVIEW
    signed = [(step.kind, one) for step, one in _signed(source)]
    return ApprovalSheet(
        submitted=_submitted(source),
        rules=counted(source.outcome) if source.outcome else "",
        opinions=(
            *(_answered(source, one) for one in source.asked),
            *(one for kind, one in signed if kind is not office),
        ),
        advice=tuple(one for kind, one in signed if kind is office),
        decision=_decided(source),
    )


def redline_of(source: SubmittedProposal) -> RedlinePaper:
    """Return the proposal as tracked changes."""
    return RedlinePaper(submitted=_submitted(source), moment=source.revision.submitted_at)


def notice_of(reading: Reading, found: Released) -> NoticePaper:
    """Return the publication notice, with the rows that its reader may read."""
    notice, release = found.notice, found.release
    return NoticePaper(
        catalogue=reading.catalogue.title,
        release=release.no,
        index_number=notice.index_number,
        document_number=notice.document_number,
        issuing_body=found.bodies[notice.issuing_body_id],
        drafting_body=found.bodies[notice.drafting_body_id],
        signatory=notice.signatory,
        title=notice.title,
        written_on=day(notice.written_on),
        published_on=day(notice.published_on),
        effective_on=day(notice.effective_on),
        is_trial=notice.is_trial,
        valid_until=day(notice.valid_until),
        text=notice.body_text,
        rows=tuple(_released_rows(found)),
    )


def _submitted(source: SubmittedProposal) -> Submitted:
    said = source.content
    return Submitted(
        number=source.proposal.number,
        revision=source.revision.no,
        sha256=source.revision.content_sha256,
        catalogue=source.catalogue,
        body=source.bodies[source.proposal.drafting_body_id],
        submitted_on=day(source.submitted_on),
        title=said.title,
        trigger=label(said.trigger),
        trigger_date=day(said.trigger_date),
        in_force=day(said.effective_from),
        is_trial=said.is_trial,
        valid_until=day(said.valid_until),
        rationale=said.rationale,
        policy_source=said.policy_source,
        body_change=_body_change(source),
        rows=tuple(row for group in source.changes for row in _changed_rows(source, group)),
    )


def _body_change(source: SubmittedProposal) -> str:
    change = source.content.body_change
    if change is None:
        return ""
    new = change.new_name or source.former.get(int(change.successor or 0), "")
    return f"{source.former.get(int(change.body), '')} → {new}（{gettext(KINDS[change.kind])}）"


def _changed_rows(source: SubmittedProposal, group: ChangesIn) -> Iterator[PaperRow]:
    before, after = group.before, group.after
    numbers = _numbers(before), _numbers(after)
    places = {key: state.content.name for key, state in after.items()}
    files = file_names(group.states)
    for change in group.changes:
        fields = compare(change.before, change.after, source.bodies, places, files)
        number = numbers[1].get(change.entry) or numbers[0].get(change.entry, "")
        yield PaperRow(
            operation=label(change.operation),
            number=number,
            name=change.after.content.name,
            fields=(
                *_moved(change, numbers),
                *(PaperField(label=one.label, parts=one.merged) for one in fields if one.is_changed),
            ),
            note=change.note,
            origin="、".join(places.get(one, "") for one in change.sources),
            since=day(change.effective_from),
            catalogue=group.catalogue,
        )


def _moved(change: EntryChange, numbers: tuple[Mapping[str, str], Mapping[str, str]]) -> Iterator[PaperField]:
    old, new = (one.get(change.entry, "") for one in numbers)
    if change.operation is Operation.MOVE and old != new:
        yield PaperField(label=gettext("No."), parts=redline(old, new))


def _released_rows(found: Released) -> Iterator[PaperRow]:
    numbers = _numbers({key: row.state for key, row in found.after.items()})
    before = _numbers({key: row.state for key, row in found.before.items()})
    states = [row.state for row in (*found.before.values(), *found.changed)]
    files = file_names(states)
    for row in found.changed:
        entry = row.state.entry
        old = found.before.get(entry)
        differences = differences_of(old.state if old else None, row.state) or (Difference.AMENDED,)
        fields = compare(old.state if old else None, row.state, found.bodies, found.names, files)
        yield PaperRow(
            operation="、".join(label(one) for one in differences),
            number=numbers.get(entry) or before.get(entry, ""),
            name=row.state.content.name,
            fields=tuple(
                PaperField(label=one.label, parts=one.merged)
                for one in veiled(fields, row, old)
                if one.is_changed
            ),
            since=day(row.effective_from) if row.effective_from != found.notice.effective_on else "",
        )


def _numbers(states: Mapping[str, EntryState]) -> dict[str, str]:
    return {row.state.entry: row.number for row in arranged(states.values())}


def _signed(source: SubmittedProposal) -> Iterator[tuple[ProposalStep, PaperOpinion]]:
    for step in source.steps:
        one = source.sign_offs.get(step.id)
        if one is None:
            continue
        yield (
            step,
            PaperOpinion(
                step=label(step.kind),
                body=source.bodies[step.body_id],
                said=label(one.outcome),
                text=one.opinion,
                person=source.people[one.actor_id],
                absent=source.people.get(one.on_behalf_of_id or 0, ""),
                recorder=source.people.get(one.recorded_by_id or 0, ""),
                day=day(one.signed_on or shanghai_day(one.signed_at)),
            ),
        )


def _answered(source: SubmittedProposal, one: AskedOpinion) -> PaperOpinion:
    """Say what a body that was asked answered; its silence is told, whether it may still speak or not."""
    about = one.given_on if one.given else one.asked_about
    earlier = about if about != source.revision.no else None
    step = gettext("Department opinion")
    if one.given is None:
        said = gettext("No answer, due on %(day)s", day=day(one.request.due_on))
        return PaperOpinion(step=step, body=one.body, said=said, revision=earlier)
    return PaperOpinion(
        step=step,
        body=one.body,
        said=label(one.given.answer),
        text=one.given.opinion,
        person=one.giver,
        day=day(shanghai_day(one.given.given_at)),
        revision=earlier,
    )


def _decided(source: SubmittedProposal) -> PaperOpinion | None:
    one = source.decision
    if one is None:
        return None
    return PaperOpinion(
        step=gettext("Supervisor"),
        body="",
        said=label(one.action),
        text=one.opinion,
        person=source.people[one.actor_id],
        absent=source.people.get(one.on_behalf_of_id or 0, ""),
        day=day(shanghai_day(one.decided_at)),
    )
