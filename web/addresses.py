"""Where a form may lead back to."""

from urllib.parse import urlsplit


def inside(target: str) -> str:
    """Return the address where it is one of our own pages, else nothing."""
    parts = urlsplit(target)
    is_own = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc
    return target if is_own and "\\" not in target else ""
