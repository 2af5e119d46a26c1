"""A country of catalogues, laid down through the driver: what as-of is asked in at its full size."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from bench.places import Place, bare_connection

COUNTY = ("990101-employment", "990101-social-insurance")
"""Whose 34 and 87 rows every catalogue of the country repeats: 121."""

RELEASES = ((1, 1), (2, 1), (3, 1), (4, 3))
"""Each release with the how-manieth row it writes: 3.3 versions an entry."""

DEEP = 50
"""Versions of the one entry in the first catalogues whose timeline is asked for."""

DEEP_CATALOGUES = 20

ELSEWHERE = 1_000_000
"""Ids of the counties of the country, and of their bodies and routes, begin above this one."""

TABLES = ("entry", "entry_version", "entry_citation")


@dataclass(frozen=True, kw_only=True)
class Country:
    """What was laid down."""

    catalogues: range
    """Their ids."""
    deep: tuple[str, ...]
    """Entries of many versions."""
    rows: int
    """Entries of a catalogue."""
    entries: int
    versions: int

    known = datetime(2026, 1, 1, tzinfo=UTC)
    day = date(2026, 1, 1)


Row = dict[str, Any]

Naming = Callable[[str, int], str]
"""Makes another name of a row's own and the row's number in the country."""


def lay_down(
    place: Place, url: str, entries: int, *, whose: Sequence[str] = COUNTY, named: Naming | None = None
) -> Country:
    """Fill a seeded database with that many entries more, repeating these catalogues, and return what is there.

    The guards of the product are off while it is filled: nothing of it is ever shown or changed.
    """
    with closing(bare_connection(place, url)) as connection:
        _unguard(place, connection)
        versions, citations = _pattern(place, connection, whose)
        first = int(connection.execute("SELECT max(id) FROM catalogue").fetchone()[0]) + 1
        number = int(connection.execute("SELECT max(id) FROM entry_version").fetchone()[0]) + 1
        catalogues = range(first, first + max(entries // len(versions), 1))
        connection.execute("BEGIN")
        write = writer(place, connection)
        write("entry", ["id", "catalogue_id"], _entries(catalogues, len(versions)))
        columns = list(versions[0])
        counted = [0]
        write("entry_version", columns, _counted(_versions(catalogues, versions, number, named), counted))
        cited = list(next(rows for rows in citations if rows)[0])
        write("entry_citation", cited, _citations(catalogues, versions, citations, number))
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
    return Country(
        catalogues=catalogues,
        deep=tuple(_identity(one, 0) for one in catalogues[:DEEP_CATALOGUES]),
        rows=len(versions),
        entries=len(catalogues) * len(versions),
        versions=counted[0],
    )


def register(place: Place, connection: Any, catalogues: range, *, like: str) -> None:
    """Make a catalogue of each of these numbers, alike to another one but in a county of its own, with a body and a route."""
    if place.kind == "postgresql":
        connection.execute("SET session_replication_role = replica")
    else:
        connection.execute("PRAGMA foreign_keys=OFF")
        for table in ("jurisdiction", "body", "body_name", "route", "catalogue"):
            connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_replace")
    mark = "?" if place.kind == "sqlite" else "%s"
    asked = f"SELECT id, jurisdiction_id, body_id, route_id FROM catalogue WHERE code = {mark}"  # noqa: S608
    catalogue, county, body, route = connection.execute(asked, (like,)).fetchone()
    asked = f"SELECT parent_id FROM jurisdiction WHERE id = {mark}"  # noqa: S608
    city = connection.execute(asked, (county,)).fetchone()[0]
    province = connection.execute(asked, (city,)).fetchone()[0]
    nation = connection.execute(asked, (province,)).fetchone()[0]
    connection.execute("BEGIN")
    for number in catalogues:
        own, path, above = ELSEWHERE + number, "/000000/", nation
        for pattern, code, identity in _places(number, own, province, city, county):
            path += f"{code}/"
            asked = f"SELECT id FROM jurisdiction WHERE code = {mark}"  # noqa: S608
            known = connection.execute(asked, (code,)).fetchone()
            if known is None:
                told = {"id": identity, "code": code, "path": path, "parent_id": above}
                _copied(place, connection, "jurisdiction", pattern, told)
            above = known[0] if known else identity
        _copied(place, connection, "body", body, {"id": own, "jurisdiction_id": own, "credit_code": None})
        connection.execute(
            "INSERT INTO body_name (id, body_id, name, valid_from) "  # noqa: S608 - a mark of ours
            f"SELECT {mark}, {mark}, name, valid_from FROM body_name WHERE body_id = {mark} LIMIT 1",
            (own, own, body),
        )
        _copied(place, connection, "route", route, {"id": own, "jurisdiction_id": own, "first_id": None})
        told = {
            "id": number,
            "code": f"bench-{number}",
            "jurisdiction_id": own,
            "body_id": own,
            "route_id": own,
        }
        _copied(place, connection, "catalogue", catalogue, told)
    connection.execute("COMMIT")


def _places(number: int, own: int, *patterns: int) -> Iterator[tuple[int, str, int]]:
    """Yield a county's province, city and itself: what each is like, its code and its id; 20 to a city, 5 to a province."""
    province, rest = divmod(number, 100)
    city, county = divmod(rest, 20)
    codes = (
        f"{10 + province}0000",
        f"{10 + province}{city + 1:02d}00",
        f"{10 + province}{city + 1:02d}{county + 1:02d}",
    )
    yield from zip(patterns, codes, (2 * ELSEWHERE + own, 3 * ELSEWHERE + own, own), strict=True)


def _copied(place: Place, connection: Any, table: str, pattern: int, told: Row) -> None:
    """Write a row like another one of a table, but for what is told."""
    mark = "?" if place.kind == "sqlite" else "%s"
    columns = [one[0] for one in connection.execute(f"SELECT * FROM {table} WHERE false").description]  # noqa: S608
    chosen = ", ".join(mark if name in told else name for name in columns)
    values = [told[name] for name in columns if name in told]
    connection.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table} WHERE id = {mark}",  # noqa: S608
        (*values, pattern),
    )


def _identity(catalogue: int, place: int) -> str:
    return f"{catalogue:016x}{place:016x}"


def _unguard(place: Place, connection: Any) -> None:
    if place.kind == "postgresql":
        connection.execute("SET session_replication_role = replica")
        return
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    names = connection.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, table in names:
        if table in TABLES:
            connection.execute(f'DROP TRIGGER "{name}"')


def _pattern(place: Place, connection: Any, codes: Sequence[str]) -> tuple[list[Row], list[list[Row]]]:
    """Return the county's versions with what each cites, every value as the driver takes it back."""
    mark = "?" if place.kind == "sqlite" else "%s"

    def read(table: str, where: str, *values: object) -> list[Row]:
        cursor = connection.execute(f"SELECT * FROM {table} WHERE false")  # noqa: S608 - our own names
        names = [one[0] for one in cursor.description]
        cast = ", ".join(name if place.kind == "sqlite" else f"{name}::text" for name in names)
        found = connection.execute(f"SELECT {cast} FROM {table} WHERE {where}", values).fetchall()  # noqa: S608
        return [dict(zip(names, row, strict=True)) for row in found]

    marks = ", ".join(mark for _ in codes)
    whose = f"catalogue_id IN (SELECT id FROM catalogue WHERE code IN ({marks})) ORDER BY id"  # noqa: S608
    versions = read("entry_version", whose, *codes)
    return versions, [
        read("entry_citation", f"entry_version_id = {mark} ORDER BY position", int(one["id"]))
        for one in versions
    ]


def _entries(catalogues: range, rows: int) -> Iterator[tuple[object, ...]]:
    for catalogue in catalogues:
        for place in range(rows):
            yield _identity(catalogue, place), catalogue


def _written(catalogues: range, rows: int) -> Iterator[tuple[int, int, int]]:
    """Yield catalogue, release and place of every version."""
    for catalogue in catalogues:
        for release, every in RELEASES:
            for place in range(0, rows, every):
                yield catalogue, release, place
        if catalogue < catalogues.start + DEEP_CATALOGUES:
            for release in range(len(RELEASES) + 1, DEEP + 1):
                yield catalogue, release, 0


def _versions(
    catalogues: range, pattern: list[Row], first: int, named: Naming | None
) -> Iterator[tuple[object, ...]]:
    places = {row["entry_id"]: place for place, row in enumerate(pattern)}
    for number, (catalogue, release, place) in enumerate(_written(catalogues, len(pattern)), start=first):
        row = pattern[place]
        parent = places.get(row["parent_id"])
        changed = {
            "id": number,
            "entry_id": _identity(catalogue, place),
            "catalogue_id": catalogue,
            "release_no": release,
            "published_at": f"{2020 + release // 12}-{release % 12 + 1:02d}-01 01:00:00.000000",
            "effective_from": f"{2020 + release // 12}-{release % 12 + 1:02d}-02",
            "parent_id": None if parent is None else _identity(catalogue, parent),
            "deadline": f"公开事项信息形成或变更之日起{release % 19 + 1}个工作日内公开",
        }
        if named is not None:
            changed["name"] = named(row["name"], catalogue * len(pattern) + place)
        yield tuple({**row, **changed}.values())


def _citations(
    catalogues: range, pattern: list[Row], citations: list[list[Row]], first: int
) -> Iterator[tuple[object, ...]]:
    number = first * 100
    for version, (_, _, place) in enumerate(_written(catalogues, len(pattern)), start=first):
        for row in citations[place]:
            number += 1
            yield tuple({**row, "id": number, "entry_version_id": version}.values())


def _counted(rows: Iterator[tuple[object, ...]], counted: list[int]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        counted[0] += 1
        yield row


def writer(place: Place, connection: Any) -> Callable[[str, list[str], Iterator[tuple[object, ...]]], None]:
    """Return the quickest way to fill a table: its name, its columns, rows."""

    def into_sqlite(table: str, columns: list[str], rows: Iterator[tuple[object, ...]]) -> None:
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)  # noqa: S608

    def into_postgresql(table: str, columns: list[str], rows: Iterator[tuple[object, ...]]) -> None:
        with connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    return into_sqlite if place.kind == "sqlite" else into_postgresql
