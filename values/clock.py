"""Interim."""
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Protocol
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
class Clock(Protocol):
    def now(self) -> datetime: ...
class SystemClock:
    def now(self): return datetime.now(UTC)
class FrozenClock:
    def __init__(self, at): self.at = at
    def now(self): return self.at
    def advance(self, by): self.at += by
def shanghai_day(dt): return dt.astimezone(SHANGHAI).date()
def start_of_day(d): return datetime.combine(d, time(), SHANGHAI).astimezone(UTC)
def end_of_day(d): return datetime.combine(d, time(23,59,59,999999), SHANGHAI).astimezone(UTC)
