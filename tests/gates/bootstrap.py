"""The part of Bootstrap that our pages use: what is vendored, so that no page weighs what it does not need.

`python -m tests.gates.bootstrap` makes it anew from the package that tests/node names.
"""

import re
from collections.abc import Iterator

from tests.sources import ROOT, files

WHOLE = "bootstrap/dist/css/bootstrap.min.css"
"""Where the whole of it lies among the programs of tests/node."""
USED = ROOT / "static/vendor/bootstrap-5.3.9.used.min.css"

WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
CLASS = re.compile(r"\.((?:[A-Za-z_-]|\\.)(?:[A-Za-z0-9_-]|\\.)*)")
PICTURE = re.compile(r'url\("data:[^"]*"\)')
FAMILIES = re.compile(
    r"row|col(?:-(?:md|lg))?(?:-\d+)?|(?:[mp][tbesxy]?|gap|g[xy]?)-\w+"
    r"|(?:d|flex|align|justify|text|fw)(?:-(?!(?:sm|md|lg|xl|xxl|print)-)[a-z0-9]+)+"
)
"""Classes that are kept whether used or not, so that a page may be laid out without a thought to this file."""
INNER = re.compile(r":(?:not|is|where)\([^()]*\)")
"""What a selector excludes or offers: a class in it need not be used."""


def words() -> set[str]:
    """Return every word that could be a class: of templates, scripts and the code that speaks to them."""
    sources = files(".html", folders=("templates",)) + files(".js", folders=("static",))
    sources += files(".py", folders=("web",))
    return {word for path in sources for word in WORD.findall(path.read_text(encoding="utf-8"))}


def used_rules(css: str, known: set[str]) -> Iterator[str]:
    """Yield the rules of a minified style sheet that can apply where only the known words are classes."""
    for head, body in _blocks(css):
        if head.startswith(("@media", "@supports")):
            if inner := "".join(used_rules(body, known)):
                yield f"{head}{{{inner}}}"
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        elif kept := [one for one in _selectors(head) if _may_apply(one, known)]:
            yield f"{','.join(kept)}{{{body}}}"


def missing_rules(whole: str, used: str) -> list[str]:
    """Return the rules that our pages need and the vendored part lacks."""
    present = set(_flat(used))
    return [one for one in _flat("".join(used_rules(_bare(whole), words()))) if one not in present]


def _flat(css: str, within: str = "") -> Iterator[str]:
    """Yield each selector with its rule by itself, so that parts can be compared."""
    for head, body in _blocks(_bare(css)):
        if head.startswith(("@media", "@supports")):
            yield from _flat(body, head)
        else:
            yield from (f"{within} {one}{{{body}}}" for one in _selectors(head))


def _bare(css: str) -> str:
    """Return a style sheet without comments, and without pictures in `data:` URLs, which the policy forbids."""
    said = re.sub(r"/\*.*?\*/|@charset[^;]*;", "", css, flags=re.DOTALL)
    return PICTURE.sub("none", said).strip()


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each outermost brace, and what is in it."""
    start = depth = opened = 0
    for place, sign in enumerate(css):
        if sign == "{":
            depth += 1
            opened = place if depth == 1 else opened
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : place]
                start = place + 1


def _selectors(head: str) -> list[str]:
    """Return the parts of a selector between its commas, those within parentheses aside."""
    return [one.strip() for one in re.split(r",(?![^()]*\))", head)]


def _may_apply(selector: str, known: set[str]) -> bool:
    named = CLASS.findall(INNER.sub("", INNER.sub("", selector)))
    return all(one in known or FAMILIES.fullmatch(one) for one in named)


if __name__ == "__main__":
    css = (ROOT / ".venv/.node/node_modules" / WHOLE).read_text(encoding="utf-8")
    licence = css[css.index("/*!") : css.index("*/") + 2]
    rules = "".join(used_rules(_bare(css), words()))
    USED.write_text(f"{licence}\n{rules}\n", encoding="utf-8")
