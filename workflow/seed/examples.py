"""A few proposals of the demonstration county in the middle of their way, so that no page is empty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models import Catalogue
from values.clock import shanghai_day
from values.proposal_content import DraftChange, DraftContent
from values.vocabulary import Outcome, Trigger
from workflow.commands import discussion, drafting, opinions, review, submission
from workflow.queries.catalogue import PublishedRow, catalogue_at_release
from workflow.seed.catalogues import amended
from workflow.seed.justifying import justified
from workflow.unit import current_clock, transaction

if TYPE_CHECKING:
    from workflow.seed.registering import Demonstration


def open_examples(world: Demonstration) -> None:
    """Open one proposal that waits for the section's review, one that waits for the secrecy review, one draft."""
    rows = _rows("990101-employment")
    jobs = _named(rows, "岗位信息发布")
    first = drafting.open_proposal(
        "990101-employment",
        actor=world.actor("drafter"),
        content=_draft(
            "990101-employment",
            "压缩“岗位信息发布”公开时限",
            "本县招聘信息每周更新，公开时限可由20个工作日压缩为10个工作日。",
            amended(
                jobs,
                replace(
                    jobs.state.content,
                    deadline="公开事项信息形成或变更之日起10个工作日内公开",
                    channels=(*jobs.state.content.channels, "政务新媒体"),
                ),
            ),
        ),
    )
    submission.submit(first, actor=world.actor("drafter"))
    discussion.add_comment(
        first,
        actor=world.actor("reviewer"),
        text="10个工作日能否保证？请就业服务中心确认每周更新的人手。",
        entry=jobs.state.entry,
        field="deadline",
    )
    opinions.request_opinions(
        first,
        actor=world.actor("drafter"),
        bodies=[world.bodies["justice"]],
        working_days=5,
        question="缩短公开时限是否与相关规定一致，请予核对。",
    )
    policy = _named(rows, "就业政策法规咨询")
    second = drafting.open_proposal(
        "990101-employment",
        actor=world.actor("drafter2"),
        content=_draft(
            "990101-employment",
            "补充“就业政策法规咨询”公开内容",
            "群众来电多问办理时限，公开内容中补充“办理时限”。",
            amended(
                policy,
                replace(
                    policy.state.content,
                    content_elements=(*policy.state.content.content_elements, "办理时限"),
                ),
            ),
        ),
    )
    submission.submit(second, actor=world.actor("drafter2"))
    review.sign_off(second, actor=world.actor("reviewer"), outcome=Outcome.AGREED, opinion="内容属实，同意。")
    card = _named(_rows("990101-social-insurance"), "社会保障卡申领")
    drafting.open_proposal(
        "990101-social-insurance",
        actor=world.actor("drafter3"),
        content=_draft(
            "990101-social-insurance",
            "完善“社会保障卡申领”渠道",
            "乡镇便民服务中心已可办理，补充线下渠道。",
            amended(card, replace(card.state.content, channels=(*card.state.content.channels, "入户上门"))),
        ),
    )


def _draft(code: str, title: str, rationale: str, change: DraftChange) -> DraftContent:
    text = DraftContent(
        title=title,
        trigger=Trigger.ANNUAL_CHECK,
        trigger_date=_today(),
        rationale=rationale,
        policy_source="《就业和社会保险领域基层政务公开标准指引》（人社厅函〔2019〕113号）",
        changes=(change,),
    )
    return justified(code, text)


def _today() -> date:
    return shanghai_day(current_clock.get().now())


def _rows(code: str) -> dict[str, PublishedRow]:
    with transaction() as session:
        catalogue = session.scalars(sa.select(Catalogue).where(Catalogue.code == code)).one()
        return catalogue_at_release(session, catalogue.id, catalogue.current_release_no)


def _named(rows: dict[str, PublishedRow], name: str) -> PublishedRow:
    return next(row for row in rows.values() if row.state.content.name == name)
