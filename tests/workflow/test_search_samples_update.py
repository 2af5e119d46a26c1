"""The update that gives samples of what is searched indexes of their own leaves what the product would have made."""

import pytest
import sqlalchemy as sa

from models import db
from models.db import WRITING
from models.migrations import upgrade
from models.search import SAMPLES, index_of
from tests.workflow.searching import assert_the_index_is_the_data
from tests.world import World
from workflow.search.rebuilding import index_holds, renew_index

BEFORE, SINCE = "0040", "0041"
MARKED = (256, 32)
"""The samples that bore marks before."""


def _as_before(connection: sa.Connection) -> None:
    """Take the indexes of samples away and mark these, as the versions before did."""
    is_sqlite = connection.dialect.name == "sqlite"
    for one in map(index_of, SAMPLES):
        if is_sqlite:
            for name in ("added", "taken", "changed"):
                connection.execute(sa.text(f"DROP TRIGGER {one}_{name}"))
            connection.execute(sa.text(f"DROP TABLE {one}"))
            connection.execute(sa.text(f"DROP VIEW {one.replace('pair', 'sample')}"))
        else:
            connection.execute(sa.text(f"DROP INDEX {one}"))
    for one in MARKED:
        marked = f"pairs || ' xs{one}'" if is_sqlite else f"pairs || 'xs{one}'::tsvector"
        mark = f"UPDATE search_document SET pairs = {marked} WHERE subject_id % {one} = 0"  # noqa: S608 - our own words
        connection.execute(sa.text(mark))
    connection.execute(sa.text("UPDATE alembic_version SET version_num = :one"), {"one": BEFORE})


@pytest.mark.usefixtures("context", "clock")
def test_documents_of_before_stand_in_the_indexes_as_new_ones_do(world: World) -> None:
    world.published(world.addition(*(f"渔船检验证书核发{number:02}" for number in range(70))))
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        _as_before(connection)
        connection.commit()
        marked = sa.text("SELECT count(*) FROM search_document WHERE CAST(pairs AS TEXT) LIKE '%xs32%'")
        assert connection.scalar(marked)
    upgrade(db.engine, until=SINCE)
    assert_the_index_is_the_data()


@pytest.mark.usefixtures("context", "clock")
@pytest.mark.parametrize("every", [1, *SAMPLES])
def test_an_index_that_lacks_documents_is_noticed_and_renewed(world: World, every: int) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps its indexes itself.")
    world.published(world.addition(*(f"渔船检验证书核发{number:03}" for number in range(300))))
    assert index_holds()
    name = index_of(every)
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        connection.execute(sa.text(f"INSERT INTO {name}({name}) VALUES ('delete-all')"))  # noqa: S608 - our own names
        connection.commit()
    assert not index_holds()
    renew_index()
    assert_the_index_is_the_data()
