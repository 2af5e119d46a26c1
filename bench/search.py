"""How long a search takes over a whole country, in time of the processor: ours and the database's together."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from bench.blocks import Ratio, within
from bench.country import lay_down
from bench.names import processor, server_of
from bench.places import Place
from bench.searched import lay_down_searched
from models import Person, SearchDocument
from models.db import db
from values.clock import shanghai_day
from values.search_text import SearchKind
from values.vocabulary import Field, State
from workflow.permissions import Seat
from workflow.queries.search import Narrowing, Question, question, search
from workflow.reach import seats_of
from workflow.unit import current_clock

WANTED_MS = 50.0
ROUNDS = 40

NARROWINGS = {
    "a kind": Narrowing(kind=SearchKind.PROPOSAL),
    "a field": Narrowing(field=Field.EMPLOYMENT),
    "a state": Narrowing(state=State.PUBLISHED),
    "a year": Narrowing(year=2020),
    "a year without any": Narrowing(year=2009),
}
QUESTIONS = (
    ("a word of two characters", "申领"),
    ("a word of every row", "公开"),
    ("a single character", "税"),
    ("three words", "失业 保险 申领"),
    ("a long word that nobody has", "城乡居民基本养老保险待遇"),
    ("a document number", "国务院令第711号"),
    ("initials", "sybxjsl"),
    ("what nobody has", "渔船检验证书"),
)
DAYS = (
    ("in force on a day", date(2020, 3, 15), False),
    ("shown on a day", date(2020, 3, 15), True),
    ("in force before everything", date(2005, 3, 15), False),
    ("shown before everything", date(2005, 3, 15), True),
)


@dataclass(frozen=True)
class _Reader:
    name: str
    seats: tuple[Seat, ...]
    is_known: bool


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure on a country of that many entries, for the public and a drafter, narrowed and not."""
    url = place.seeded("search")
    lay_down_searched(place, url, lay_down(place, url, entries))
    with place.app(url):
        session, now = db.session(), current_clock.get().now()
        today = shanghai_day(now)
        drafter = session.scalars(sa.select(Person.id).where(Person.login == "drafter")).one()
        readers = (_Reader("public", (), False), _Reader("drafter", seats_of(session, drafter, today), True))
        documents = session.scalar(sa.select(sa.func.count()).select_from(SearchDocument)) or 0
        last = session.execute(
            sa.select(SearchDocument.catalogue_id, SearchDocument.body_id)
            .where(SearchDocument.kind == SearchKind.ENTRY, SearchDocument.body_id.is_not(None))
            .order_by(SearchDocument.catalogue_id.desc())
            .limit(1)
        ).one()
        session.rollback()
        narrowings = NARROWINGS | {
            "a catalogue": Narrowing(catalogue=last.catalogue_id),
            "a body": Narrowing(body=last.body_id),
        }
        for reader in readers:
            for name, text in QUESTIONS:
                asked = question(text, Narrowing(), today=today)
                yield _asked(place, f"{name}, {reader.name}", asked, reader, documents)
            for text in ("公开", "申领"):
                asked = question(text, Narrowing(), today=today)
                for name, by in narrowings.items():
                    narrowed = replace(asked, narrowing=by)
                    yield _asked(place, f"{text} in {name}, {reader.name}", narrowed, reader, documents)
                for name, day, shown in DAYS:
                    past = replace(asked, day=day, shown=shown)
                    yield _asked(place, f"{text} {name}, {reader.name}", past, reader, documents)


def _asked(place: Place, name: str, asked: Question, reader: _Reader, documents: int) -> Ratio:
    session, now = db.session(), current_clock.get().now()
    server = server_of(place)
    found, took = search(session, asked, reader.seats, is_known=reader.is_known, now=now), []
    for _ in range(ROUNDS):
        begun, waited = processor(server), time.perf_counter()
        search(session, asked, reader.seats, is_known=reader.is_known, now=now)
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
