"""The official table: a catalogue's rows as the annex prints them, with merged level-1 cells and ticks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext

from values.entry import EntryState
from values.vocabulary import Level, Origin
from web.catalogue.comparison import Names
from web.wording.common import day, label
from workflow.queries.catalogue import PublishedRow, Row


@dataclass(kw_only=True)
class TableRow:
    """A line of the official table; headings without columns of their own appear as merged cells only."""

    number: str
    level1: str
    level1_rowspan: int
    """0: the cell is merged into one above."""
    level2: str
    level3: str
    elements: Sequence[str]
    bases: Sequence[str]
    deadline: str
    bodies: Sequence[str]
    channels: Sequence[tuple[str, bool]]
    all_society: bool
    specific_group: str
    proactive: bool
    on_request: bool
    withheld: bool
    county: bool
    township: bool
    village: bool
    url: str
    badges: list[tuple[str, str]] = field(default_factory=list)
    waiting: str | None = None
    entry: str = ""
    heading: str = ""
    """The identity of the level-1 row that it stands under, or its own."""
    sounds: str = ""
    """Initials and whole pinyin of its names, so that they are found by how they sound."""
    is_hidden: bool = False
    """Whether it does not hold the words that are looked for."""


def official_rows(
    rows: Sequence[Row],
    *,
    bodies: Names,
    links: Mapping[str, str],
    pending: Collection[str] = (),
    waiting: Mapping[str, PublishedRow] | None = None,
    marks: Mapping[str, list[tuple[str, str]]] | None = None,
    only: Collection[str] | None = None,
) -> list[TableRow]:
    """Return the lines of the table for rows that are arranged; `links` and `marks` are by identity.

    Of some rows `only` the lines are made; the others still count where rows are numbered.
    """
    by_entry = {row.state.entry: row for row in rows}
    lines: list[TableRow] = []
    first_of: dict[str, TableRow] = {}
    for row in rows:
        if row.is_heading or (only is not None and row.state.entry not in only):
            continue
        chain = _chain(row, by_entry)
        top = chain[0]
        line = _line(row, chain, bodies, links)
        line.badges = [*(marks or {}).get(row.state.entry, ()), *_badges(row.state, pending)]
        if waiting and row.state.entry in waiting:
            line.waiting = gettext(
                "Changed version in force from %(day)s", day=day(waiting[row.state.entry].effective_from)
            )
        if top.state.entry in first_of:
            first_of[top.state.entry].level1_rowspan += 1
            line.level1_rowspan = 0
        else:
            first_of[top.state.entry] = line
        lines.append(line)
    return lines


def _chain(row: Row, by_entry: Mapping[str, Row]) -> list[Row]:
    chain = [row]
    while (parent := chain[0].state.parent) and parent in by_entry:
        chain.insert(0, by_entry[parent])
    return chain


def _line(row: Row, chain: list[Row], bodies: Names, links: Mapping[str, str]) -> TableRow:
    content = row.state.content
    names = [*(one.state.content.name for one in chain), "", ""]
    return TableRow(
        number=row.number,
        level1=names[0],
        level1_rowspan=1,
        level2=names[1],
        level3=names[2],
        elements=content.content_elements,
        bases=[one.text for one in content.legal_bases],
        deadline=content.deadline,
        bodies=[
            bodies.get(int(one.body), one.body)
            for one in sorted(content.disclosing_bodies, key=lambda body: not body.lead)
        ],
        channels=[(channel, True) for channel in content.channels],
        all_society=content.audience.all_society,
        specific_group="、".join(content.audience.groups),
        proactive=content.mode.proactive,
        on_request=content.mode.on_request,
        withheld=content.mode.withheld,
        county=Level.COUNTY in content.levels,
        township=Level.TOWNSHIP in content.levels,
        village=Level.VILLAGE in content.levels,
        url=links.get(row.state.entry, ""),
        entry=row.state.entry,
        heading=chain[0].state.entry,
    )


def _badges(state: EntryState, pending: Collection[str]) -> list[tuple[str, str]]:
    badges = []
    if state.origin in {Origin.SUPPLEMENT, Origin.REFINEMENT}:
        badges.append((label(state.origin), "b"))
    if state.entry in pending:
        badges.append((gettext("Change pending"), "y"))
    if state.content.provenance.get("name") in {"recalled", "inferred", "seen on an unofficial copy"}:
        badges.append((gettext("To be verified"), "n"))
    return badges
