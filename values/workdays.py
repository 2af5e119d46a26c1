"""Interim."""
from dataclasses import dataclass
from datetime import date, timedelta
@dataclass(frozen=True)
class DueDate:
    day: date
    guessed: bool
@dataclass(frozen=True)
class WorkingDayTable:
    exceptions: dict
    names: dict
    first_year: int
    last_year: int
    def is_working_day(self, d): return self.exceptions.get(d, d.weekday()<5)
    def due_after(self, anchor, n):
        d=anchor
        while n:
            d+=timedelta(1)
            n-=self.is_working_day(d)
        return DueDate(d, d.year>self.last_year)
    def days_left(self, today, due):
        n=0; d=today
        while d<due:
            d+=timedelta(1); n+=self.is_working_day(d)
        while d>due:
            n-=self.is_working_day(d); d-=timedelta(1)
        return n
    def days_between(self, a, b):
        while a<=b:
            yield a, self.is_working_day(a), self.names.get(a,"")
            a+=timedelta(1)
def load_table(p): return WorkingDayTable({}, {}, 2004, 2026)
