"""What is kept of a failed attempt is said in the reader's language."""

import pytest
from flask import Flask
from flask_babel import force_locale

from web.wording.failures import REASONS, failure
from worker.services import failures

SERVICE_ERRORS = [name for name, one in vars(failures).items() if isinstance(one, type)]


@pytest.mark.parametrize("name", sorted(set(SERVICE_ERRORS) - {"ServiceError"}))
def test_every_failure_of_a_service_has_a_sentence(app: Flask, name: str) -> None:
    with app.test_request_context(), force_locale("zh_Hans"):
        said = failure(f"{name}: HTTP 400")
        assert name not in said
        assert said.endswith("：HTTP 400")


def test_a_failure_is_said_with_and_without_details(app: Flask) -> None:
    with app.test_request_context(), force_locale("en"):
        assert failure("RefusedError: 40001") == "The service refused: 40001"
        assert failure("TimeoutError: ") == failure("TimeoutError") == REASONS["TimeoutError"]
        assert failure("OSError: odd") == "OSError: odd"
