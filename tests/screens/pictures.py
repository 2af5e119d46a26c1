"""A picture kept small and still: few colours without loss, and the old one where hardly a pixel differs."""

import io
from pathlib import Path

from PIL import Image, ImageChops

COLOURS = 96
"""Enough for grounds, type and most of its edges; a page has no photographs."""

VISIBLE = 24
"""By how much a channel must differ for an eye to see it."""

FEW = 0.00001
"""The part of the pixels that may differ before a picture counts as another one: less than a renamed button."""


def small(png: bytes) -> bytes:
    """Return a picture as WebP with few colours."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    few = picture.quantize(palette=_commonest(picture), dither=Image.Dither.NONE).convert("RGB")
    made = io.BytesIO()
    # The last tenth of the size would take fifty times as long.
    few.save(made, "WEBP", lossless=True, quality=75, method=4)
    return made.getvalue()


def _commonest(picture: Image.Image) -> Image.Image:
    """Return a palette of the commonest colours as they are: a ground that is a little off is seen at once."""
    found = sorted(picture.getcolors(picture.width * picture.height) or [], reverse=True)[:COLOURS]
    channels = [channel for _, colour in found for channel in colour]
    palette = Image.new("P", (1, 1))
    palette.putpalette(channels + channels[-3:] * (256 - len(found)))
    return palette


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
