"""How people and programs ask: `create_app` puts the pages, the command line and the safeguards together."""

from flask import Flask
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from config import ROOT, Settings, kept_secret
from models.db import db, engine_options
from web import access, context, errors, intake, language, security, session
from web.cli import add_commands
from web.escaping import Templates
from web.numbers import RowNumber
from web.proposal import mailed_rows
from web.views import add_views

csrf = CSRFProtect()


def create_app(settings: Settings) -> Flask:
    """Return the web application for one installation."""
    app = Flask(
        "mulu",
        root_path=str(ROOT),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    app.jinja_environment = Templates
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key or kept_secret(settings.home / "secret.key"),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_request_bytes,
        MAX_FORM_PARTS=5000,
        TESTING=settings.testing,
        # A form may stay open over a working day; the session ends it anyway.
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=settings.https,
    )
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"))
    # Text is looked at before anything reads the form: a form that was parsed no longer shows its bytes.
    intake.init_app(app)
    csrf.init_app(app)
    for part in (security, session, language, access, context, errors, mailed_rows):
        part.init_app(app)
    app.url_map.converters["int"] = RowNumber
    add_views(app)
    add_commands(app)
    return app
