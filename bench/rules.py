"""Whole catalogues against the rules: a county's two for themselves, and a country of them from reading to keeping."""

import gc
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import _lru_cache_wrapper

import sqlalchemy as sa

from bench.blocks import Ratio
from bench.country import COUNTY, lay_down, register
from bench.places import Place, bare_connection
from models import Catalogue
from models.db import db
from rules.check import check_whole
from rules.grounds import Grounds
from rules.sheet import Sheet
from values.basis_register import BasisRegister
from workflow.actor import SYSTEM
from workflow.commands import sweep
from workflow.compliance.reading import grounds_of_many
from workflow.queries.bodies import current_day

CHECK_MS = 30.0
"""What the 121 rows of a county should take, in time of the processor, since nothing is waited for."""

CATALOGUE_MS = 100.0
"""What a catalogue of the country should take, from reading to keeping."""

ROUNDS = 30
FEWER = 10
"""The country is a tenth of the one that is asked for; what the whole would take is said beside."""

REPEATED = COUNTY[1]
"""The catalogue that each of the country repeats: 87 rows."""


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure the check alone, with what texts mean kept and not kept, and then a sweep."""
    url = place.seeded("rules")
    with place.app(url):
        session = db.session()
        asked = sa.select(Catalogue).where(Catalogue.code.in_(COUNTY))
        read = grounds_of_many(session, session.scalars(asked).all(), day=current_day())
        grounds = [one for _, one, _ in read]
        session.rollback()
    rows = sum(len(one.sheet.states) for one in grounds)
    for name, forgets in (("texts known", False), ("nothing kept", True)):
        yield _ratio(
            f"{place.kind}: rules, {name}", _times(grounds, forgets=forgets), CHECK_MS, f"{rows} rows"
        )
    yield _swept(place, url, entries)


def _times(grounds: Sequence[Grounds], *, forgets: bool) -> list[float]:
    found = []
    for _ in range(ROUNDS):
        if forgets:
            _forget()
        # Nothing that a sheet or a register keeps of the round before.
        fresh = [
            replace(
                one,
                sheet=Sheet(one.sheet.states),
                register=BasisRegister(one.register.bases) if forgets else one.register,
                synonyms=one.synonyms.at(*one.synonyms.places) if forgets else one.synonyms,
            )
            for one in grounds
        ]
        if forgets:
            _forget()
        begin = time.process_time()
        for one in fresh:
            check_whole(one)
        found.append((time.process_time() - begin) * 1000)
    return found


def _forget() -> None:
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and one.__module__.split(".")[0] in {"rules", "values"}:
            one.cache_clear()


def _swept(place: Place, url: str, entries: int) -> Ratio:
    country = lay_down(place, url, max(entries // FEWER, 1), whose=(REPEATED,))
    with closing(bare_connection(place, url)) as connection:
        register(place, connection, country.catalogues, like=REPEATED)
    times: list[float] = []
    with place.app(url):
        sweep.start_sweep(actor=SYSTEM)
        for chunk in sweep.chunks_to_queue():
            begin = time.perf_counter()
            checked = sweep.check_chunk(chunk)
            times.append((time.perf_counter() - begin) * 1000 / checked)
    middle = statistics.median(times)
    whole = middle * entries / country.rows / 1000
    note = (
        f"{len(country.catalogues):,} catalogues of {country.rows} rows;"
        f" {entries:,} entries would take {whole:.0f} s on one core"
    )
    return _ratio(f"{place.kind}: sweep, a catalogue", times, CATALOGUE_MS, note)


def _ratio(name: str, times: Sequence[float], wanted: float, note: str) -> Ratio:
    middle = statistics.median(times)
    return Ratio(
        name=name,
        ratio=round(middle / wanted, 3),
        wanted=1.0,
        ours_ms=round(middle, 3),
        bare_ms=wanted,
        blocks=len(times),
        note=note,
    )
