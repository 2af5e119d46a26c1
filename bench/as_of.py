"""As-of on either clock, and the timeline of an entry, against the same SQL given to the driver itself."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bench.blocks import Ratio, interleaved
from bench.country import lay_down
from bench.places import Place, bare_connection
from models.db import db
from values.clock import end_of_day
from workflow.queries import catalogue as queries

WANTED = 2.5
"""At most so many times the bare query."""

BLOCKS, ROUNDS = 15, 12


def measure(place: Place, *, entries: int) -> Iterator[Ratio]:
    """Measure on a country of that many entries."""
    url = place.seeded("country")
    country = lay_down(place, url, entries)
    size = f"{country.rows} rows of {country.entries:,} entries and {country.versions:,} versions"
    with place.app(url), closing(bare_connection(place, url)) as connection:
        session = db.session()

        def bare(statement: sa.Select[tuple[object, ...]], **asked: object) -> object:
            text, values = _driver_form(place, statement, asked)
            return connection.execute(text, values).fetchall()

        def catalogue(number: int) -> int:
            # Spread over the country, so that no two rounds of a block read the same.
            return country.catalogues[number * 7919 % len(country.catalogues)]

        def in_force(number: int) -> object:
            return queries.catalogue_as_of(session, catalogue(number), day=country.day, known=country.known)

        def bare_in_force(number: int) -> object:
            asked = {"catalogue": catalogue(number), "known": country.known, "day": country.day}
            return bare(queries.AS_OF, **asked)

        past = country.known - timedelta(days=2100)

        def shown(number: int) -> object:
            return queries.shown(session, catalogue(number), day=past.date(), now=country.known)

        def bare_shown(number: int) -> object:
            known = end_of_day(past.date())
            return bare(queries.AS_OF, catalogue=catalogue(number), known=known, day=past.date())

        def timeline(number: int) -> object:
            return queries.entry_versions(session, country.deep[number % len(country.deep)])

        def bare_timeline(number: int) -> object:
            return bare(queries.OF_ENTRY, entry=country.deep[number % len(country.deep)])

        rounds = [range(block * ROUNDS, (block + 1) * ROUNDS) for block in range(BLOCKS)]
        for name, ours, other in (
            ("as of a day, in force", in_force, bare_in_force),
            ("as of a day, shown", shown, bare_shown),
            ("timeline of an entry", timeline, bare_timeline),
        ):
            assert len(ours(0)) == len(other(0)) > 0, name  # type: ignore[arg-type]  # noqa: S101
            yield interleaved(f"{place.kind}: {name}", ours, other, wanted=WANTED, rounds=rounds, note=size)
        session.rollback()


def _driver_form(
    place: Place, statement: sa.Select[tuple[object, ...]], asked: dict[str, object]
) -> tuple[str, object]:
    """Return a statement as the driver takes it; compiled once, as the product's is."""
    text, order = _compiled(place, statement)
    if place.kind == "postgresql":
        return text, asked
    return text, [_stored(asked[name]) for name in order]


_KNOWN: dict[tuple[str, int], tuple[str, list[str]]] = {}


def _compiled(place: Place, statement: sa.Select[tuple[object, ...]]) -> tuple[str, list[str]]:
    key = (place.kind, id(statement))
    if key not in _KNOWN:
        dialect = sqlite.dialect() if place.kind == "sqlite" else postgresql.psycopg.dialect()  # type: ignore[no-untyped-call]
        found = statement.compile(dialect=dialect)
        _KNOWN[key] = (str(found), list(found.positiontup or ()))
    return _KNOWN[key]


def _stored(value: object) -> object:
    """Return a value as SQLite keeps it."""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S.%f")
    return value.isoformat() if isinstance(value, date) else value
