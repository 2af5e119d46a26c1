"""What is said of a whole file besides its cells: what it points to or holds that no reader looks into."""

import io
import zipfile

from formats.safe_xml import parsed
from formats.unreadable import UnreadableFileError
from values.messages import N_, Message

LINKED = Message(
    N_(
        "The file points to other files or addresses. Nothing was fetched from there; where a cell shows something "
        "of them, what the file itself keeps of it was read."
    )
)
INSERTED = Message(N_("The file holds other files or pages inside. What stands in them was not read."))
PICTURES = Message(N_("The file has pictures or drawings. What stands in them was not read."))
COMMENTS = Message(N_("The file has comments. They are no part of the table and were not read."))
FAR_OFF = N_("Texts of the page that stand away from its tables, such as menus, were passed over: %(count)s.")

LINKS = ("xl/externallinks/", "xl/connections", "xl/querytables/")
HOLDS = (
    (LINKED, LINKS),
    (INSERTED, ("word/embeddings/", "xl/embeddings/", "word/afchunk", "word/subdocument")),
    (PICTURES, ("word/media/", "xl/media/", "xl/drawings/drawing", "word/charts/", "xl/charts/")),
    (COMMENTS, ("word/comments", "xl/comments", "xl/threadedcomments/")),
)
"""What is said of a package by what the names of its members begin with."""
IN_THE_TEXT = ("/hyperlink",)
"""Links that a reader of the file follows only by hand."""
MOST_RELATIONS = 1_000_000
"""Bytes of a part that says what belongs to what; programs write some hundred."""


def package_remarks(data: bytes) -> list[Message]:
    """Return what is to be said of a package.

    Raises: UnreadableFileError where a part that says what belongs to what is no plain XML.
    """
    found: list[Message] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = package.infolist()
        names = [one.filename.lower() for one in members]
        relations = [one for one in members if one.filename.lower().endswith(".rels")]
        is_linked = any(_leads_out(package.read(one)) for one in relations if one.file_size <= MOST_RELATIONS)
    for remark, beginnings in HOLDS:
        is_there = any(name.startswith(beginnings) for name in names)
        if is_there or (remark is LINKED and is_linked):
            found.append(remark)
    return found


def _leads_out(relations: bytes) -> bool:
    try:
        told = parsed(relations)
    except UnreadableFileError:
        return False
    return any(
        one.get("TargetMode") == "External" and not str(one.get("Type", "")).endswith(IN_THE_TEXT)
        for one in told.iter("{*}Relationship")
    )
