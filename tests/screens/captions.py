"""What each page is for, in both languages, and where its pictures lie."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.sources import ROOT

PICTURES = ROOT / "docs" / "screens"
CAPTIONS = Path(__file__).with_name("captions.toml")
PUBLIC = "public"


@dataclass(frozen=True, kw_only=True)
class Shot:
    """A picture of a page: in which language, and how wide."""

    language: str
    is_narrow: bool
    name: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return PICTURES / self.name


@dataclass(frozen=True, kw_only=True)
class Caption:
    """A page as `docs/screens.md` shows it."""

    login: str
    """Who opens it; empty: the public."""
    address: str
    title: str
    zh: str
    en: str
    also: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Names the page as `PAGES` does."""
        return self.login, self.address

    def shots(self) -> Iterator[Shot]:
        """Yield its pictures: wide in Chinese always, the others where asked for."""
        name = f"{self.login or PUBLIC}-{_slug(self.address)}"
        yield Shot(language="zh_Hans", is_narrow=False, name=f"{name}.webp")
        if "en" in self.also:
            yield Shot(language="en", is_narrow=False, name=f"{name}.en.webp")
        if "narrow" in self.also:
            yield Shot(language="zh_Hans", is_narrow=True, name=f"{name}.narrow.webp")


@cache
def captions() -> tuple[Caption, ...]:
    """Return every caption in the order of `captions.toml`."""
    return tuple(
        Caption(
            login="" if login == PUBLIC else login,
            address=address,
            title=said["title"],
            zh=said["zh"],
            en=said["en"],
            also=tuple(said.get("also", ())),
        )
        for login, pages in tomllib.loads(CAPTIONS.read_text(encoding="utf-8")).items()
        for address, said in pages.items()
    )


def _slug(address: str) -> str:
    """Return an address as a name of a file; what it asks for in Chinese becomes a letter."""
    plain = re.sub(r"[一-鿿]+", "q", address.lower())
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:90] or "front"
