"""The mail of a digest, made and sent by the queue's own tasks."""

from datetime import timedelta

import pytest
from celery import Celery
from flask import Flask

from config import Settings
from formats.mail_folder import KeptMail, mails
from models import db
from tests.workflow.telling import fanned_out, gathered
from tests.world import World
from values.clock import FrozenClock
from values.telling import Timing, Topic
from worker.digest_letters import digest_letter
from worker.schedule import SCHEDULE
from workflow.commands.digest import digests_to_send, make_digests
from workflow.commands.sign_in import choose_language
from workflow.commands.telling import choose_timings
from workflow.unit import current_clock


def digests(settings: Settings, login: str) -> list[KeptMail]:
    return [
        one for one in mails(settings.mail_folder, login) if "汇总" in one.subject or "What" in one.subject
    ]


def beat(app: Flask, celery_app: Celery) -> None:
    """Run what the schedule runs, and what it hands over."""
    celery_app.tasks[str(SCHEDULE["digests"]["task"])]()
    with app.app_context():
        due = digests_to_send(db.session(), now=current_clock.get().now())
    for one in due:
        celery_app.tasks["mulu.digests.send"](one)


def test_a_digest_is_one_mail_grouped_by_proposal_in_the_readers_language(
    world: World, app: Flask, celery_app: Celery, settings: Settings, clock: FrozenClock
) -> None:
    with app.app_context():
        choose_language("en", actor=world.actor("drafter"))
        first = gathered(world, comments=2)
        second = gathered(world)
        clock.advance(timedelta(days=1))
    for _ in range(2):
        beat(app, celery_app)
    (mail,) = digests(settings, "drafter")
    assert mail.text.index(first) < mail.text.index(second)
    assert mail.text.count("commented.") == 3
    assert mail.text.count(f"/proposals/{first}") == 1
    assert "Dear" in mail.text
    assert "/messages/preferences" in mail.text
    assert "请核实" not in mail.text, "a digest holds no words of people"
    (other,) = digests(settings, "supervisor") or digests(settings, "publisher")
    assert "每日汇总" in other.subject


def test_it_says_the_same_under_the_same_message_id_however_often(
    world: World, app: Flask, clock: FrozenClock
) -> None:
    with app.app_context():
        gathered(world)
        clock.advance(timedelta(days=1))
        make_digests()
        digest = digests_to_send(db.session(), now=clock.now())[0]
        first, login = digest_letter(digest)
        gathered(world)
        again, _ = digest_letter(digest)
    assert first.as_bytes() == again.as_bytes()
    assert login in world.people
    assert str(first["Message-ID"]).startswith(f"<digest-{digest}.")


def test_whoever_wants_everything_at_once_gets_no_digest(
    world: World, app: Flask, celery_app: Celery, settings: Settings, clock: FrozenClock
) -> None:
    with app.app_context():
        fanned_out()
        clock.advance(timedelta(days=1))
    beat(app, celery_app)
    before = len(digests(settings, "drafter"))
    with app.app_context():
        choose_timings({Topic.DISCUSSION: Timing.AT_ONCE}, actor=world.actor("drafter"))
        gathered(world)
        clock.advance(timedelta(days=1))
    beat(app, celery_app)
    assert len(digests(settings, "drafter")) == before


@pytest.mark.parametrize("name", ["mulu.digests", "mulu.digests.send"])
def test_the_tasks_are_there(celery_app: Celery, name: str) -> None:
    assert name in celery_app.tasks
