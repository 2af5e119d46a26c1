"""What is mended in any cell's text: blanks inside words, doubled text, traditional characters, document numbers."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from values.document_numbers import document_numbers
from values.messages import N_, Message
from values.simplified import simplified

BLANKS = Message(N_("Blanks stood inside words."))
DOUBLED = Message(N_("The text stood there twice."))
TRADITIONAL = Message(N_("Traditional characters were written as simplified ones."))
NUMBERS = Message(N_("A document number was written with 〔〕."))

_HAN = r"[\u3400-\u9fff]"
_INNER = re.compile(rf"(?<={_HAN})[ \t\u00a0\u3000]+(?={_HAN})")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_RUNS = re.compile(r"[ \t\u00a0\u3000]+")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\xad]")
_UNTIDY = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u200b-\u200d\u2060\u3000\ufeff\ud800-\udfff]|  | \n|\n[ \n]"
)
"""What most texts have none of, so that they are tidy as they are but for blanks around them."""
_BROKEN_NUMBER = re.compile(
    r"[(\[{【﹝〔（［｛]\s*((?:19|20)\d{2})\s*[)\]}】﹞〕）］｝]\s*第?\s*(\d{1,5})\s*号(?:\s*[〕﹞\]】](?!\s*[)）]))?"
)
_STRAY = re.compile(r"号[〕﹞]")
SHORTEST_DOUBLED = 4


@dataclass
class Mending:
    """A text on its way from the cell, with why it changed."""

    text: str
    reasons: tuple[Message, ...] = ()

    def turn(self, text: str, reason: Message) -> None:
        """Take a text instead, and say why."""
        if text != self.text:
            self.text = text
            if reason not in self.reasons:
                self.reasons = (*self.reasons, reason)


def tidy(text: str) -> str:
    """Return a text without invisible characters and blanks around its lines; this is no mending."""
    if not _UNTIDY.search(text):
        return text.strip(" \n")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    plain = _CONTROLS.sub("", _INVISIBLE.sub("", plain))
    lines = (_RUNS.sub(" ", line).strip() for line in plain.split("\n"))
    return "\n".join(line for line in lines if line)


def mended(raw: str, *, may_be_doubled: bool = True) -> Mending:
    """Return a cell's text as it is meant."""
    return Mending(*_mended(raw, may_be_doubled))


@lru_cache(maxsize=2048)
def _mended(raw: str, may_be_doubled: bool) -> tuple[str, tuple[Message, ...]]:  # noqa: FBT001 - cached by position
    mending = Mending(tidy(raw))
    mending.turn(_INNER.sub("", mending.text), BLANKS)
    if may_be_doubled:
        mending.turn(once(mending.text), DOUBLED)
    mending.turn(simplified(mending.text), TRADITIONAL)
    return mending.text, mending.reasons


def once(text: str) -> str:
    """Return a text that stands twice, one after the other or on two lines, once."""
    half, odd = divmod(len(text), 2)
    if half >= SHORTEST_DOUBLED and not odd and text[:half] == text[half:]:
        return text[:half]
    middle = text[half : half + 1]
    if odd and half >= SHORTEST_DOUBLED and not middle.isalnum() and text[:half] == text[half + 1 :]:
        return text[:half]
    return text


def with_good_numbers(mending: Mending) -> None:
    """Write the document numbers of a text as the form asks: 国发〔2015〕2号."""
    mending.turn(_well_numbered(mending.text), NUMBERS)


@lru_cache(maxsize=2048)
def _well_numbered(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    found = [one for one in document_numbers(plain) if not one.is_well_bracketed]
    if found:
        told, place = [], 0
        for one in found:
            told += [plain[place : one.start], one.text]
            place = one.end
        text = "".join(told) + plain[place:]
    text = _BROKEN_NUMBER.sub(r"〔\1〕\2号", text)
    return _STRAY.sub("号", text)
