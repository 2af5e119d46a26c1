"""A picture kept small and still: few colours without loss, and the old one where hardly a pixel differs."""

import io
from pathlib import Path

from PIL import Image, ImageChops

COLOURS = 64
"""Enough for grounds, type and its edges; a page has no photographs."""

VISIBLE = 24
"""By how much a channel must differ for an eye to see it."""

FEW = 0.00001
"""The part of the pixels that may differ before a picture counts as another one: less than a renamed button."""


def small(png: bytes) -> bytes:
    """Return a picture as WebP with few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    # Coverage keeps what is rare: a red word, a green tick.
    few = picture.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).convert("RGB")
    made = io.BytesIO()
    # The last tenth of the size would take fifty times as long.
    few.save(made, "WEBP", lossless=True, quality=75, method=4)
    return made.getvalue()


def keep(path: Path, png: bytes) -> bool:
    """Write a picture where it differs from what lies there; return whether it did."""
    made = small(png)
    if path.exists() and is_like(path.read_bytes(), made):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)
    return True


def is_like(old: bytes, new: bytes) -> bool:
    """Whether an eye sees two pictures as the same."""
    was, is_now = (Image.open(io.BytesIO(one)).convert("RGB") for one in (old, new))
    if was.size != is_now.size:
        return False
    apart = ImageChops.difference(was, is_now).convert("L").point(lambda value: 255 * (value > VISIBLE))
    return apart.histogram()[255] <= FEW * was.width * was.height
