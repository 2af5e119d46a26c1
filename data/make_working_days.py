"""Make `working_days.json` from the package chinesecalendar, which keeps the State Council's notices.

Run `python data/make_working_days.py` when a new year's notice is out and the package knows it.
"""

import json
from pathlib import Path

import chinese_calendar.constants as notices


def main() -> None:
    """Write the days that depart from Monday to Friday, with the holidays' Chinese names."""
    days = {
        **{
            day: {"date": day.isoformat(), "working": False, "name": _name(name)}
            for day, name in notices.holidays.items()
        },
        **{
            day: {"date": day.isoformat(), "working": True, "name": f"{_name(name)}调休"}
            for day, name in notices.workdays.items()
        },
    }
    table = {
        "source": "国务院办公厅历年节假日安排通知 (chinesecalendar)",
        "first_year": min(days).year,
        "last_year": max(day.year for day in days),
        "days": [days[day] for day in sorted(days)],
    }
    target = Path(__file__).with_name("working_days.json")
    target.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _name(english: str) -> str:
    return next((one.chinese for one in notices.Holiday if one.value == english), english)


main()
