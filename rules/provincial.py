"""Rules that provinces add as data, held against a row; they never change what the Notice's own rules say."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

from rules.findings import Finding, digest
from rules.grounds import Grounds
from values.entry import EntryContent, EntryState
from values.messages import N_, Message
from values.names import normalised
from values.provincial_rule import Condition, LookedAt, ProvincialRule

SAYS = N_("%(said_zh).0s%(said_en)s")
"""A message that is data; each language shows its own part, and nothing of the other's."""

_WORKING_DAYS = re.compile(r"([0-9]{1,9}|[一二三四五六七八九十]{1,3})个?工作[日天]")
_DIGITS = {one: number for number, one in enumerate("一二三四五六七八九", start=1)}

TEXTS: Mapping[LookedAt, Callable[[EntryContent], tuple[str, ...]]] = {
    LookedAt.NAME: lambda one: (one.name,),
    LookedAt.CONTENT_ELEMENTS: lambda one: one.content_elements,
    LookedAt.LEGAL_BASES: lambda one: tuple(cited.text for cited in one.legal_bases),
    LookedAt.DEADLINE: lambda one: (one.deadline,),
    LookedAt.CHANNELS: lambda one: one.channels,
    LookedAt.LEVELS: lambda one: tuple(level.value for level in one.levels),
    LookedAt.PLACES: lambda one: tuple(place.text or place.url for place in one.places),
    LookedAt.TELEPHONE: lambda one: (one.telephones.questions,),
    LookedAt.SUPERVISION_TELEPHONE: lambda one: (one.telephones.supervision,),
    LookedAt.COMPLAINTS_TELEPHONE: lambda one: (one.telephones.complaints,),
    LookedAt.INTERPRETATION: lambda one: (one.interpretation,),
    LookedAt.ONLINE_DEGREE: lambda one: (one.online_degree,),
}

SHOWN_AT = {LookedAt.SUPERVISION_TELEPHONE: "telephone", LookedAt.COMPLAINTS_TELEPHONE: "telephone"}
"""The field that a finding names, where that is not what is looked at."""


def provincial(state: EntryState, grounds: Grounds) -> Iterator[Finding]:
    """Find what a row lacks by the rules of the provinces above it; headings are not asked."""
    if state.entry in grounds.sheet.headings:
        return
    for rule in grounds.provincial:
        if _applies(rule, state) and not _met(rule, state.content, grounds):
            yield Finding(
                rule=rule.id,
                severity=rule.severity,
                entry=state.entry,
                field=SHOWN_AT.get(rule.looks_at, rule.looks_at.value),
                clause=" ".join(part for part in (rule.document_number, rule.clause) if part),
                message=Message(
                    SAYS, {"said_zh": rule.message_zh, "said_en": rule.message_en or rule.message_zh}
                ),
                about=digest(rule.message_zh, *TEXTS[rule.looks_at](state.content)),
            )


def _applies(rule: ProvincialRule, state: EntryState) -> bool:
    return (not rule.of_origins or state.origin in rule.of_origins) and (
        not rule.of_levels or bool(set(rule.of_levels) & set(state.content.levels))
    )


def _met(rule: ProvincialRule, content: EntryContent, grounds: Grounds) -> bool:
    texts = [text for text in TEXTS[rule.looks_at](content) if text.strip()]
    match rule.condition:
        case Condition.FILLED:
            return bool(texts)
        case Condition.CONTAINS_ONE_OF | Condition.CONTAINS_NONE_OF:
            contains = any(_folded(word) in _folded(text) for word in rule.words for text in texts)
            return contains is (rule.condition is Condition.CONTAINS_ONE_OF)
        case Condition.WITHIN_WORKING_DAYS:
            return all(days <= rule.number for text in texts for days in _working_days(text))
        case Condition.NAMES_CHANNEL:
            named = {grounds.synonyms.channel(one) for one in content.channels}
            return any(grounds.synonyms.channel(word) in named for word in rule.words)
        case Condition.AT_LEAST:
            return len({normalised(text) for text in texts}) >= rule.number
        case Condition.LEVEL_MARKED:
            return bool(set(rule.asked_levels) & set(content.levels))


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _working_days(text: str) -> Iterator[int]:
    for found in _WORKING_DAYS.findall(_folded(text)):
        yield int(found) if found.isascii() else _chinese(found)


def _chinese(text: str) -> int:
    """Return what a number below a hundred says; digits in a row are read one by one."""
    tens, ten, ones = text.rpartition("十")
    if ten:
        return _DIGITS.get(tens[-1:], 1) * 10 + _DIGITS.get(ones[:1], 0)
    return int("".join(str(_DIGITS[one]) for one in text))
