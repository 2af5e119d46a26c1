"""Answers that are files: named in any script, kept from running, and not sent again when nothing has changed."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from flask import url_for
from flask_babel import gettext
from werkzeug.datastructures import Headers

from formats.writing import FileKind
from values.papers import PaperKind
from web.wording.common import label
from workflow.queries.proposal import ProposalFile

SANDBOX = "default-src 'none'; sandbox"
"""A file that is opened in the browser all the same runs nothing and fetches nothing."""


def file_headers(name: str) -> Headers:
    """Return the headers of a file to be kept."""
    headers = Headers()
    headers.add("Content-Disposition", "attachment", **named(name))
    headers["Content-Security-Policy"] = SANDBOX
    return headers


def named(name: str) -> Mapping[str, str]:
    """Return how a header says the name of a file: headers are Latin letters, so that others are quoted (RFC 6266)."""
    if name.isascii():
        return {"filename": name}
    suffix = PurePath(name).suffix
    plain = f"file{suffix if suffix.isascii() else ''}"
    return {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}


def table_links(endpoint: str, **place: Any) -> list[tuple[str, str]]:
    """Return the kinds of files that a table is given as, each with its address."""
    labels = {
        FileKind.XLSX: "Excel",
        FileKind.DOCX: "Word",
        FileKind.CSV: "CSV",
        FileKind.HTML: gettext("Web page"),
        FileKind.JSON: "JSON",
        FileKind.PDF: "PDF",
    }
    return [(labels[kind], url_for(endpoint, kind=kind.value, **place)) for kind in FileKind]


def paper_links(file: ProposalFile, form: str) -> list[tuple[str, str]]:
    """Return the official papers that there are of a proposal, each with its address in a format."""
    if file.case.revision is None:
        return []
    number = file.case.proposal.number
    kinds = [one for one in PaperKind if one is not PaperKind.NOTICE or file.release]
    return [
        (label(one), url_for("papers.proposal", number=number, kind=one.value, form=form)) for one in kinds
    ]
