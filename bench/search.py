"""How long a search takes over a whole country, in time of the processor: ours and the database's together."""

import time
from collections.abc import Iterator
from contextlib import closing

import sqlalchemy as sa

from bench.blocks import Ratio, within
from bench.country import COUNTY, lay_down, register
from bench.names import processor, server_of
from bench.places import Place, bare_connection
from models import SearchDocument
from models.db import db
from values.clock import shanghai_day
from values.search_text import SearchKind
from workflow.queries.search import Narrowing, question, search
from workflow.search.rebuilding import Part, rebuild
from workflow.unit import current_clock, transaction

WANTED_MS = 50.0
ROUNDS = 40

QUESTIONS = (
    ("a word of two characters", "申领"),
    ("a word of every row", "公开"),
    ("a single character", "税"),
    ("three words", "失业 保险 申领"),
    ("a long word", "城乡居民基本养老保险待遇"),
    ("a document number", "国务院令第711号"),
    ("initials", "sybxjsl"),
    ("what nobody has", "渔船检验证书"),
)


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure on a country of that many entries, for the public."""
    url = place.seeded("search")
    country = lay_down(place, url, entries)
    with closing(bare_connection(place, url)) as connection:
        register(place, connection, country.catalogues, like=COUNTY[1])
    with place.app(url):
        for catalogue in country.catalogues:
            rebuild(Part(SearchKind.ENTRY, catalogue, catalogue))
        with transaction() as session:
            session.execute(sa.text("ANALYZE"))
            documents = session.scalar(sa.select(sa.func.count()).select_from(SearchDocument)) or 0
        for name, text in QUESTIONS:
            yield _asked(place, name, text, documents)


def _asked(place: Place, name: str, text: str, documents: int) -> Ratio:
    session, now = db.session(), current_clock.get().now()
    server = server_of(place)
    asked = question(text, Narrowing(), today=shanghai_day(now))
    took, found = [], search(session, asked, (), is_known=False, now=now)
    for _ in range(ROUNDS):
        begun, waited = processor(server), time.perf_counter()
        search(session, asked, (), is_known=False, now=now)
        # The processor's time of another process is told in hundredths of a second.
        took.append((processor(server) - begun, (time.perf_counter() - waited) * 1000))
    session.rollback()
    ours = sum(one for one, _ in took) / ROUNDS if server else sorted(one for one, _ in took)[-ROUNDS // 20]
    return within(
        f"{place.kind}: search, {name}",
        ours,
        WANTED_MS,
        blocks=ROUNDS,
        note=f"{found.total}{'+' * found.is_more} of {documents:,} documents,"
        f" waited at least {min(one for _, one in took):.0f} ms",
    )
