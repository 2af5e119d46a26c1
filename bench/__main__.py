"""`make bench`: print the ratios of one run, and write them to `bench/results.json`."""

import argparse
import json
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench import as_of, cycle, ledger, names, page, pages, rules, search, sweep, verifying, writing
from bench.blocks import Ratio
from bench.places import places

RESULTS = Path(__file__).parent / "results.json"

ENTRIES = 300_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure everything, or what is named."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES, help="entries of the country (%(default)s)")
    parser.add_argument(
        "--on", choices=("sqlite", "postgresql"), action="append", help="only on this database"
    )
    parser.add_argument("--only", choices=sorted(MEASURES), action="append", help="only this")
    parser.add_argument("--to", type=Path, default=RESULTS, help="where the results go")
    given = parser.parse_args(arguments)
    found: list[Ratio] = []
    with places(tuple(given.on or ("sqlite", "postgresql"))) as measured:
        for place in measured:
            for name in given.only or MEASURES:
                for ratio in MEASURES[name](place, entries=given.entries):
                    print(ratio.line, flush=True)
                    found.append(ratio)
    results = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "ratios": [asdict(one) for one in found],
    }
    given.to.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


MEASURES = {
    "cycle": cycle.measure,
    "page": page.measure,
    "pages": pages.measure,
    "as-of": as_of.measure,
    "rules": rules.measure,
    "sweep": sweep.measure,
    "names": names.measure,
    "search": search.measure,
    "ledger": ledger.measure,
    "verifying": verifying.measure,
    "writing": writing.measure,
}
"""What is measured, by name."""

if __name__ == "__main__":
    main()
