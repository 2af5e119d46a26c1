"""The language of a page: what the reader chose, else what the installation speaks."""

from flask import Flask, current_app, request
from flask_babel import Babel, get_locale, get_translations, gettext
from flask_login import current_user
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from values.messages import Message
from web.session import is_known

COOKIE = "mulu_language"
LANGUAGES = ("zh_Hans", "en")
HTML_LANGUAGES = {"zh_Hans": "zh-Hans", "en": "en"}


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
    Babel(
        app,
        locale_selector=choose,
        default_timezone="Asia/Shanghai",
        default_translation_directories=str(app.root_path) + "/translations",
    )
    app.jinja_env.globals.update(_=_in_template, gettext=_in_template)


@pass_context
def _in_template(context: Context, text: str, /, **variables: object) -> str:
    """Return a sentence in the reader's language; Jinja's own `_` does the same by three calls more."""
    said: str = get_translations().gettext(text)
    if context.eval_ctx.autoescape:
        said = Markup(said)  # noqa: S704 - translations are ours
    return said % variables if "%" in said else said


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
