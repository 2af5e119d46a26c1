"""What keeps a spreadsheet from running a text as a formula when it opens a file of separated values.

A text that begins as formulas do gets an apostrophe in front (OWASP: CSV injection); reading takes it off
again. Workbooks need none: there a text is of the type text, and marked so that editing keeps it one.
"""

import re

_BEGINS = re.compile(r"'*[\s\u2060]*[=+\-@＝＋－＠\t\r]")


def is_risky(text: str) -> bool:
    """Whether a program may take a text for a formula."""
    return _BEGINS.match(text) is not None


def with_guard(text: str) -> str:
    """Return a text that no program takes for a formula."""
    return f"'{text}" if is_risky(text) else text


def without_guard(text: str) -> str:
    """Return the text that `with_guard` was given."""
    return text[1:] if text.startswith("'") and is_risky(text) else text
