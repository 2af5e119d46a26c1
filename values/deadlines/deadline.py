"""What a deadline says: what is to happen, counted from what, within how long, or how often."""

from dataclasses import dataclass, replace
from enum import StrEnum

FORMED = "信息形成或变更"
"""From when a deadline counts that does not say it (decision 29)."""


class Kind(StrEnum):
    """What is to happen in time; deadlines of different kinds are not compared."""

    DISCLOSURE = "disclosure"
    HANDLING = "handling"
    UPDATING = "updating"
    NOTICE = "notice"
    """公示期: how long something is shown at least, so that the longer one is the stricter."""


class Pace(StrEnum):
    """How the time is said."""

    WITHIN = "within"
    """A number of days, months …"""
    IMMEDIATE = "immediate"
    """即时, 实时: the shortest of all."""
    PROMPT = "prompt"
    """及时: no time at all, strictly speaking."""
    STANDING = "standing"
    """长期: it stays public; this says how long and not how soon."""
    PERIODIC = "periodic"
    """每月10日前."""


class Unit(StrEnum):
    """What is counted; 周 is seven days and 季度 three months."""

    HOURS = "hours"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    """日 = 天 = 自然日."""
    MONTHS = "months"
    YEARS = "years"


class Every(StrEnum):
    """How often something repeats, the most frequent first."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


UNITS = {
    Unit.HOURS: "个小时",
    Unit.WORKING_DAYS: "个工作日",
    Unit.DAYS: "日",
    Unit.MONTHS: "个月",
    Unit.YEARS: "年",
}
VERBS = {Kind.DISCLOSURE: "公开", Kind.HANDLING: "办理", Kind.UPDATING: "更新", Kind.NOTICE: "公示"}
PACES = {Pace.IMMEDIATE: "即时", Pace.PROMPT: "及时", Pace.STANDING: "长期"}
PERIODS = {
    Every.DAY: "每日",
    Every.WEEK: "每周",
    Every.MONTH: "每月",
    Every.QUARTER: "每季度",
    Every.HALF_YEAR: "每半年",
    Every.YEAR: "每年",
}
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One time limit of a cell; a cell may have several, each for something else."""

    kind: Kind
    pace: Pace
    anchor: str = ""
    """The event from which it counts, without 自 and 之日起."""
    quantity: int = 0
    unit: Unit | None = None
    every: Every | None = None
    by: tuple[int, int] | None = None
    """Of a periodic one: month of the year or quarter (0: none), and day; None: until the period ends."""
    scope: str = ""
    """What alone it applies to (其中行政处罚); empty: whatever has none of its own."""

    @property
    def rendered(self) -> str:
        """The deadline as it should be written; reading it gives the same."""
        return (f"其中{self.scope}：" if self.scope else "") + self.without_scope

    @property
    def without_scope(self) -> str:
        """The deadline as it should be written, without what it applies to."""
        since = f"自{self.anchor}之日起" if self.anchor else ""
        verb = VERBS[self.kind]
        if self.every is not None:
            return f"{since}{PERIODS[self.every]}{self._said_by}{verb}"
        if self.unit is None:
            return f"{since}{PACES[self.pace]}{verb}"
        length = f"{self.quantity}{UNITS[self.unit]}"
        return f"{since}公示不少于{length}" if self.kind is Kind.NOTICE else f"{since}{length}内{verb}"

    @property
    def _said_by(self) -> str:
        if self.by is None:
            return ""
        month, day = self.by
        if self.every is Every.WEEK:
            return f"{WEEKDAYS[day - 1]}前"
        if self.every is Every.QUARTER:
            return f"第{month}个月{day}日前"
        return (f"{month}月" if month else "") + f"{day}日前"

    @property
    def of_all(self) -> "Deadline":
        """The same time limit, whatever it applies to."""
        return replace(self, scope="")


@dataclass(frozen=True)
class DeadlineText:
    """What a cell says, in its order; what was not understood is kept as it stands."""

    deadlines: tuple[Deadline, ...]
    exceptions: tuple[str, ...]
    """Clauses that leave the time to another rule (法律、法规另有规定的，从其规定)."""
    unread: tuple[str, ...]
