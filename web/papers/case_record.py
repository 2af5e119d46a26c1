"""What was said of a proposal on its way, for its case file: sign-offs, decisions, departments' opinions, suggestions."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models import Decision, SignOff, db
from values.canonical import instant
from values.clock import shanghai_day
from web.wording.common import label
from workflow.queries.case_file import step_kinds
from workflow.queries.opinions import AskedOpinion, asked_opinions
from workflow.queries.proposal import ProposalFile, names_of_bodies


@dataclass(frozen=True, kw_only=True)
class Record:
    """One kind of official word: its name, what was said, who answers for it (责任者), and the day of the last."""

    name: str
    said: list[dict[str, Any]]
    responsible: str
    day: date | None


def record_of(file: ProposalFile) -> Iterator[Record]:
    """Yield every kind of official word that there is, each in the order in which it was said."""
    case = file.case
    kinds = step_kinds(db.session(), case.proposal.id)
    signed = [
        {"步骤": label(kinds[one.step_id]), "结论": label(one.outcome), **_signed(file, one)}
        for one in case.sign_offs
    ]
    decided = [{"决定": label(one.action), **_decided(file, one)} for one in case.decisions]
    suggested = [{"建议": one.text, "答复": one.answer} for one in file.suggestions]
    if signed:
        yield _word("审签意见", signed, "人员", shanghai_day(case.sign_offs[-1].signed_at))
    if decided:
        yield _word("签发决定", decided, "人员", shanghai_day(case.decisions[-1].decided_at))
    if asked := asked_opinions(db.session(), case.proposal.id):
        yield _word("部门意见", [_opinion(one) for one in asked], "单位", _last_said(asked))
    if suggested:
        signers = {one.id: one for one in case.sign_offs}
        signed_with = [signers[one.sign_off_id] for one in file.suggestions]
        yield Record(
            name="修改建议",
            said=suggested,
            responsible=together(file.people.get(one.actor_id) for one in signed_with),
            day=shanghai_day(max(one.signed_at for one in signed_with)),
        )


def _word(name: str, said: list[dict[str, Any]], who: str, day: date | None) -> Record:
    return Record(name=name, said=said, responsible=together(one[who] for one in said), day=day)


def together(names: Iterable[str | None]) -> str:
    """Return those who answer for a paper together, each once, in the order in which they spoke."""
    return "、".join(dict.fromkeys(one for one in names if one))


def _last_said(asked: Sequence[AskedOpinion]) -> date:
    """Return the day of the last answer, or of the last question that nobody answered."""
    moments = (one.given.given_at if one.given else one.request.asked_at for one in asked)
    return shanghai_day(max(moments))


def _signed(file: ProposalFile, one: SignOff) -> dict[str, Any]:
    return {
        **_people(file, one.actor_id, one.on_behalf_of_id),
        "代录": file.people.get(one.recorded_by_id or 0),
        "意见": one.opinion,
        "时间": instant(one.signed_at),
        "签批单日期": one.signed_on.isoformat() if one.signed_on else None,
        "签批单_sha256": one.scan_sha256,
        "content_sha256": one.content_sha256,
    }


def _decided(file: ProposalFile, one: Decision) -> dict[str, Any]:
    return {
        **_people(file, one.actor_id, one.on_behalf_of_id),
        "意见": one.opinion,
        "时间": instant(one.decided_at),
        "content_sha256": one.content_sha256,
    }


def _people(file: ProposalFile, actor: int, behalf: int | None) -> dict[str, Any]:
    return {"人员": file.people.get(actor), "受委托代": file.people.get(behalf or 0)}


def _opinion(one: AskedOpinion) -> dict[str, Any]:
    day, body = shanghai_day(one.request.asked_at), one.request.body_id
    return {
        "单位": names_of_bodies(db.session(), [body], day=day)[body],
        "征求": one.request.question,
        "限期": one.request.due_on.isoformat(),
        "答复": label(one.given.answer) if one.given else "未答复",
        "意见": one.given.opinion if one.given else "",
        "人员": one.giver if one.given else None,
        "content_sha256": one.request.content_sha256,
    }
