"""The update that brings samples marks what is searched already, in place, as the product would have made it."""

import pytest
import sqlalchemy as sa

from models import db
from models.db import WRITING
from models.migrations import upgrade
from tests.workflow.searching import assert_the_index_is_the_data
from tests.world import World
from values.search_marks import SAMPLES, of_sample
from values.search_text import pairs_in

BEFORE, SAMPLED = "0038", "0039"


def marked() -> int:
    """Return how many documents bear the mark of the larger sample."""
    with db.engine.connect() as connection:
        pairs = connection.scalars(sa.text("SELECT CAST(pairs AS TEXT) FROM search_document"))
        return sum(of_sample(SAMPLES[-1]) in pairs_in(one) for one in pairs)


@pytest.mark.usefixtures("context", "clock")
def test_documents_of_before_are_marked_as_new_ones_are(world: World) -> None:
    world.published(world.addition(*(f"渔船检验证书核发{number:02}" for number in range(70))))
    expected = marked()
    assert expected >= 2
    left = {
        "sqlite": "replace(replace(pairs, ' xs256', ''), ' xs32', '')",
        "postgresql": "ts_delete(ts_delete(pairs, 'xs256'), 'xs32')",
    }[db.engine.dialect.name]
    with db.engine.connect().execution_options(**{WRITING: True}) as connection:
        connection.execute(sa.text(f"UPDATE search_document SET pairs = {left}"))  # noqa: S608 - our own words
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :one"), {"one": BEFORE})
        connection.commit()
    assert marked() == 0
    upgrade(db.engine, until=SAMPLED)
    assert marked() == expected
    assert_the_index_is_the_data()
