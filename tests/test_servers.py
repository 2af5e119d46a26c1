"""The servers of the tests themselves: real, reachable, and fresh for each test."""

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
import redis
import sqlalchemy as sa
from playwright.sync_api import Browser

from models import Base
from tests.databases import Databases
from tests.servers import Server, ServerMissingError, _first_that_starts


def test_a_database_of_a_test_has_every_table_and_no_row(engine: sa.Engine, databases: Databases) -> None:
    assert engine.dialect.name == databases.kind
    tables = set(sa.inspect(engine).get_table_names())
    assert set(Base.metadata.tables) <= tables
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0, table.name


def test_two_databases_of_a_test_run_are_two(databases: Databases, migrated_template: str) -> None:
    first, second = (databases.copy(name, migrated_template) for name in ("first_of_two", "second_of_two"))
    engine = sa.create_engine(first)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE only_here (id INTEGER)"))
    engine.dispose()
    for url, expected in ((first, True), (second, False)):
        engine = sa.create_engine(url)
        assert sa.inspect(engine).has_table("only_here") is expected
        engine.dispose()
    databases.drop("first_of_two")
    databases.drop("second_of_two")


@pytest.mark.postgresql
def test_postgresql_is_a_server_of_a_supported_version(required: Callable[[str], str]) -> None:
    with psycopg.connect(required("postgresql")) as connection:
        assert connection.info.server_version >= 150000


def test_redis_is_empty_when_a_test_begins(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        client.set("left", "behind")


def test_redis_is_empty_again_for_the_next_test(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        client.set("left", "behind")


def test_a_missing_server_is_named_with_what_was_tried(tmp_path: Path) -> None:
    def start(place: Path) -> Server:
        raise OSError(f"{place} is broken")

    with pytest.raises(ServerMissingError, match=f"No PostgreSQL .*{tmp_path} is broken"):
        _first_that_starts("PostgreSQL", iter([tmp_path]), start)


def test_chromium_opens_a_page(chromium: Browser) -> None:
    page = chromium.new_page(locale="zh-CN")
    page.set_content("<title>目录</title><script>document.title += navigator.language</script>")
    assert page.title() == "目录zh-CN"
    page.close()
