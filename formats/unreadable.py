"""Why a file cannot be read as a catalogue: one error, with a sentence for the person who chose it."""

from values.messages import N_, Message, Params

MOST_BYTES = 20_000_000
MOST_SHEETS = 100
MOST_TABLES = 1000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CELLS = 1_000_000
MOST_FILLED = 400_000
"""Cells of all sheets of a workbook that say something, and cells of a page."""
MOST_CHARACTERS = 100_000
"""Of a cell; Excel allows a third of it."""

EMPTY = N_("The file is empty.")
TOO_BIG = N_(
    "The file has more than %(megabytes)s MB; leave out what is no catalogue, pictures for example, and try again."
)
UNKNOWN = N_(
    "Only Excel, Word (.docx), CSV, saved web pages and JSON can be read; what is inside this file is none of them."
)
OLD_WORD = N_("This is a Word file in the old form (.doc); open it, save it as .docx and choose that one.")
LOCKED = N_("The file is protected by a password; save it without the password and choose that one.")
MACROS = N_("The file carries macros or embedded programs; save it without them (.xlsx or .docx).")
BROKEN = N_("The file is damaged or incomplete; open it, save it again and choose that one.")
SWELLS = N_("The file unpacks to far more than its size; it is not opened here.")
ENTITIES = N_(
    "The file declares entities, which no catalogue needs and which can be used for an attack; it is not opened here."
)
TOO_MANY_SHEETS = N_("The workbook has more than %(most)s sheets; keep those that hold catalogues.")
TOO_MANY_TABLES = N_("The file has more than %(most)s tables; keep those that hold catalogues.")
TOO_MANY_ROWS = N_(
    "A table has more than %(rows)s rows or %(columns)s columns; keep the part that holds catalogues."
)
TOO_MANY_CELLS = N_(
    "The file has more than %(most)s filled cells; keep the tables and columns that hold catalogues."
)
LONG_CELL = N_("%(place)s has more than %(most)s characters; keep what belongs to a catalogue.")
STRUCK = N_(
    "%(place)s has text that is struck out. A table with redlines cannot be read, since nobody could tell which of "
    "its words count: remove what is struck out, then choose the file again."
)
TRACKED = N_(
    "The file has tracked changes. They cannot be read, since nobody could tell which words count: accept or reject "
    "them all in Word, save it, then choose the file again."
)
NOT_JSON = N_("The file begins like JSON, but it is not JSON: %(reason)s")
NO_TABLE = N_("No table of a catalogue was found in the file.")
ODD_JSON = N_("%(place)s is not as docs/reading.md describes a catalogue in JSON: %(reason)s")


class UnreadableFileError(ValueError):
    """What is inside a file cannot be read as catalogues."""

    def __init__(self, sentence: str, params: Params | None = None) -> None:
        """Keep the sentence."""
        self.message = Message(sentence, params or {})
        super().__init__(self.message.in_english())
