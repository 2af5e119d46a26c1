"""The proposals that fill the standards and the county's own catalogues."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from formats.standard_json import Section
from rules.sheet import Sheet
from values.claim import Substitution
from values.entry import DisclosingBody, EntryContent, EntryState, Place, Telephones
from values.proposal_content import DraftChange, DraftContent
from values.rank import ranks
from values.vocabulary import Level, Operation, Trigger
from workflow.adapting import with_standard
from workflow.claims import with_claims
from workflow.queries.catalogue import PublishedRow, arranged

NOTICE = "人社厅函〔2019〕113号"
NOTICE_DAY = date(2019, 6, 3)
REPORTED_BY = date(2019, 9, 30)
"""By when the Notice wanted the counties' own catalogues reported."""


def standard_draft(title: str, sections: tuple[Section, ...]) -> DraftContent:
    """Return the proposal that fills an empty standard with its sections."""
    changes: list[DraftChange] = []
    for section, rank in zip(sections, ranks(len(sections)), strict=True):
        heading = uuid.uuid4().hex
        changes.append(_added(EntryState(entry=heading, parent=None, rank=rank, content=section.heading)))
        changes += [
            _added(EntryState(entry=uuid.uuid4().hex, parent=heading, rank=place, content=row))
            for row, place in zip(section.rows, ranks(len(section.rows)), strict=True)
        ]
    return DraftContent(
        title=f"印发{title}",
        trigger=Trigger.NEW_POLICY,
        trigger_date=NOTICE_DAY,
        rationale=f"按照{NOTICE}附件建立标准目录。附件原文尚未取得，本稿按各地公开页面重建，待核。",
        policy_source=f"《就业和社会保险领域基层政务公开标准指引》（{NOTICE}）",
        effective_from=NOTICE_DAY,
        interpretation="标准目录列明基层就业和社会保险事项应当公开什么、何时公开、在哪里公开，群众可以对照查询和监督。",
        changes=tuple(changes),
    )


def local_draft(
    title: str, upstream: Mapping[str, PublishedRow], *, body: str, place: str, telephone: str
) -> DraftContent:
    """Return the proposal with which a county adapts its upstream, row by row, to its own body."""
    said = Substitution(
        bodies=(DisclosingBody(body=body),),
        places=(Place(level=Level.COUNTY, text=place),),
        telephones=Telephones(questions=telephone),
    )
    text = DraftContent(
        title=f"公布{title}",
        trigger=Trigger.NEW_POLICY,
        trigger_date=NOTICE_DAY,
        rationale=f"按照{NOTICE}的要求，结合本县实际编制本地目录并公布。",
        policy_source=f"《就业和社会保险领域基层政务公开标准指引》（{NOTICE}）",
        effective_from=REPORTED_BY,
        interpretation="本目录写明就业和社会保险事项在本县由谁公开、在哪里看得到、有疑问打哪个电话，方便群众办事和监督。",
    )
    return with_standard(text, {}, upstream, said)


def claiming_draft(
    title: str, county: Sheet, *, names: Collection[str], said: Substitution, seed: str
) -> DraftContent:
    """Return the proposal with which a township claims rows of its county by their names (认领)."""
    text = DraftContent(
        title=f"公布{title}",
        trigger=Trigger.NEW_POLICY,
        trigger_date=NOTICE_DAY,
        rationale="本镇便民服务中心受理的事项，公开主体、公开位置和电话与县级目录不同，予以认领。",
        policy_source=f"《就业和社会保险领域基层政务公开标准指引》（{NOTICE}）",
        effective_from=REPORTED_BY,
    )
    wanted = [row.state.entry for row in arranged(county.present.values()) if row.state.content.name in names]
    return with_claims(text, {}, county, wanted, said, seed=seed)


def at_the_window(body: str) -> Substitution:
    """Return what the township puts in the place of its county's words."""
    place = "清溪镇便民服务中心公示栏"
    return Substitution(
        bodies=(DisclosingBody(body=body),),
        places=(Place(level=Level.TOWNSHIP, text=place, url="https://qingxi.qinghe.example/gk"),),
        telephones=Telephones(questions="0999-5550200", complaints="0999-5550201"),
    )


def amended(row: PublishedRow, content: EntryContent, note: str = "") -> DraftChange:
    """Return the operation that gives a published row other content."""
    return DraftChange(
        operation=Operation.AMEND,
        after=replace(row.state, content=content),
        note=note,
        base_sha256=row.content_sha256,
    )


def _added(state: EntryState) -> DraftChange:
    return DraftChange(operation=Operation.ADD, after=state)
