"""What somebody typed into a page, shown by itself where the page has no field for it any more."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from markupsafe import escape

TEXTS = ("comment", "text", "answer", "reason", "opinion", "question")
"""Fields in which people write sentences, by their names in the forms of the page."""

CHOICES = frozenset({"agreed", "has_remarks", "no_remarks"})
"""What a button says under a name of a text."""


def page_again(template: str, values: dict[str, Any], typed: Mapping[str, str]) -> str:
    """Render a page after a refusal, so that no text that was typed is lost.

    Meanwhile what it is about may have gone on, and the form with it; then its text stands at the head of the page.
    """
    page = render_template(template, **values)
    texts = [text for name in TEXTS if (text := typed.get(name, "")).strip() and text not in CHOICES]
    lost = [text for text in texts if not _is_in_a_field(str(escape(text)), page)]
    return render_template(template, **(values | {"lost": lost})) if lost else page


def _is_in_a_field(text: str, page: str) -> bool:
    return f">{text}</textarea>" in page or f'value="{text}"' in page
