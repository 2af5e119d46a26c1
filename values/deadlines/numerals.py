"""Numbers as deadlines write them: 20, 二十, 两, 廿."""

NUMERAL = "〇零一二三四五六七八九十百千两廿"
"""The characters of Chinese numerals; a half (半) is no number by itself."""

_DIGITS = {one: value for value, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000, "廿": 20}


def number(text: str) -> int | None:
    """Return what a number counts; None for one that is not well formed (十百, 二三)."""
    if text.isdecimal():
        return int(text)
    total, count, last = 0, None, 10_000
    for one in text:
        if one in _UNITS:
            unit = 10 if one == "廿" else _UNITS[one]
            if unit >= last or count == 0 or (one == "廿" and count is not None):
                return None
            total, last = total + (1 if count is None else count) * _UNITS[one], unit
            count = None
        elif count:
            return None
        elif one in _DIGITS:
            count = _DIGITS[one]
        else:
            return None
    return total + (count or 0) if text else None
