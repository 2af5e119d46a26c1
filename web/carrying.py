"""A file that goes with the form from the upload to the decision, so that nothing is stored before (decision 26)."""

import hmac
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from hashlib import sha256

from flask import current_app

from values.messages import N_
from web.session import actor
from workflow.errors import invalid

MOST_CARRIED = 700_000
"""Bytes once packed; workbooks of catalogues have a twentieth of it."""

FOREIGN = N_("The file did not come back as it was sent; choose it again.")


def carried(code: str, name: str, data: bytes) -> str:
    """Return a file as text, signed for this catalogue and person.

    Raises: InvalidError where it is too large to go with a page.
    """
    packed = zlib.compress(data)
    if len(packed) > MOST_CARRIED:
        raise invalid(
            "file",
            N_(
                "The file is too large for this page, which takes %(most)s kB packed; leave out pictures and other"
                " sheets, or have it imported by the command line."
            ),
            most=MOST_CARRIED // 1000,
        )
    body = f"{_text(name.encode())}.{_text(packed)}"
    return f"{_signature(code, body)}.{body}"


def brought(code: str, text: str) -> tuple[str, bytes]:
    """Return name and bytes of a file that came back.

    Raises: InvalidError where it was not made here, for this catalogue and this person.
    """
    signature, _, body = text.partition(".")
    if not hmac.compare_digest(signature.encode(), _signature(code, body).encode()):
        raise invalid("file", FOREIGN)
    name, _, packed = body.partition(".")
    return urlsafe_b64decode(name).decode(), zlib.decompress(urlsafe_b64decode(packed))


def _signature(code: str, body: str) -> str:
    key = str(current_app.secret_key).encode()
    told = f"import\n{code}\n{actor().person_id}\n{body}"
    return _text(hmac.new(key, told.encode(), sha256).digest())


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode()
