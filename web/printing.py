"""PDF on pages: made once by long work, then given like any file; until then the reader is led to where it is made."""

from collections.abc import Callable
from typing import Any

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from formats.printing.press import UNAVAILABLE, can_print
from formats.writing import MEDIA_TYPES, FileKind
from models import db
from values.canonical import sha256_hex
from values.jobs import JobKind
from values.messages import Message
from web.downloads import file_headers
from web.session import actor
from workflow.commands.jobs import Wanted, ask_for
from workflow.errors import NotAllowedError
from workflow.queries.jobs import result_of


def printed(sheet: bytes, name: str, note: Callable[[str], None]) -> ResponseReturnValue:
    """Answer with the PDF of a sheet, or have it made.

    Args:
        sheet: what is set; whoever may have it may have its PDF.
        name: of the file.
        note: records for someone signed in that a file of this hash is taken.

    Raises: NotAllowedError where this machine makes no PDF.
    """
    answer = Response(headers=file_headers(name), content_type=MEDIA_TYPES[FileKind.PDF])
    answer.set_etag(sha256_hex(sheet))
    answer.headers["Cache-Control"] = "private, no-cache" if current_user.is_authenticated else "no-cache"
    if request.if_none_match.contains(sha256_hex(sheet)):
        return answer.make_conditional(request)
    found = result_of(db.session(), JobKind.PRINTING, sheet)
    if found is None:
        return _have_it_made(sheet, name)
    if current_user.is_authenticated:
        note(sha256_hex(found))
    answer.set_data(found)
    return answer.make_conditional(request)


def _have_it_made(sheet: bytes, name: str) -> ResponseReturnValue:
    if not can_print():
        raise NotAllowedError(Message(UNAVAILABLE))
    wanted = Wanted(kind=JobKind.PRINTING, data=sheet, title=name, address=_address())
    number = ask_for(wanted, actor=actor() if current_user.is_authenticated else None)
    answer = redirect(url_for("work.show", number=number))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _address() -> str:
    """Return where this was asked for, with the day and the clock that were asked about and nothing else."""
    place: dict[str, Any] = dict(request.view_args or {})
    place |= {name: request.args[name][:40] for name in ("as-of", "clock") if name in request.args}
    return url_for(request.endpoint or "", **place)
