"""The app with something on every page, at a moment that does not pass, behind a real socket."""

import random
import tempfile
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from models import Catalogue
from models.db import engine_options
from models.migrations import upgrade
from tests.browsing import served
from tests.contexts import BEGINNING, bare_app, cheap_settings, dispose
from tests.factories import build_world
from tests.journeys.furniture import furnished
from tests.world import COUNTY, OTHER_COUNTY, STANDARD, World
from values.clock import FrozenClock
from web import create_app
from workflow.unit import at

SEED = 2019113

TITLES = {
    STANDARD: "就业领域基层政务公开标准目录",
    COUNTY: "青禾县就业领域基层政务公开目录",
    OTHER_COUNTY: "白石县就业领域基层政务公开目录",
}


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A furnished app that answers."""

    address: str
    world: World
    names: dict[str, str]
    """What stands in the braces of addresses."""


@contextmanager
def stage() -> Iterator[Stage]:
    """Yield the app; everything that it keeps lies in a folder that goes with it."""
    clock = FrozenClock(BEGINNING)
    with tempfile.TemporaryDirectory(prefix="mulu-screens-") as folder, at(clock), _same_identities():
        settings = cheap_settings(f"sqlite:///{folder}/mulu.sqlite", Path(folder) / "home")
        engine = sa.create_engine(settings.database_url, **engine_options(settings.database_url))
        upgrade(engine)
        bare = bare_app(settings)
        with bare.app_context():
            world = build_world(bare)
        dispose(bare)
        _name_catalogues(engine)
        app = create_app(settings)
        world, names = furnished(app, world)
        clock.advance(timedelta(minutes=25))
        app.wsgi_app = _always(clock, app.wsgi_app)  # type: ignore[method-assign]
        with served(app) as address:
            yield Stage(address=address, world=world, names=names)
        dispose(app)


def _name_catalogues(engine: sa.Engine) -> None:
    """Call the catalogues as counties call them; to the tests their codes say more."""
    with engine.begin() as connection:
        for code, title in TITLES.items():
            connection.execute(sa.update(Catalogue).where(Catalogue.code == code).values(title=title))
    engine.dispose()


@contextmanager
def _same_identities() -> Iterator[None]:
    """Have the same identities made each time."""
    chance, made = random.Random(SEED), uuid.uuid4  # noqa: S311 Nothing here is a secret.
    uuid.uuid4 = lambda: uuid.UUID(int=chance.getrandbits(128), version=4)
    try:
        yield
    finally:
        uuid.uuid4 = made


def _always(clock: FrozenClock, answer: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """Have every request answered at the same moment, whichever thread it comes to."""

    def answer_then(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        with at(clock):
            return answer(environ, start_response)

    return answer_then
