"""What a manual consists of, and how a line names the buttons of the pages by their own words."""

from dataclasses import dataclass

from flask_babel import gettext
from markupsafe import Markup, escape

from values.vocabulary import Role


@dataclass(frozen=True)
class Line:
    """A sentence with %(a)s, %(b)s and %(c)s where it names buttons, headings or links of the pages."""

    text: str
    buttons: tuple[str, ...] = ()
    """Their words as the pages say them, so that a manual never names what is called otherwise."""

    def said(self) -> Markup:
        """Return the sentence in the reader's language, with the buttons marked."""
        named = [Markup("<b>{}</b>").format(gettext(one)) for one in self.buttons]
        return escape(gettext(self.text)) % dict(zip("abc", named, strict=False))


def line(text: str, *buttons: str) -> Line:
    """Return a sentence that names buttons."""
    return Line(text, buttons)


@dataclass(frozen=True)
class Picture:
    """A part of a page, made by `make screens`."""

    name: str
    says: str


@dataclass(frozen=True)
class Trouble:
    """What can go wrong, and what to do."""

    what: str
    remedy: Line


@dataclass(frozen=True, kw_only=True)
class Manual:
    """Two printed pages for somebody's work."""

    slug: str
    """Its last word in the address."""
    roles: tuple[Role, ...]
    """Whose it is; nobody's: the public's."""
    job: tuple[str, ...]
    steps: tuple[Line, ...]
    pictures: tuple[Picture, ...]
    troubles: tuple[Trouble, ...]
    ask: tuple[str, ...]
    """Whom to ask, beside those whom everybody asks."""
