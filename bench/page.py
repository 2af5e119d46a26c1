"""The public catalogue page, whole and not cached: how many requests a core serves, and whether memory stays flat."""

import resource
import time
from collections.abc import Iterator
from dataclasses import replace

from bench.blocks import Ratio
from bench.places import Place
from web import create_app

REQUESTS = 10_000
CODES = {"990101-employment": 34, "990101-social-insurance": 87}
WANTED_MS = 10.0
"""100 requests a second and core."""

GROWTH = 1.05
"""How much the process may grow while it serves the requests, after the first tenth of them."""


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure the pages of the demonstration county; fewer requests where the country is small."""
    requests = REQUESTS if entries >= REQUESTS else max(entries // 100, 20)
    url = place.seeded("page")
    client = create_app(replace(place.settings(url), testing=True)).test_client()
    for code, rows in CODES.items():
        times = []
        sizes = [0, 0]
        for number in range(requests):
            begin = time.perf_counter()
            answer = client.get(f"/catalogues/{code}")
            times.append((time.perf_counter() - begin) * 1000)
            assert answer.status_code == 200, answer.status_code  # noqa: S101, PLR2004
            if number == requests // 10:
                sizes[0] = _size()
        sizes[1] = _size()
        middle = sorted(times)[len(times) // 2]
        yield Ratio(
            name=f"{place.kind}: public page of {rows} rows",
            ratio=round(middle / WANTED_MS, 3),
            wanted=1.0,
            ours_ms=round(middle, 3),
            bare_ms=WANTED_MS,
            blocks=requests,
            note=f"{1000 / middle:.0f} a second",
        )
        yield Ratio(
            name=f"{place.kind}: memory over {requests:,} requests",
            ratio=round(sizes[1] / sizes[0], 3),
            wanted=GROWTH,
            ours_ms=0,
            bare_ms=0,
            blocks=requests,
            note=f"{sizes[0] // 1024} to {sizes[1] // 1024} MiB",
        )


def _size() -> int:
    """Return the most memory the process has had, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
