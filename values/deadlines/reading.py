"""How a cell is read: any text becomes deadlines, exceptions, and what was not understood."""

import re
from dataclasses import dataclass, replace

from values.deadlines.clauses import LONGEST, clauses
from values.deadlines.deadline import FORMED, Deadline, DeadlineText, Kind, Pace, Unit
from values.deadlines.heads import Head, head_of
from values.deadlines.numerals import NUMERAL, number
from values.deadlines.periods import PERIODIC, period

_COUNT = rf"(?:[0-9]{{1,5}}|[{NUMERAL}]{{1,7}})"
_UNIT = r"个?工作[日天]|个?(?:自然|日历)[日天]|个?小时|个月|个?季度|个?(?:星期|周|礼拜)|年(?![度前初末底])|个?[日天](?![期常报记志])"
_VERB = r"公开|公布|发布|公告|公示|更新|办理|办结|受理|答复|回复|反馈|审核|送达"
_TIME = re.compile(
    rf"""
    (?P<period>{PERIODIC})
    | (?<![0-9.月年第{NUMERAL}])
      (?: (?:(?P<low>{_COUNT})(?P<low_unit>{_UNIT})?(?:-|至|到|或))? (?P<high>{_COUNT})(?P<unit>{_UNIT})(?!前|之前|以前|左右|多|余|半)
        | (?<!个)(?P<part>半个?[月年]) )
    | (?P<word>即时|实时|立即|即刻|当场|及时|长期|常年|永久|当[日天])
      (?=$|[,、;并且]|予以|进行|主动|依法|向社会|对外|准确|全面|有效|完成|{_VERB})
    """,
    re.VERBOSE,
)
_TAIL = re.compile(
    rf"(?:以内|之内|内|以上|的|应当|应该|应|必须|须|需|予以|给予|进行|完成|主动|依法|依规|及时|即时|准确|全面|有效|集中|定期"
    rf"|(?:并|且|和|、)(?!及时|即时|实时|长期|每|公示[期时不至])|向社会|向公众|面向社会|对外"
    rf"|公示(?![期时不至0-9{NUMERAL}])|(?:{_VERB.replace('|公示', '')})(?:工作|完毕|结果)?|[作做]出|决定|出具|告知|支付|发放|拨付|审批|审查|核准|核定"
    rf")*"
)
_JOINS = re.compile(r"^(?:[,:、.;]|并且?|且|同时)+|[,:、.;]+$")
_UNITS = (
    ("工作", Unit.WORKING_DAYS, 1),
    ("小时", Unit.HOURS, 1),
    ("月", Unit.MONTHS, 1),
    ("季", Unit.MONTHS, 3),
    ("周", Unit.DAYS, 7),
    ("星期", Unit.DAYS, 7),
    ("礼拜", Unit.DAYS, 7),
    ("年", Unit.YEARS, 1),
)
_WORDS = {"及时": Pace.PROMPT, "长期": Pace.STANDING, "常年": Pace.STANDING, "永久": Pace.STANDING}
_HALVES = {"月": (15, Unit.DAYS), "年": (6, Unit.MONTHS)}
_DISCLOSES = re.compile(r"公开|公布|发布|公告|公示")
_HANDLES = re.compile(
    r"办理|办结|受理|答复|回复|反馈|审核|送达|决定|出具|告知|支付|发放|拨付|审批|审查|核准|核定"
)


def deadlines_of(text: str) -> DeadlineText:
    """Return what any text says of deadlines; it never raises and takes linear time.

    A deadline counts as understood only where writing it as it should be and reading that gives the same.
    """
    read = _read(text)
    known: dict[Deadline, bool] = {}
    for one in read.understood:
        if one.deadline not in known:
            again = _read(one.deadline.rendered)
            known[one.deadline] = [found.deadline for found in again.understood] == [one.deadline] and not (
                again.unread or again.exceptions
            )
    unread = [*read.unread, *(one.said for one in read.understood if not known[one.deadline])]
    kept = tuple(dict.fromkeys(one.deadline for one in read.understood if known[one.deadline]))
    return DeadlineText(kept, read.exceptions, tuple(dict.fromkeys(unread)))


@dataclass(frozen=True)
class _Understood:
    """A deadline with the words it was read from."""

    deadline: Deadline
    said: str


@dataclass(frozen=True)
class _Read:
    understood: tuple[_Understood, ...]
    exceptions: tuple[str, ...]
    unread: tuple[str, ...]


def _read(text: str) -> _Read:
    found, exceptions = clauses(text)
    understood: list[_Understood] = []
    unread: list[str] = []
    for clause in found:
        if len(clause) > LONGEST:
            unread.append(clause)
            continue
        for one in _of_clause(clause):
            if isinstance(one, _Understood):
                understood.append(one)
            else:
                unread.append(one)
    return _Read(tuple(understood), exceptions, tuple(unread))


def _of_clause(clause: str) -> list[_Understood | str]:
    found: list[_Understood | str] = []
    place = 0
    while time := _TIME.search(clause, place):
        tail = _TAIL.match(clause, time.end())
        end = tail.end() if tail else time.end()
        deadline = _deadline(time, head_of(clause[place : time.start()]), clause[time.end() : end])
        said = clause[place:end]
        found.append(said if deadline is None else _Understood(deadline, said))
        place = end
    rest = _JOINS.sub("", clause[place:])
    return [*found, rest] if rest else found


def _deadline(time: re.Match[str], head: Head | None, tail: str) -> Deadline | None:
    if head is None:
        return None
    limit = _limit(time, is_minimum=head.is_minimum or "以上" in tail)
    if limit is None:
        return None
    verb = (time["verb"] or "") + tail if time["period"] else tail
    kind = _kind(head, verb, limit.pace, is_minimum=head.is_minimum or "以上" in tail)
    anchor = head.anchor
    if kind is Kind.NOTICE and anchor in _BEGINS:
        anchor = ""
    elif not anchor and kind in _ANCHORED and limit.pace in _COUNTED:
        anchor = FORMED
    return replace(limit, kind=kind, anchor=anchor, scope=head.scope)


_BEGINS = frozenset({"公示", "公示开始", "公示发布"})
_ANCHORED = frozenset({Kind.DISCLOSURE, Kind.UPDATING})
_COUNTED = frozenset({Pace.WITHIN, Pace.IMMEDIATE, Pace.PROMPT})


def _limit(time: re.Match[str], *, is_minimum: bool) -> Deadline | None:
    if time["period"]:
        repeats = period(time)
        if repeats is None:
            return None
        return Deadline(kind=Kind.DISCLOSURE, pace=Pace.PERIODIC, every=repeats[0], by=repeats[1])
    if time["word"] in {"当日", "当天"}:
        return _within(0, Unit.DAYS)
    if time["word"]:
        return Deadline(kind=Kind.DISCLOSURE, pace=_WORDS.get(time["word"], Pace.IMMEDIATE))
    return _within(*_HALVES[time["part"][-1]]) if time["part"] else _counted(time, is_minimum=is_minimum)


def _counted(time: re.Match[str], *, is_minimum: bool) -> Deadline | None:
    unit, times = _unit(time["unit"])
    if time["low_unit"] and _unit(time["low_unit"]) != (unit, times):
        return None
    counts = [number(one) for one in (time["low"], time["high"]) if one]
    known = [one for one in counts if one is not None]
    if len(known) < len(counts) or (unit is Unit.YEARS and max(known) > _MOST_YEARS):
        return None
    # Of a range the end counts that binds: the upper one of a limit, the lower one of a minimum.
    return _within((min if is_minimum else max)(known) * times, unit)


_MOST_YEARS = 99
"""A larger number before 年 is the year itself."""


def _within(quantity: int, unit: Unit) -> Deadline:
    return Deadline(kind=Kind.DISCLOSURE, pace=Pace.WITHIN, quantity=quantity, unit=unit)


def _unit(said: str) -> tuple[Unit, int]:
    return next(((unit, times) for word, unit, times in _UNITS if word in said), (Unit.DAYS, 1))


def _kind(head: Head, verb: str, pace: Pace, *, is_minimum: bool) -> Kind:
    is_shown_for = head.kind is Kind.NOTICE and pace is Pace.WITHIN and "内" not in verb
    if is_minimum or is_shown_for:
        return Kind.NOTICE
    if _DISCLOSES.search(verb):
        return Kind.DISCLOSURE
    if _HANDLES.search(verb):
        return Kind.HANDLING
    if "更新" in verb:
        return Kind.UPDATING
    return head.kind if head.kind not in {None, Kind.NOTICE} else Kind.DISCLOSURE
