"""XML parsed so that nothing is fetched, no entity is expanded and nothing swells."""

import io
import re
from collections.abc import Iterator
from typing import IO, Any

from lxml import etree

from formats.unreadable import BROKEN, ENTITIES, UnreadableFileError

_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_.-]+)")
PARSER_OPTIONS: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
}


def require_plain(data: bytes) -> None:
    """Refuse a part that declares entities, or hides it by another encoding than UTF-8.

    Raises: UnreadableFileError.
    """
    encoding = _ENCODING.match(data)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:64]:
        raise UnreadableFileError(BROKEN)
    if encoding and encoding[1].lower() not in {b"utf-8", b"us-ascii", b"ascii"}:
        raise UnreadableFileError(BROKEN)
    if _DECLARES.search(data):
        raise UnreadableFileError(ENTITIES)


def parsed(data: bytes) -> Any:
    """Return the root of a part of a package.

    Raises: UnreadableFileError for what declares entities or is no XML.
    """
    require_plain(data)
    try:
        return etree.fromstring(data, etree.XMLParser(**PARSER_OPTIONS))
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(BROKEN) from error


def elements(data: bytes, *names: str) -> Iterator[Any]:
    """Yield the elements of these names as their end is read, and let go of each afterwards.

    Raises: UnreadableFileError for what declares entities or is no XML.
    """
    require_plain(data)
    tags = [f"{{*}}{one}" for one in names]
    try:
        for _, one in etree.iterparse(io.BytesIO(data), events=("end",), tag=tags, **PARSER_OPTIONS):
            yield one
            one.clear()
            while one.getprevious() is not None:
                del one.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(BROKEN) from error


class PlainStream(io.RawIOBase):
    """A part of a package that is parsed while it is unpacked, refused as `require_plain` does."""

    OVERLAP = 64
    """Bytes of the piece before that are looked at again, since a declaration may begin in them."""

    def __init__(self, part: IO[bytes]) -> None:
        """Keep the part."""
        self._part, self._before = part, b""

    def readable(self) -> bool:
        """Whether it can be read."""
        return True

    def readinto(self, room: Any) -> int:
        """Read the next piece.

        Raises: UnreadableFileError.
        """
        piece = self._part.read(len(room))
        require_plain(self._before + piece)
        self._before = (self._before + piece)[-self.OVERLAP :]
        room[: len(piece)] = piece
        return len(piece)
