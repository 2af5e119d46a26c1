"""Who has a name like this, where all counties use the same names and where no two rows do: in time of the processor."""

import os
import resource
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from random import Random

import sqlalchemy as sa

from bench.blocks import Ratio, within
from bench.country import COUNTY, Naming, lay_down, register
from bench.places import Place, bare_connection
from models import EntryVersion, NameWording
from models.db import db
from values.clock import shanghai_day
from workflow.naming import note_names
from workflow.queries.names import names_like
from workflow.unit import current_clock, transaction

WANTED_MS = 500.0
ROUNDS = 15

QUESTIONS = (
    ("a name of the standard", "失业保险金申领", 0),
    ("a long name", "城乡居民基本养老保险待遇申领与社会保障卡发放", 0),
    ("part of very many", "申领", 0),
    ("part of very many, far on", "申领", 2000),
    ("a name that nobody has", "渔船检验证书核发", 0),
)
"""What is asked, and where the page begins."""


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure on two countries of that many entries."""
    for kind, named in COUNTRIES:
        url = place.seeded(f"names_{kind}")
        country = lay_down(place, url, entries, named=named)
        with closing(bare_connection(place, url)) as connection:
            register(place, connection, country.catalogues, like=COUNTY[1])
            # PostgreSQL does so by itself, some time after so many rows have come.
            connection.execute("VACUUM ANALYZE" if place.kind == "postgresql" else "ANALYZE")
        with place.app(url):
            distinct = _note()
            for question, name, start in QUESTIONS:
                yield _asked(place, f"{kind} names, {question}", name, start, distinct)


def _own(name: str, number: int) -> str:
    """Return a name that no other row has, in the words that all of them use."""
    chance = Random(number)  # noqa: S311 - names, no secrets
    parts = [name[place : place + 2] for place in range(0, len(name), 2)]
    for _ in range(2):
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(WORDS))
    return "".join(parts)


COUNTRIES: tuple[tuple[str, Naming | None], ...] = (("same", None), ("own", _own))
"""By how many use a name: all, or one row."""

WORDS = ["".join(pair) for pair in pairwise("就业失业工伤养老医疗保险职工居民企业登记申领核定查询变更补贴")]


def _note() -> int:
    """Note all names as publications do, and return how many differ."""
    with transaction() as session:
        names = session.scalars(sa.select(EntryVersion.name).distinct()).all()
        for first in range(0, len(names), 5000):
            note_names(session, names[first : first + 5000])
    with transaction() as session:
        session.execute(sa.text("ANALYZE"))
        return session.scalar(sa.select(sa.func.count()).select_from(NameWording)) or 0


def _asked(place: Place, question: str, name: str, start: int, distinct: int) -> Ratio:
    session, now = db.session(), current_clock.get().now()
    server = server_of(place)
    before, walls, found = _peak(), [], 0
    begun = processor(server)
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        rows = names_like(session, name, (), now=now, today=shanghai_day(now), notice="", start=start)
        walls.append((time.perf_counter() - begin) * 1000)
        found = len(rows.rows)
    took = (processor(server) - begun) / ROUNDS
    session.rollback()
    return within(
        f"{place.kind}: {question}",
        took,
        WANTED_MS,
        blocks=ROUNDS,
        note=f"{found} rows of {distinct:,} names, waited at least {min(walls):.0f} ms,"
        f" {_peak() - before} MiB more",
    )


def server_of(place: Place) -> int | None:
    """Return the process of the database that works for the session, without others that it might call to help."""
    if place.kind == "sqlite":
        return None
    session = db.session()
    session.execute(sa.text("SET max_parallel_workers_per_gather = 0"))
    return int(session.execute(sa.text("SELECT pg_backend_pid()")).scalar_one())


def processor(server: int | None) -> float:
    """Return the milliseconds of a processor that this process and the database's have had."""
    ours = time.process_time() * 1000
    if server is None:
        return ours
    spent = Path(f"/proc/{server}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return ours + (int(spent[11]) + int(spent[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _peak() -> int:
    """Return the most memory that the process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
