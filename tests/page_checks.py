"""What every HTML page must be: valid, with one heading, a matching title, labelled fields, protected forms."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as SENTENCES

FIELDS = ("input", "select", "textarea")
UNLABELLED = ("hidden", "submit", "button", "reset", "image")
PARENT_OF_PART = {"<tr": "tbody", "<td": "tr", "<th": "tr", "<tb": "table", "<li": "ul", "<op": "select"}


@dataclass(frozen=True)
class Form:
    """A form as a browser would send it."""

    action: str
    method: str
    values: dict[str, Any]
    """What the page put into the fields, without that of any button."""
    names: tuple[str, ...]
    """Every field that can be filled in or ticked."""
    buttons: dict[str, dict[str, str]]
    """By the text of each button: what it adds to the values."""
    actions: dict[str, str]
    """By the text of each button that has one: the address it sends the form to."""


def defects_of(html: str, *, is_part: bool = False) -> list[str]:
    """Return a sentence for each defect of a page, or of a part of a page as htmx fetches it."""
    root, errors = _parsed(html, is_part=is_part)
    defects = [f"line {line}: {SENTENCES.get(code, code) % details}" for (line, _), code, details in errors]
    if not is_part:
        defects += _of_the_whole(root)
    ids = Counter(node.get("id") for node in root.iter() if node.get("id") is not None)
    defects += [f"the id {name!r} occurs {number} times" for name, number in ids.items() if number > 1]
    defects += _of_fields(root)
    defects += _of_texts(root)
    for form in root.iter("form"):
        token = any(field.get("name") == "csrf_token" and field.get("value") for field in form.iter("input"))
        if form.get("method", "get").lower() == "post" and not token:
            defects.append(f"the POST form to {form.get('action', 'itself')} has no csrf_token")
    return defects


def forms_of(html: str) -> list[Form]:
    """Return the forms of a page."""
    root, _ = _parsed(html, is_part=False)
    return [_form(root, node) for node in root.iter("form")]


def text_of(node: Element) -> str:
    """Return the text within an element, its white space folded."""
    return " ".join("".join(node.itertext()).split())


def _parsed(html: str, *, is_part: bool) -> tuple[Element, list[Any]]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    if not is_part:
        return parser.parse(html), parser.errors
    container = PARENT_OF_PART.get(html.lstrip()[:3].lower(), "div")
    return parser.parseFragment(html, container=container), parser.errors


def _of_the_whole(root: Element) -> Iterator[str]:
    if not root.get("lang"):
        yield "the html element has no lang"
    headings = [text_of(node) for node in root.iter("h1")]
    if len(headings) != 1:
        yield f"there are {len(headings)} h1 elements"
    title = root.find("head/title")
    words = "" if title is None else text_of(title)
    yield from (
        f"the title {words!r} does not name the h1 {h1!r}" for h1 in headings if not h1 or h1 not in words
    )


def _of_fields(root: Element) -> Iterator[str]:
    for node in root.iter():
        if node.tag not in FIELDS or (node.tag == "input" and node.get("type", "text") in UNLABELLED):
            continue
        if not _label(root, node):
            yield f"the {node.tag} {node.get('name') or node.get('id')!r} has no label"


def _of_texts(root: Element) -> Iterator[str]:
    for node in root.iter():
        if node.tag in ("a", "button") and not (
            text_of(node) or _own_label(root, node) or _alternatives(node)
        ):
            yield f"a {node.tag} has no text ({node.get('href') or node.get('name') or node.get('class')})"
        if node.tag == "img" and node.get("alt") is None:
            yield f"the picture {node.get('src')} has no alt"


def _label(root: Element, field: Element) -> str:
    for label in root.iter("label"):
        names_it = field.get("id") is not None and label.get("for") == field.get("id")
        if names_it or any(inner is field for inner in label.iter()):
            return text_of(label)
    return _own_label(root, field)


def _own_label(root: Element, node: Element) -> str:
    named = (node.get("aria-labelledby") or "").split()
    texts = [text_of(other) for other in root.iter() if other.get("id") in named] if named else []
    return (node.get("aria-label") or " ".join(texts)).strip()


def _alternatives(node: Element) -> str:
    return "".join(picture.get("alt") or "" for picture in node.iter("img"))


def _form(root: Element, node: Element) -> Form:
    values: dict[str, Any] = {}
    names: list[str] = []
    buttons: dict[str, dict[str, str]] = {}
    actions: dict[str, str] = {}
    for field in _fields_of(root, node):
        name, kind = field.get("name"), field.get("type", "text")
        if field.tag == "button" or (field.tag == "input" and kind == "submit"):
            text = text_of(field) or field.get("value") or field.get("aria-label") or ""
            buttons[text] = {name: field.get("value") or ""} if name else {}
            if address := field.get("formaction"):
                actions[text] = address
        elif field.tag in FIELDS and name and field.get("disabled") is None:
            names.append(name)
            for value in _values(field, kind):
                if field.tag == "select" or kind in ("checkbox", "radio"):
                    values.setdefault(name, []).append(value)
                else:
                    _add(values, name, value)
    return Form(
        action=node.get("action", ""),
        method=node.get("method", "get").lower(),
        values=values,
        names=tuple(dict.fromkeys(names)),
        buttons=buttons,
        actions=actions,
    )


def _fields_of(root: Element, form: Element) -> Iterator[Element]:
    """Yield what belongs to a form: what lies in it, and what names it from elsewhere."""
    yield from (node for node in form.iter() if node.get("form") in (None, form.get("id")))
    if form.get("id"):
        inside = list(form.iter())
        yield from (node for node in root.iter() if node.get("form") == form.get("id") and node not in inside)


def _add(values: dict[str, Any], name: str, value: str) -> None:
    """Keep a second field of the same name beside the first."""
    if name in values:
        before = values[name]
        values[name] = [*before, value] if isinstance(before, list) else [before, value]
    else:
        values[name] = value


def _values(field: Element, kind: str) -> list[str]:
    """Return what a field sends as the page stands."""
    if field.tag == "textarea":
        return ["".join(field.itertext()).removeprefix("\n")]
    if field.tag == "select":
        options = list(field.iter("option"))
        chosen = [option for option in options if option.get("selected") is not None]
        if not chosen and field.get("multiple") is None:
            chosen = options[:1]
        return [option.get("value", text_of(option)) for option in chosen]
    if kind in ("checkbox", "radio"):
        return [field.get("value", "on")] if field.get("checked") is not None else []
    return [field.get("value", "")]
