"""Whether the product lives, and whether it can serve."""

from typing import Any

import sqlalchemy as sa
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from models import Installation, db
from web.access import access, anyone
from workflow.deliveries import oldest_undelivered_age
from workflow.queries.ledger import oldest_unsealed_age
from workflow.queries.unreadable import recently_unreadable

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@access(anyone)
def alive() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify({"status": "ok"})


@blueprint.get("/readyz")
@access(anyone)
def ready() -> ResponseReturnValue:
    """Say that the database answers and is set up, how old the oldest undelivered message and unsealed event are, and what the queue held."""
    try:
        installed = db.session.scalar(sa.select(Installation.log)) is not None
        state: dict[str, Any] = {
            "status": "ok" if installed else "not installed",
            "oldest_undelivered_seconds": oldest_undelivered_age(db.session()),
            "oldest_unsealed_seconds": oldest_unsealed_age(db.session()),
            "unreadable_messages_of_a_day": recently_unreadable(db.session()),
        }
    except SQLAlchemyError:
        return jsonify({"status": "database away"}), 503
    return jsonify(state), 200 if installed else 503
