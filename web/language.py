"""The language of a page: what the reader chose, else what the installation speaks."""

from collections.abc import Iterable

from babel import Locale
from babel.support import NullTranslations
from flask import Flask, appcontext_pushed, current_app, has_app_context, request
from flask_babel import Babel, Domain, get_locale, gettext
from flask_login import current_user
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from values.messages import Message
from web.session import is_known

COOKIE = "mulu_language"
LANGUAGES = ("zh_Hans", "en")
HTML_LANGUAGES = {"zh_Hans": "zh-Hans", "en": "en"}


class Sentences(Domain):
    """The product's sentences in each language, found by the locale itself: pages say thousands."""

    def __init__(self, directory: str) -> None:
        super().__init__(directory)
        self.kept: dict[Locale | None, NullTranslations] = {}

    def get_translations(self) -> NullTranslations:
        """Return the sentences in the language at hand."""
        locale = get_locale()
        found = self.kept.get(locale)
        if found is None:
            found = self.kept[locale] = super().get_translations()
        return found


def choose() -> str:
    """Return the locale of the request, or of the command line outside one."""
    default: str = current_app.config["SETTINGS"].language
    if not request:
        return default
    chosen = request.cookies.get(COOKIE)
    if chosen in LANGUAGES:
        return str(chosen)
    if is_known():
        return str(current_user.language)
    return default


def init_app(app: Flask) -> None:
    """Set up gettext and the formats of dates and numbers."""
    directory = str(app.root_path) + "/translations"
    Babel(
        app,
        locale_selector=choose,
        default_timezone="Asia/Shanghai",
        default_translation_directories=directory,
    )
    sentences = Sentences(directory)
    app.extensions["sentences"] = sentences
    appcontext_pushed.connect(lambda _: sentences.as_default(), app, weak=False)
    app.jinja_env.globals.update(_=_in_template, gettext=_in_template)


def said(text: str) -> str:
    """Return a sentence without variables in the reader's language; pages say hundreds."""
    words: str = _sentences().gettext(text)
    return words


def all_said(texts: Iterable[str]) -> list[str]:
    """Return sentences without variables in the reader's language, which is asked for once."""
    return [*map(_sentences().gettext, texts)]


def _sentences() -> NullTranslations:
    """Return the sentences in the reader's language; a command that needs no installation says them as they are written."""
    if not has_app_context():
        return NullTranslations()
    found: NullTranslations = current_app.extensions["sentences"].get_translations()
    return found


@pass_context
def _in_template(context: Context, text: str, /, **variables: object) -> str:
    """Return a sentence in the reader's language; Jinja's own `_` does the same by three calls more."""
    words = said(text)
    if context.eval_ctx.autoescape:
        words = Markup(words)  # noqa: S704 - translations are ours
    return words % variables if "%" in words else words


def html_language() -> str:
    """Return the language as HTML names it."""
    return HTML_LANGUAGES.get(str(get_locale()), "zh-Hans")


def say(message: Message) -> str:
    """Return a message in the reader's language."""
    params = {
        name: say(value) if isinstance(value, Message) else value
        for name, value in dict(message.params).items()
    }
    text: str = gettext(message.id, **params)
    return text
