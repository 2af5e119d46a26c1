"""R03 (N3.1): an entry of the standard is present, or left out with one reason and what bears it out."""

import re
import unicodedata
from collections.abc import Iterator

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from values.citations import recognised
from values.entry import EntryState
from values.messages import N_, Message
from values.names import normalised
from values.vocabulary import LeaveOutReason, Presence

LOST = N_(
    "The standard lists “%(name)s”, and no row here stands for it any more: leave this row out with a reason"
    " (不列入) instead of cancelling it, or let another row adapt the entry."
)
NEVER = N_(
    "The standard lists “%(name)s”, and no row here stands for it: add it, or leave it out with a reason."
)
NO_REASON = N_(
    "This row is left out without a reason: choose one of not practised here, function transferred,"
    " basis repealed, cancelled above, or merged into another entry."
)
TWO_REASONS = N_(
    "Rows that stand for the same entry of the standard are left out for different reasons: give both the same one."
)
NO_SENTENCE = N_(
    "Say in a sentence why this is not practised here, for example 本县无港口，未开展船员招聘服务。"
)
NO_DOCUMENT = N_(
    "The reason needs its document: name it in 《》 or by its number, for example 青政办发〔2026〕12号."
)
NOT_TO_WHOM = N_("Say to whom the function went, for example 职能划转至县医疗保障局.")
NO_TARGET = N_("Name the entry of this catalogue that it was merged into, as the table lists it.")

WITH_DOCUMENT = frozenset(
    {LeaveOutReason.FUNCTION_TRANSFERRED, LeaveOutReason.BASIS_REPEALED, LeaveOutReason.CANCELLED_ABOVE}
)
"""Reasons that somebody decided, so that a document says so."""

SHORTEST = 6
"""Characters of the shortest sentence that says more than the reason itself: 本县无此业务."""

_BODY = re.compile(
    r"[\u4e00-\u9fff](?:局|厅|部门|委员会|[发卫国]改?委|办公室|办事处|办|中心|政府|法院|检察院|学校|学院|医院"
    r"|工会|联合会|协会|总队|支队|大队|窗口|公司|银行|税务|科|处|所|站|院|会|委|乡|镇|街道)"
)
"""A word that a body's name ends with, behind at least one character of the name."""


def represented(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find that a row no longer stands for an entry of the standard that no other row stands for, or a bad reason."""
    before = grounds.published.get(state.entry)
    stood_for = {one.upstream_entry for one in (before, state) if one is not None and one.upstream_entry}
    for entry in sorted(stood_for & grounds.upstream.present.keys()):
        if not grounds.standing_for(entry):
            upstream = grounds.upstream.present[entry]
            yield _finding(state.entry, LOST, "lost", name=upstream.content.name, against=entry)
    if state.presence is Presence.LEFT_OUT:
        yield from _of_reason(state, grounds)


def missing(grounds: Grounds) -> Iterator[Finding]:
    """Find entries of the standard that no row stands for; only whoever looks at the whole catalogue asks."""
    for entry, upstream in sorted(grounds.upstream.present.items()):
        if not grounds.standing_for(entry):
            yield _finding(entry, NEVER, "missing", name=upstream.content.name, against=entry)


def _of_reason(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    note, reason = state.left_out_note, state.left_out_reason
    others = grounds.standing_for(state.upstream_entry) if state.upstream_entry else ()
    if reason is None:
        yield _finding(state.entry, NO_REASON, "reason")
    elif (
        all(one.presence is Presence.LEFT_OUT for one in others)
        and len({one.left_out_reason for one in others} - {None}) > 1
    ):
        yield _finding(state.entry, TWO_REASONS, "reasons")
    if reason is LeaveOutReason.NOT_PRACTISED and not _is_sentence(note):
        yield _finding(state.entry, NO_SENTENCE, digest("sentence", note))
    if reason in WITH_DOCUMENT and not recognised(note).mentions:
        yield _finding(state.entry, NO_DOCUMENT, digest("document", note))
    if reason is LeaveOutReason.FUNCTION_TRANSFERRED and not _names_a_body(note):
        yield _finding(state.entry, NOT_TO_WHOM, digest("to whom", note))
    if reason is LeaveOutReason.MERGED_INTO_OTHER and not _names_a_row(note, state, grounds):
        yield _finding(state.entry, NO_TARGET, digest("target", note))


def _is_sentence(note: str) -> bool:
    return len(normalised(note)) >= SHORTEST


def _names_a_body(note: str) -> bool:
    """Whether a body stands outside the titles of laws and policies, in which bodies are named as well."""
    plain = unicodedata.normalize("NFKC", note)
    return bool(_BODY.search(_without_titles(plain)))


def _without_titles(plain: str) -> str:
    depth, kept = 0, []
    for one in plain:
        depth += one == "《"
        if not depth:
            kept.append(one)
        depth -= bool(one == "》" and depth)
    return "".join(kept)


def _names_a_row(note: str, state: EntryState, grounds: Grounds) -> bool:
    said = normalised(note)
    rows = (*grounds.sheet.present.values(), *grounds.elsewhere.present.values())
    names = (normalised(one.content.name) for one in rows if one.entry != state.entry)
    return any(name and name in said for name in names)


def _finding(entry: str, sentence: str, about: str, *, name: str = "", against: str = "") -> Finding:
    return Finding(
        rule="R03",
        severity=Severity.ERROR,
        entry=entry,
        field="left_out",
        clause="N3.1",
        message=Message(sentence, {"name": name} if name else {}),
        about=about,
        against=against,
    )
