"""What became of every cell of a file that was read: understood, mended, or not understood."""

from collections.abc import Callable
from dataclasses import dataclass, field

from values.catalogue_document import CatalogueDocument
from values.editing_base import EditingBase
from values.messages import Message


@dataclass(frozen=True, slots=True)
class Understood:
    """A cell that was taken as it stands."""

    place: str
    meaning: str
    """The column or part it was taken for, for example `deadline`, `header` or `title`."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A cell that was understood although it was not written as it should be."""

    place: str
    meaning: str
    before: str
    after: str
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A cell that nobody understood; it is kept to be asked about."""

    place: str
    text: str
    reason: Message
    meaning: str = ""
    """The column that it stands in, where it is one of the table's."""


@dataclass(frozen=True)
class ReadingReport:
    """The catalogues of a file, and what became of each of its cells; every cell is in one of the three lists."""

    catalogues: tuple[CatalogueDocument, ...] = ()
    understood: tuple[Understood, ...] = ()
    mended: tuple[Mended, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    remarks: tuple[Message, ...] = ()
    """What is to be said of the file as a whole: what in it was not looked into."""
    base: EditingBase | None = None
    """Of a workbook that was downloaded for editing: as what its rows were downloaded."""
    counted: int = 0
    """How many cells were taken as they stand; they are listed in `understood` only where that is asked for."""


@dataclass
class Account:
    """Keeps, while a file is read, what became of its cells; the first that is said of a cell counts."""

    understood: list[Understood] = field(default_factory=list)
    mended: list[Mended] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    as_written: frozenset[str] = frozenset()
    """Cells that somebody wants as they are written."""
    told: Callable[[int, int], None] | None = None
    """Is told how many lines are read, of how many."""
    lines: int = 0
    read: int = 0
    lists_all: bool = True
    """Whether cells that needed nothing are listed; else they are counted."""
    counted: int = 0
    """Cells that needed nothing."""

    def knows(self, place: str) -> bool:
        """Tell whether something was said of a cell."""
        return place in self.known

    def take(
        self, place: str, meaning: str, before: str, after: str, reasons: tuple[Message, ...] = ()
    ) -> None:
        """Say what a cell was understood as, and why its text was mended, if it was."""
        if place in self.known:
            return
        self.known.add(place)
        if reasons:
            self.mended.append(Mended(place, meaning, before, after, reasons))
            return
        self.counted += 1
        if self.lists_all:
            self.understood.append(Understood(place, meaning))

    def leave(self, place: str, text: str, reason: Message, meaning: str = "") -> None:
        """Say that a cell was not understood, and in which column it stands."""
        if place not in self.known:
            self.known.add(place)
            self.unplaced.append(Unplaced(place, text, reason, meaning))

    def advance(self, lines: int) -> None:
        """Say that some more lines are read."""
        self.read += lines
        if self.told:
            self.told(min(self.read, self.lines), self.lines)

    def remark(self, message: Message) -> None:
        """Say something of the file as a whole, once."""
        if message not in self.remarks:
            self.remarks.append(message)

    def report(
        self, catalogues: tuple[CatalogueDocument, ...], base: EditingBase | None = None
    ) -> ReadingReport:
        """Return the report, in the order in which cells were met."""
        return ReadingReport(
            catalogues,
            tuple(self.understood),
            tuple(self.mended),
            tuple(self.unplaced),
            tuple(self.remarks),
            base,
            self.counted,
        )
