"""How a clause is named to a reader: N3.1 is clause 三（一） of the Notice (人社厅函〔2019〕113号)."""

import re

from flask_babel import gettext

from web.language import html_language

_OF_NOTICE = re.compile(r"N([1-9])(?:\.([1-9]))?")
_OF_REGULATIONS = re.compile(r"Regulations ([0-9]+)(?:-([0-9]+))?")
_NUMERALS = "〇一二三四五六七八九"


def clause(named: str) -> str:
    """Return a clause as a reader would look it up; whatever has another form stays as it is."""
    told = _OF_NOTICE.sub(_notice, named)
    return _OF_REGULATIONS.sub(_regulations, told)


def _notice(found: re.Match[str]) -> str:
    part, item = found.groups()
    if not html_language().startswith("zh"):
        return gettext("Notice, %(clause)s", clause=f"{part} ({item})" if item else part)
    numbered = _NUMERALS[int(part)] + (f"（{_NUMERALS[int(item)]}）" if item else "")
    return gettext("Notice, %(clause)s", clause=numbered)


def _regulations(found: re.Match[str]) -> str:
    first, last = found.groups()
    return gettext("Regulations, art. %(articles)s", articles=f"{first}–{last}" if last else first)
