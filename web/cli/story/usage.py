"""What the library that reads the command line says of its own accord: in the language of the command line as well.

It looks its sentences up by Python's `gettext`, in the catalogue of the domain `messages` for the language that the
environment names. Its sentences stand below, so that they are collected and translated like all others.
"""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask.cli import ScriptInfo
from flask_babel import lazy_ngettext

from values.messages import N_

TRANSLATIONS = Path(__file__).parents[3] / "translations"
gettext.bindtextdomain("messages", str(TRANSLATIONS))

SENTENCES = (
    N_("Usage:"),
    N_("Options"),
    N_("Positional arguments"),
    N_("Commands"),
    N_("default: {default}"),
    N_("required"),
    N_("Show this message and exit."),
    N_("Try '{command} {option}' for help."),
    N_("Error: {message}"),
    N_("Aborted!"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("Choose from:\n\t{choices}"),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{value!r} is not a valid boolean. Recognized values: {states}"),
    N_("Could not open file {filename!r}: {message}"),
    N_("unknown error"),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("Do you want to continue?"),
    N_("Repeat for confirmation"),
    N_("Error: The two entered values do not match."),
    N_("Error: invalid input"),
)
"""Sentences of the library that a command of ours can make it say."""

COUNTED = (
    lazy_ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    lazy_ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    lazy_ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    lazy_ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    lazy_ngettext("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given.", 1),
)
"""Those that depend on a number."""


class SpokenUsageError(click.UsageError):
    """A wrong usage, said in a language; the program ends with status 2."""

    def __init__(self, error: click.UsageError, language: str) -> None:
        """Keep what is wrong, whose sentence is made when it is shown."""
        super().__init__(error.message, error.ctx)
        self.error, self.language = error, language

    def format_message(self) -> str:
        """Return the sentence."""
        with speaking(self.language):
            return self.error.format_message()

    def show(self, file: Any = None) -> None:
        """Print usage and sentence where errors go."""
        with speaking(self.language):
            self.error.show(file)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Have the library speak a language meanwhile."""
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        del os.environ["LANGUAGE"]
        if before is not None:
            os.environ["LANGUAGE"] = before


@contextmanager
def usage_spoken(ctx: click.Context | None) -> Iterator[None]:
    """Have the library speak the language of the command line meanwhile, and of what is used wrongly."""
    info = ctx.find_object(ScriptInfo) if ctx else None
    language = info.load_app().config["SETTINGS"].language if info else ""
    try:
        with speaking(language):
            yield
    except SpokenUsageError:
        raise
    except click.UsageError as error:
        raise SpokenUsageError(error, language) from error
