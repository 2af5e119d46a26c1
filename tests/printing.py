"""PDF in tests: what a file says and how it is made, and having on a page made what is still to be made."""

import io
import unicodedata
from typing import Any

import pypdf
from flask import Flask
from flask.testing import FlaskClient
from pypdf.generic import DictionaryObject, IndirectObject
from werkzeug.test import TestResponse

from formats.writing import sheet
from values.catalogue_document import CatalogueDocument
from values.jobs import JobKind
from workflow.actor import Actor
from workflow.commands.jobs import Wanted, ask_for, carry_out, jobs_to_queue


def document(data: bytes) -> pypdf.PdfReader:
    """Return a PDF, read strictly."""
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def letters(text: str) -> str:
    """Return a text without blanks and what nobody sees, which a page sets as it likes."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if not one.isspace() and unicodedata.category(one) != "Cf")


def said(data: bytes) -> str:
    """Return everything that the pages say, in the order in which it is set."""
    return "".join(letters(page.extract_text()) for page in document(data).pages)


def fonts(data: bytes) -> dict[str, bool]:
    """Return the fonts that are used, each with whether its letters are inside."""
    found: dict[str, bool] = {}
    for page in document(data).pages:
        for font in _objects(page["/Resources"].get("/Font", {})):
            inner = font["/DescendantFonts"][0].get_object()
            held = inner["/FontDescriptor"].get_object()
            found[str(font["/BaseFont"])] = any(f"/FontFile{n}" in held for n in ("", "2", "3"))
    return found


def tags(data: bytes) -> list[str]:
    """Return the tags of the structure, in the order of reading."""
    return list(_tags(document(data).trailer["/Root"]["/StructTreeRoot"]))


def _tags(element: Any) -> Any:
    held = element.get_object() if isinstance(element, IndirectObject) else element
    if isinstance(held, list):
        for one in held:
            yield from _tags(one)
    elif isinstance(held, DictionaryObject):
        if "/S" in held:
            yield str(held["/S"])
        if "/K" in held:
            yield from _tags(held["/K"])


def _objects(held: Any) -> list[Any]:
    return [one.get_object() for one in held.get_object().values()] if held else []


def made(app: Flask) -> int:
    """Carry out all long work that waits; return how much."""
    with app.app_context():
        waiting = jobs_to_queue()
        for one in waiting:
            assert carry_out(one) is None
    return len(waiting)


def taken(app: Flask, client: FlaskClient, address: str) -> TestResponse:
    """Return what an address gives; where it is still to be made, have it made and ask again."""
    got = client.get(address)
    if got.status_code == 302 and "/work/" in got.headers["Location"]:
        assert made(app) == 1
        got = client.get(address)
    return got


def one_made_and_one_waiting(actor: Actor) -> tuple[str, str]:
    """Return the numbers of two things that somebody asked for, the first of which is made."""
    made_one = asked("目录.pdf", actor)
    carry_out(jobs_to_queue()[0])
    return made_one, asked("目录（第2版）.pdf", actor)


def asked(title: str, actor: Actor) -> str:
    """Ask for a catalogue to be printed, and return the number of the work."""
    data = sheet(CatalogueDocument(title=title))
    wanted = Wanted(
        kind=JobKind.PRINTING, data=data, title=title, address="/catalogues/990101-employment.pdf"
    )
    return str(ask_for(wanted, actor=actor))
