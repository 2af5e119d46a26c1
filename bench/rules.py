"""A county's two catalogues against the rules, with what texts mean kept and not kept."""

import gc
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import _lru_cache_wrapper

import sqlalchemy as sa

from bench.blocks import Ratio, within
from bench.country import COUNTY
from bench.places import Place
from models import Catalogue
from models.db import db
from rules.check import check_whole
from rules.grounds import Grounds
from rules.sheet import Sheet
from values.basis_register import BasisRegister
from workflow.compliance.reading import grounds_of_many
from workflow.queries.bodies import current_day

CHECK_MS = 30.0
"""What the 121 rows of a county should take, in time of the processor, since nothing is waited for."""

ROUNDS = 30


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:  # noqa: ARG001 - a county has as many as it has
    """Measure the check alone, in time of the processor."""
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


def _ratio(name: str, times: Sequence[float], wanted: float, note: str) -> Ratio:
    middle = statistics.median(times)
    return within(name, middle, wanted, blocks=len(times), note=note)
