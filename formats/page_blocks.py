"""A web page in the order in which one reads it: its tables, and the texts between them."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

SILENT = ("script", "style", "template", "noscript", "head")
IN_LINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "bdo",
        "bdi",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "label",
        "mark",
        "nobr",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that do not begin a text of their own."""


def blocks(root: Any) -> Iterator[Any]:
    """Yield the tables that hold no further table, and the texts of everything else, each block one text."""
    told: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, one in walk:
        is_block = one.tag not in IN_LINE
        if is_block and (text := _joined(told)):
            yield text
        if event == "end":
            told.append(one.tail or "" if one is not root else "")
        elif is_innermost(one):
            yield one
            walk.skip_subtree()
        elif one.tag in SILENT:
            walk.skip_subtree()
        else:
            told.append(one.text or "")
    if text := _joined(told):
        yield text


def is_innermost(element: Any) -> bool:
    """Whether an element is a table that holds no further table."""
    return element.tag == "table" and next(element.iterdescendants("table"), None) is None


def _joined(told: list[str]) -> str:
    text = " ".join("".join(told).split())
    told.clear()
    return text
