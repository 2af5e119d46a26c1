"""Large pages without what nobody reads of their cells: a page saved by Excel has four attributes at each of them."""

import re

LARGE = 2_000_000
"""Characters from which a page is slimmed; each attribute costs the parser as much memory as the text of its cell."""
_TAG = re.compile(r"""(<t[dhr])(\s(?:[^<>"']|"[^"<>]*"|'[^'<>]*')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=<>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?""")
_STRIKES = re.compile("line-through", re.IGNORECASE)


def slim(text: str) -> str:
    """Return a page whose rows and cells have only the attributes that are read: spans, and all where text is struck."""
    return text if len(text) < LARGE else _TAG.sub(_slimmed, text)


def _slimmed(tag: re.Match[str]) -> str:
    if _STRIKES.search(tag[2]):
        return tag[0]
    kept = [one[0] for one in _ATTRIBUTE.finditer(tag[2]) if one[1].lower() in {"colspan", "rowspan"}]
    return f"{' '.join((tag[1], *kept))}>"
