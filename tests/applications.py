"""Fixtures of the web: the application on the test's own database, a client that checks pages, the queue."""

from collections.abc import Iterator

import pytest
from celery import Celery
from flask import Flask
from flask.testing import FlaskClient

from config import Settings
from models import db
from tests.checked_client import CheckedClient
from tests.compiled import share_templates
from tests.contexts import dispose, share_compiled_of
from tests.tracing import traced
from web import create_app
from worker import create_celery


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The web application on the test's own database; whatever is committed through it has to leave a trace."""
    app = create_app(settings)
    share_compiled_of(app)
    share_templates(app)
    with app.app_context():
        engine = db.engine
    with traced(engine) as silent:
        yield app
    dispose(app)
    assert silent == [], "committed without an event: see tests/tracing.py"


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client that checks every page it fetches (`tests.page_checks`)."""
    app.test_client_class = CheckedClient
    return app.test_client()


@pytest.fixture
def celery_app(app: Flask) -> Celery:
    """The queue of the app; nothing runs until a test starts a worker or calls a task."""
    return create_celery(app)
