"""What environment variables say, read by kind; what does not fit is refused in both languages."""

from collections.abc import Mapping
from ipaddress import ip_network


class SettingError(ValueError):
    """A setting that does not fit; says which and what would, in Chinese and in English."""

    def __init__(self, name: str, chinese: str, english: str) -> None:
        """Keep both sentences, since the language is a setting too."""
        super().__init__(f"{name}：{chinese}\n{name}: {english}")


LAST_PORT = 65535


def one_of(environ: Mapping[str, str], name: str, *choices: str) -> str:
    """Return one of the choices, the first where nothing is said."""
    text = environ.get(name) or choices[0]
    if text not in choices:
        listed = " / ".join(choices)
        raise SettingError(name, f"只能是 {listed}，不是 {text}。", f"must be one of {listed}, not {text}.")
    return text


def number(environ: Mapping[str, str], name: str, default: int, *, least: int = 1) -> int:
    """Return a whole number from `least` on; the default where nothing is said.

    Raises: SettingError for anything else.
    """
    text = environ.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or (int(text) == 0 and least > 0):
        raise SettingError(
            name, f"应为正整数，不能是“{text}”。", f"is a whole number from 1 on, not {text!r}."
        )
    if int(text) < least:
        raise SettingError(name, f"不得少于 {least}，不能是 {text}。", f"is at least {least}, not {text}.")
    return int(text)


def address(environ: Mapping[str, str], name: str, default: str, *beginnings: str) -> str:
    """Return an address that begins in one of these ways; the default where nothing is said.

    Raises: SettingError for anything else.
    """
    text = environ.get(name) or default
    if text and not text.startswith(beginnings):
        known = " ".join(beginnings)
        begin = text.partition("://")[0][:40]
        raise SettingError(
            name, f"应以 {known} 开头，不能是“{begin}”。", f"begins with {known}, not with {begin!r}."
        )
    return text


def networks(environ: Mapping[str, str], name: str) -> str:
    """Return networks with commas between them, as they were written; each is one.

    Raises: SettingError for anything else.
    """
    text = environ.get(name) or ""
    for one in filter(None, (part.strip() for part in text.split(","))):
        try:
            ip_network(one)
        except ValueError as error:
            raise SettingError(
                name,
                f"应为以逗号分隔的网段，如 10.1.0.0/16，不能是“{one}”。",
                f"is networks with commas between them, as 10.1.0.0/16, not {one!r}.",
            ) from error
    return text


def ports(environ: Mapping[str, str], name: str) -> str:
    """Return ports with commas between them, as they were written; each is one.

    Raises: SettingError for anything else.
    """
    text = environ.get(name) or ""
    for one in filter(None, (part.strip() for part in text.split(","))):
        if not (one.isascii() and one.isdigit() and 0 < int(one) <= LAST_PORT):
            raise SettingError(
                name,
                f"应为以逗号分隔的端口号，如 8080,8443，不能是“{one}”。",
                f"is ports with commas between them, as 8080,8443, not {one!r}.",
            )
    return text


def switch(environ: Mapping[str, str], name: str) -> bool:
    """Return whether a setting is 1; 0 where nothing is said.

    Raises: SettingError for anything else.
    """
    text = environ.get(name) or "0"
    if text not in {"0", "1"}:
        raise SettingError(name, f"应为 0 或 1，不能是“{text}”。", f"is 0 or 1, not {text!r}.")
    return text == "1"
