"""R11 (N3.6, Regulations 14-16): what is disclosed proactively stays so; what is withheld says by which article."""

import re
import unicodedata
from collections.abc import Iterator

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from values.basis_titles import title_spans
from values.entry import EntryState
from values.messages import N_, Message

TOGETHER = N_(
    "A row that is withheld (不予公开) is disclosed neither proactively nor on request: choose one or the other."
)
NO_ARTICLE = N_(
    "Withholding needs its basis in articles 14 to 16 of the Regulations: for example"
    " 《中华人民共和国政府信息公开条例》第十四条, with the reason."
)
NOT_PROACTIVE = N_(
    "The standard discloses “%(name)s” proactively: choose proactive disclosure; on request may stand beside it."
)
WITHHELD = N_(
    "The standard discloses “%(name)s”, and it is withheld here: disclose what can be, or say why nothing can be."
    " The overseer above is told."
)
OPINION_LATER = N_(
    "A row that is withheld needs the opinion of the secrecy review before it is approved: see that the route asks it."
)
NO_OPINION = N_(
    "A row that is withheld needs the opinion of the secrecy review: send the proposal through that step first."
)

REGULATIONS = "政府信息公开条例"
_ARTICLE = re.compile(r"(?<![0-9一二三四五六七八九十百])(?:1[456]|十[四五六])(?=[ ]?[条、,和至及到~-])")
_REACH = 4000
"""Characters of a basis that are read; a page has fewer."""


def mode(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find a mode that contradicts itself, is not borne out, or discloses less than the standard."""
    said = state.content.mode
    upstream = grounds.floor_of(state)
    if said.withheld:
        yield from _of_withholding(state, grounds)
    if upstream is None:
        return
    theirs, name = upstream.content.mode, upstream.content.name
    if said.withheld and names_article(said.withheld_basis) and (theirs.proactive or theirs.on_request):
        yield _finding(
            state, Severity.WARNING, Message(WITHHELD, {"name": name}), "withheld", against=upstream.entry
        )
    elif said.on_request and not said.proactive and not said.withheld and theirs.proactive:
        message = Message(NOT_PROACTIVE, {"name": name})
        yield _finding(state, Severity.ERROR, message, "proactive", against=upstream.entry)


def _of_withholding(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    said, paper = state.content.mode, grounds.paper
    if said.proactive or said.on_request:
        yield _finding(state, Severity.ERROR, Message(TOGETHER), "together")
    if not names_article(said.withheld_basis) and (
        said.withheld_basis.strip() or said.proactive or said.on_request
    ):
        # An empty basis on a row that is withheld alone is no mode at all, which R05 finds.
        yield _finding(state, Severity.ERROR, Message(NO_ARTICLE), digest("basis", said.withheld_basis))
    if paper is not None and not paper.has_secrecy_opinion:
        severity = Severity.ERROR if paper.is_decided else Severity.WARNING
        sentence = NO_OPINION if paper.is_decided else OPINION_LATER
        yield _finding(state, severity, Message(sentence), "secrecy")


def names_article(basis: str) -> bool:
    """Whether a basis names article 14, 15 or 16 of the Regulations on Open Government Information.

    An article behind the title of another law is that law's; without any title it is the Regulations'.
    """
    plain = unicodedata.normalize("NFKC", basis[:_REACH])
    titles = title_spans(plain)
    place = 0
    for article in _ARTICLE.finditer(plain):
        while place < len(titles) and titles[place].end <= article.start():
            place += 1
        is_inside = place < len(titles) and titles[place].start < article.start()
        before = titles[place - 1].raw if place else REGULATIONS
        if not is_inside and (REGULATIONS in before or before.strip() == "条例"):
            return True
    return False


def _finding(
    state: EntryState, severity: Severity, message: Message, about: str, *, against: str = ""
) -> Finding:
    return Finding(
        rule="R11",
        severity=severity,
        entry=state.entry,
        field="mode",
        clause="N3.6",
        message=message,
        about=about,
        against=against,
    )
