"""What is searched of a whole country: made by the product for the first catalogues, for the others copied."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from bench.country import COUNTY, DEEP_CATALOGUES, Country, register
from bench.places import Place, bare_connection, vacuum
from models import SearchDocument
from models.db import db
from models.search import SAMPLES, index_of
from values.search_marks import of_catalogue
from values.search_text import SearchKind
from workflow.search.rebuilding import Part, differences, rebuild

OF_THEIR_OWN = {"subject_id", "catalogue_id", "entry_id", "parent_id"}
"""What a document has of its version; the rest is the same wherever a catalogue is repeated."""


class NotAlikeError(Exception):
    """What was copied is not what the product would have made."""


def lay_down_searched(place: Place, url: str, country: Country) -> None:
    """Register a country's catalogues, of both fields, fill what is searched of their rows, and index it.

    Raises:
        NotAlikeError: what was copied differs from what the product makes of the same rows.
    """
    groups = _groups(country.catalogues)
    with closing(bare_connection(place, url)) as connection:
        for number, group in enumerate(groups):
            register(place, connection, group, like=COUNTY[number % len(COUNTY)])
    with place.app(url):
        for group in groups:
            rebuild(_part(group[0]))
    with closing(bare_connection(place, url)) as connection, _unindexed(place, connection):
        for group in groups:
            _copy(connection, place, group)
    vacuum(place, url)
    with place.app(url):
        wrong = [group[-1] for group in groups if differences(db.session(), _part(group[-1])).number]
    if wrong:
        raise NotAlikeError(f"The documents of catalogue {wrong[0]} are not what the product makes.")


def _groups(catalogues: range) -> list[range]:
    """Return the catalogues that are alike: those with a row of many versions, and two halves of the others."""
    others = catalogues[DEEP_CATALOGUES:]
    middle = len(others) // 2
    return [one for one in (catalogues[:DEEP_CATALOGUES], others[:middle], others[middle:]) if one]


def _part(catalogue: int) -> Part:
    return Part(SearchKind.ENTRY, catalogue, catalogue)


def _copy(connection: Any, place: Place, group: range) -> None:
    """Copy the documents of a group's first catalogue for the others, whose rows end with the same digits."""
    mark = "?" if place.kind == "sqlite" else "%s"
    columns = [one.name for one in SearchDocument.__table__.columns if one.name != "id"]
    own, told = of_catalogue(group[0]), "(' xc' || version.catalogue_id)"
    if place.kind == "sqlite":
        marked = f"replace(pattern.pairs || ' ', ' {own} ', ' ') || {told}"
    else:
        marked = f"ts_delete(pattern.pairs, '{own}') || {told}::tsvector"
    chosen = {"subject_id": "version.id", "pairs": marked} | {
        name: f"version.{name}" for name in OF_THEIR_OWN - {"subject_id"}
    }
    selected = ", ".join(chosen.get(name, f"pattern.{name}") for name in columns)
    connection.execute(
        "CREATE TEMPORARY TABLE pattern AS SELECT search_document.*, release_no, "  # noqa: S608 - a number of ours
        "substr(entry_version.entry_id, 17) AS place FROM search_document "
        f"JOIN entry_version ON entry_version.id = subject_id AND kind = '{SearchKind.ENTRY}' "
        f"WHERE search_document.catalogue_id = {group[0]}"
    )
    connection.execute("CREATE INDEX place_of_pattern ON pattern (place, release_no)")
    connection.execute(
        f"INSERT INTO search_document ({', '.join(columns)}) SELECT {selected} "  # noqa: S608 - our own names
        "FROM entry_version AS version JOIN pattern ON pattern.place = substr(version.entry_id, 17) "
        f"AND pattern.release_no = version.release_no WHERE version.catalogue_id > {mark} "
        f"AND version.catalogue_id <= {mark} ORDER BY version.id",
        (group[0], group[-1]),
    )
    connection.execute("DROP TABLE pattern")


@contextmanager
def _unindexed(place: Place, connection: Any) -> Iterator[None]:
    """Fill without the indexes of the pairs, which are made of all of them afterwards."""
    names = [index_of(one) for one in (1, *SAMPLES)]
    if place.kind == "postgresql":
        connection.execute("SET session_replication_role = replica")
        connection.execute("SET maintenance_work_mem = '1GB'")
        indexes = connection.execute(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname = ANY(%s)",
            (names,),
        ).fetchall()
        connection.execute(f"DROP INDEX {', '.join(names)}")
        yield
        for (statement,) in indexes:
            connection.execute(statement)
        return
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'search_document'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f'DROP TRIGGER "{name}"')
    yield
    for name in names:
        connection.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608 - our own names
    for _, statement in triggers:
        connection.execute(statement)
