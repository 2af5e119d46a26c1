"""What a form sends, read against what it was filled with, so that an untouched field stays exactly what it was."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeAlias, TypeVar

from werkzeug.datastructures import MultiDict

Form: TypeAlias = MultiDict[str, str]
Values: TypeAlias = dict[str, str | list[str]]
"""What fills a form: a text by name, or a list where a name may occur more than once."""

Record = TypeVar("Record")
Shown = TypeVar("Shown", bound=Hashable)


def plain(text: str) -> str:
    """Return a text as it is kept: lines end in LF, nothing stands around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def one_line(text: str) -> str:
    """Return a text as a field of one line shows it."""
    return " ".join(line.strip() for line in plain(text).split("\n") if line.strip())


def read_text(form: Form, name: str, was: str) -> str:
    """Read a text of several lines; one that was not sent stays as it was."""
    typed = form.get(name)
    return was if typed is None or plain(typed) == plain(was) else plain(typed)


def read_short(form: Form, name: str, was: str) -> str:
    """Read a text of one line; one that was not sent stays as it was."""
    typed = form.get(name)
    return was if typed is None or one_line(typed) == one_line(was) else one_line(typed)


def is_ticked(form: Form, name: str) -> bool:
    """Read a checkbox; one that is not ticked sends nothing."""
    return name in form


def read_lines(form: Form, name: str, was: Sequence[str]) -> tuple[str, ...]:
    """Read a field that holds one text a line."""
    return read_records(form, name, was, show=str, parse=str)


def read_records(
    form: Form,
    name: str,
    was: Sequence[Record],
    *,
    show: Callable[[Record], str],
    parse: Callable[[str], Record],
) -> tuple[Record, ...]:
    """Read a field that holds one record a line.

    Args:
        form: what was sent.
        name: the field's name.
        was: the records that filled the field.
        show: returns the line that shows a record.
        parse: returns the record that a new line means.
    """
    typed = form.get(name)
    if typed is None:
        return tuple(was)
    found = [line for one in plain(typed).split("\n") if (line := one_line(one))]
    return kept(found, was, show=lambda one: one_line(show(one)), parse=parse)


def kept(
    found: Sequence[Shown],
    was: Sequence[Record],
    *,
    show: Callable[[Record], Shown],
    parse: Callable[[Shown], Record],
) -> tuple[Record, ...]:
    """Return the former records where they are what was found, else one for each found: its former, or a new one.

    What a former record shows may be empty; then nobody can have seen it, and it goes with the first change.
    """
    shown = [show(one) for one in was]
    if list(found) == [one for one in shown if one]:
        return tuple(was)
    former = dict(zip(shown, was, strict=True))
    return tuple(former[one] if one in former else parse(one) for one in found)


def joined(lines: Sequence[str]) -> str:
    """Return the text that fills a field of one record a line."""
    return "\n".join(line for one in lines if (line := one_line(one)))
