"""The rows of one table under its header, put together into headings and what stands below them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from formats import cell_parts as parts
from formats.columns import Column, Kind
from formats.exact_cells import exact_text, is_exact, parts_in, put
from formats.grid import Grid
from formats.layout import Layout
from formats.name_columns import LATER, Name, groups, name_of, stood_elsewhere
from formats.row_draft import RowDraft, add
from formats.text_mending import mended
from values.catalogue_document import DocumentRow
from values.messages import N_, Message
from values.reading_report import Account

FORMULA = Message(N_("The cell holds a formula; what it last gave was read."))
NOT_UNDERSTOOD = Message(N_("What this cell says is none of the things that its column can say."))
NO_ROW = Message(N_("The cell belongs to no row that has a name."))
GLUED = Message(N_("Two names that stood in one cell were told apart."))
NAME_KINDS = {Kind.NAME: 2, Kind.NAME_1: 1, Kind.NAME_2: 2, Kind.NAME_3: 3}


@dataclass
class RowTree:
    """Reads rows of a grid by their layout."""

    grid: Grid
    layout: Layout
    account: Account
    roots: list[RowDraft] = field(default_factory=list)
    last: RowDraft | None = None
    last_second: tuple[str, RowDraft] | None = None
    taken: dict[int, set[tuple[int, int]]] = field(default_factory=dict)
    """Of each row that is read: the merged cells it has taken already."""
    by_key: dict[str, RowDraft] = field(default_factory=dict)

    @cached_property
    def filled(self) -> list[tuple[int, Column]]:
        """The columns that hold something else than names."""
        columns = enumerate(self.layout.columns)
        return [(at, column) for at, column in columns if column.kind not in NAME_KINDS]

    @cached_property
    def named(self) -> list[tuple[int, Kind]]:
        """The columns that hold names."""
        return [(at, kind) for at, kind in enumerate(self.layout.kinds) if kind in NAME_KINDS]

    def read(self, rows: list[int], sections: dict[int, Name]) -> None:
        """Read these rows of the grid; a section is a row that is nothing but a level-1 name."""
        names = [self._names(row) for row in rows]
        firsts = [sections.get(row) or one.get(1) for row, one in zip(rows, names, strict=True)]
        grouped = groups(firsts, [one.get(2) or one.get(3) for one in names])
        elsewhere = stood_elsewhere(firsts, grouped)
        for at, row in enumerate(rows):
            first, told = firsts[at], names[at]
            if first:
                self._say(first, Kind.NAME_1, (LATER,) if first.place in elsewhere else ())
            draft = self._draft(row, first, grouped[at], told)
            if row not in sections:
                self._fill(row, draft)
            self.account.advance(1)

    def _names(self, row: int) -> dict[int, Name]:
        found: dict[int, Name] = {}
        for column, kind in self.named:
            anchor = self.grid.anchor(row, column)
            raw = self.grid.own(*anchor)
            if not raw.strip() or anchor[1] != column:
                continue
            place = self.grid.place(*anchor)
            if not is_exact(raw) and (glued := parts.glued_names("".join(raw.split("\n")).strip())):
                number_1, name_1, number_2, name_2 = glued
                found[1] = Name(number_1, name_1, place, anchor, raw, (GLUED,))
                found[2] = Name(number_2, name_2, place, anchor, raw, (GLUED,))
                continue
            formula = (FORMULA,) if anchor in self.grid.formulas else ()
            name = name_of(raw, place, anchor, reasons=formula)
            level = NAME_KINDS[kind]
            if kind is Kind.NAME and not name.major and self._stands_alone(row, column):
                level = 1
            found[level] = name
        return found

    def _stands_alone(self, row: int, name_column: int) -> bool:
        return all(
            column == name_column or self.layout.kinds[column] is Kind.SEQUENCE
            for column, _ in self.grid.cells(row)
        )

    def _draft(
        self, row: int, first: Name | None, group: Name | None, told: dict[int, Name]
    ) -> RowDraft | None:
        """Return the row that the cells of a row of the grid belong to."""
        heading = self._heading(group) if group else None
        second, third = told.get(2), told.get(3)
        if third:
            above = self._second(second, heading) if second else self._second_above(heading)
            above = above or heading
            return self._child(third, above, (above.level if above else 0) + 1)
        if second:
            key = f"{second.place}"
            if self.last_second and self.last_second[0] == key:
                return self.last_second[1]
            return self._second(second, heading, is_new=True)
        if first and heading and first.anchor[0] in {row, -1}:
            self.last = heading
            return heading
        return self.last

    def _heading(self, name: Name) -> RowDraft:
        if name.key not in self.by_key:
            draft = RowDraft(name=name.text, number=name.number, level=1, place=name.place)
            self.by_key[name.key] = draft
            self.roots.append(draft)
        return self.by_key[name.key]

    def _second_above(self, heading: RowDraft | None) -> RowDraft | None:
        if not self.last_second:
            return None
        draft = self.last_second[1]
        return draft if heading is None or draft in heading.children else None

    def _second(self, name: Name, heading: RowDraft | None, *, is_new: bool = False) -> RowDraft:
        above = self._second_above(heading)
        if above and not is_new and above.name == name.text:
            self._say(name, Kind.NAME_2)
            return above
        draft = self._child(name, heading, heading.level + 1 if heading else 1)
        self.last_second = (name.place, draft)
        return draft

    def _child(self, name: Name, above: RowDraft | None, level: int) -> RowDraft:
        draft = RowDraft(name=name.text, number=name.number, level=level, place=name.place)
        (above.children if above else self.roots).append(draft)
        self._say(name, Kind.NAME_2 if level < 3 else Kind.NAME_3)  # noqa: PLR2004 - the third level
        self.last = draft
        return draft

    def _say(self, name: Name, kind: Kind, more: tuple[Message, ...] = ()) -> None:
        self.account.take(name.place, kind, name.raw, name.text, name.reasons + more)

    def _fill(self, row: int, draft: RowDraft | None) -> None:
        grid = self.grid
        anchors = grid.anchors if row in grid.merged_rows else {}
        cells = grid.rows[row]
        for column, told in self.filled:
            anchor = anchors.get((row, column)) if anchors else None
            if anchor is None:
                raw = cells[column] if column < len(cells) else ""
            else:
                raw = grid.own(*anchor) if anchor[1] == column else ""
            if not raw or not raw.strip():
                continue
            at = anchor or (row, column)
            place = grid.place(*at)
            grid.told[at[0] * grid.width + at[1]] = 1
            if draft is None:
                self.account.leave(place, raw, NO_ROW, told.kind)
                continue
            if anchor is not None:
                # A merged cell belongs to each row that it lies on, and once to one that has several lines.
                taken = self.taken.setdefault(id(draft), set())
                if anchor in taken:
                    continue
                taken.add(anchor)
            self._take(draft, told, raw, place, is_formula=at in grid.formulas)

    def _take(self, draft: RowDraft, column: Column, raw: str, place: str, *, is_formula: bool) -> None:
        if is_exact(raw) and put(draft, column, parts_in(column, raw)):
            self.account.take(place, column.kind, raw, exact_text(raw))
            return
        if place in self.account.as_written:
            self.account.leave(place, exact_text(raw), NOT_UNDERSTOOD, column.kind)
            return
        mending = mended(raw, may_be_doubled=column.kind is not Kind.SEQUENCE)
        if is_formula:
            mending.reasons = (*mending.reasons, FORMULA)
        if column.kind is Kind.SEQUENCE:
            draft.number = draft.number or mending.text.removesuffix(".0")
        elif not add(draft, column, mending):
            self.account.leave(place, raw, NOT_UNDERSTOOD, column.kind)
            return
        self.account.take(place, column.kind, raw, mending.text, mending.reasons)

    def rows(self) -> tuple[DocumentRow, ...]:
        """Return what was read, in tree order."""
        found: list[DocumentRow] = []
        for root in self.roots:
            found.extend(_below(root, None, len(found)))
        return tuple(found)


def _below(draft: RowDraft, parent: int | None, at: int) -> Iterator[DocumentRow]:
    yield DocumentRow(
        number=draft.number,
        level=draft.level,
        parent=parent,
        content=draft.content(),
        further=dict(draft.further),
        place=draft.place,
    )
    place = at + 1
    for child in draft.children:
        for row in _below(child, at, place):
            yield row
            place += 1
