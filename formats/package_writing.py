"""Packages (ZIP) with the same bytes for the same parts: no clock, no order of chance, no system's marks."""

import io
import zipfile
from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a package can name."""
UNIX = 3
READABLE = 0o644 << 16


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a package of parts by name, in the order given; text is UTF-8."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            member = zipfile.ZipInfo(name, EPOCH)
            member.compress_type, member.create_system, member.external_attr = (
                zipfile.ZIP_DEFLATED,
                UNIX,
                READABLE,
            )
            package.writestr(member, part.encode() if isinstance(part, str) else part)
    return out.getvalue()
