"""What became of every cell of a file that was read: understood, mended, or not understood."""

from dataclasses import dataclass, field

from values.catalogue_document import CatalogueDocument
from values.editing_base import EditingBase
from values.messages import Message


@dataclass(frozen=True)
class Understood:
    """A cell that was taken as it stands."""

    place: str
    meaning: str
    """The column or part it was taken for, for example `deadline`, `header` or `title`."""


@dataclass(frozen=True)
class Mended:
    """A cell that was understood although it was not written as it should be."""

    place: str
    meaning: str
    before: str
    after: str
    reasons: tuple[Message, ...]


@dataclass(frozen=True)
class Unplaced:
    """A cell that nobody understood; it is kept to be asked about."""

    place: str
    text: str
    reason: Message


@dataclass(frozen=True)
class ReadingReport:
    """The catalogues of a file, and what became of each of its cells; every cell is in one of the three lists."""

    catalogues: tuple[CatalogueDocument, ...] = ()
    understood: tuple[Understood, ...] = ()
    mended: tuple[Mended, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    base: EditingBase | None = None
    """Of a workbook that was downloaded for editing: as what its rows were downloaded."""


@dataclass
class Account:
    """Keeps, while a file is read, what became of its cells; the first that is said of a cell counts."""

    understood: dict[str, Understood] = field(default_factory=dict)
    mended: dict[str, Mended] = field(default_factory=dict)
    unplaced: dict[str, Unplaced] = field(default_factory=dict)

    def knows(self, place: str) -> bool:
        """Tell whether something was said of a cell."""
        return place in self.understood or place in self.mended or place in self.unplaced

    def take(
        self, place: str, meaning: str, before: str, after: str, reasons: tuple[Message, ...] = ()
    ) -> None:
        """Say what a cell was understood as, and why its text was mended, if it was."""
        if self.knows(place):
            return
        if reasons:
            self.mended[place] = Mended(place, meaning, before, after, reasons)
        else:
            self.understood[place] = Understood(place, meaning)

    def leave(self, place: str, text: str, reason: Message) -> None:
        """Say that a cell was not understood."""
        if not self.knows(place):
            self.unplaced[place] = Unplaced(place, text, reason)

    def report(
        self, catalogues: tuple[CatalogueDocument, ...], base: EditingBase | None = None
    ) -> ReadingReport:
        """Return the report, in the order in which cells were met."""
        return ReadingReport(
            catalogues,
            tuple(self.understood.values()),
            tuple(self.mended.values()),
            tuple(self.unplaced.values()),
            base,
        )
