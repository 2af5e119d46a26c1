"""Where web and worker are joined: `flask` and `celery` start here, and `python wsgi.py` is the embedded default."""

import errno
import gc
import os
import signal
import sys

import waitress
from celery import Celery
from flask import Flask
from flask_babel import force_locale, gettext

from config import Settings
from models.refusing import UpdateRefusedError
from values.environment import SettingError
from values.messages import N_, Message
from web import create_app as create_web
from web.cli import seeding, welcome
from web.language import say
from web.technical_log import keep_technical_log
from worker import create_celery
from worker.embedded import start as start_worker
from worker.hand_over import hand_jobs_to, hand_over_to
from workflow.home_lock import HomeInUseError, home_lock
from workflow.unit import on_commit, on_job


def create_app(settings: Settings) -> tuple[Flask, Celery]:
    """Return the web application and the queue behind it, joined."""
    joined = create_web(settings)
    queue = create_celery(joined)
    on_commit(hand_over_to(queue))
    on_job(hand_jobs_to(queue))
    return joined, queue


def serve(app: Flask, celery: Celery) -> None:
    """Run everything in one process until it is stopped: migrate, seed, worker, web."""
    settings: Settings = app.config["SETTINGS"]
    with home_lock(settings.home), app.app_context(), force_locale(settings.language):
        seeding.prepare(app, lambda stage: print(gettext(seeding.STAGES[stage]), flush=True))
        server = waitress.create_server(app, host=settings.host, port=settings.port, threads=4)
        if settings.embedded:
            keep_technical_log(settings.logs_folder, settings.log_days)
        worker = start_worker(app, celery) if settings.embedded else None
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        print("\n".join(welcome.lines(settings)), flush=True)
        try:
            server.run()
        finally:
            server.close()
            if worker is not None:
                worker.stop()


try:
    app, celery = create_app(Settings.from_environ(os.environ))
except SettingError as wrong:
    sys.exit(str(wrong))

# What is here now stays: looking through it for garbage would hold up a page for a fifth of a second now and then.
gc.freeze()

if __name__ == "__main__":
    try:
        serve(app, celery)
    except (HomeInUseError, UpdateRefusedError, OSError) as error:
        if isinstance(error, OSError) and error.errno != errno.EADDRINUSE:
            raise
        kept: Settings = app.config["SETTINGS"]
        taken = Message(N_("Port %(port)s is taken; set PORT to another one."), {"port": kept.port})
        with app.app_context(), force_locale(kept.language):
            sys.exit(say(taken if isinstance(error, OSError) else error.message))
