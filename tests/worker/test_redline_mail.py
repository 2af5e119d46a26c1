"""The redline in mails: as text and as HTML, bounded, escaped, in the reader's language, without what is hidden."""

import re
from email.message import EmailMessage

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Delivery, Event, Person
from tests.workflow.hidings import Hidings
from tests.workflow.telling import fanned_out
from tests.world import World
from values.hiding import HidingTarget
from values.papers import PaperField
from values.redline import redline
from values.vocabulary import Channel, State
from worker.letters import Common, letter
from worker.redlines import LONGEST_FIELD, MOST_FIELDS, shortened
from workflow.commands import approval, publication, review
from workflow.commands.sign_in import choose_language
from workflow.unit import transaction


@pytest.fixture(autouse=True)
def _surroundings(app: Flask, clock: object) -> None:
    """Every test here writes mails on a stopped clock."""


def mail_of(world: World, action: str, login: str) -> EmailMessage:
    """Return the newest mail about an action to a person."""
    fanned_out()
    with transaction() as session:
        delivery, event, person = session.execute(
            sa.select(Delivery, Event, Person)
            .join(Event, Event.id == Delivery.event_id)
            .join(Person, Person.id == Delivery.recipient_id)
            .where(
                Event.action == action,
                Person.id == world.people[login],
                Delivery.channel == Channel.EMAIL,
            )
            .order_by(Delivery.id.desc())
        ).first() or (None, None, None)
    assert delivery is not None
    return letter(delivery, event, person)


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))
    return str(body.get_content()) if body is not None else ""


def test_a_submission_shows_what_changes_in_both_forms(world: World, app: Flask) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW, world.amendment(deadline="15个工作日内公开"))
        mail = mail_of(world, "submit", "reviewer")
    assert mail.get_content_type() == "multipart/alternative"
    text, page = text_of(mail), text_of(mail, "html")
    assert "公开时限" in text
    assert re.search(r"\[-.*-\]\{\+.*15.*\+\}", text)
    assert "<del style=" in page
    assert re.search(r"<ins style=[^>]*>[^<]*15", page)
    assert "就业政策法规咨询" in page
    assert "请查看调整内容后审签" in text
    assert "请查看调整内容后审签" in page


def test_readers_share_a_mail_but_for_their_names_which_are_escaped(world: World, app: Flask) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW, world.amendment(deadline="15个工作日内公开"))
        fanned_out()
        with transaction() as session:
            delivery, event, person = session.execute(
                sa.select(Delivery, Event, Person)
                .join(Event, Event.id == Delivery.event_id)
                .join(Person, Person.id == Delivery.recipient_id)
                .where(Event.action == "submit", Delivery.channel == Channel.EMAIL)
                .order_by(Delivery.id.desc())
            ).first() or (None, None, None)
        assert delivery is not None
        common = Common()
        found = {}
        for name in ("甲<b>&", "乙'\""):
            person.name = name
            found[name] = letter(delivery, event, person, common=common)
            alone = letter(delivery, event, person)
            for kind in ("plain", "html"):
                assert text_of(found[name], kind) == text_of(alone, kind)
    first, second = found.values()
    assert "甲<b>&" in text_of(first)
    assert "甲&lt;b&gt;&amp;" in text_of(first, "html")
    assert "<b>" not in text_of(first, "html")
    assert text_of(first).replace("甲<b>&", "乙'\"") == text_of(second)


def test_the_page_of_a_mail_fetches_nothing_and_is_valid(world: World, app: Flask) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW, world.amendment(deadline="15个工作日内公开"))
        page = text_of(mail_of(world, "submit", "reviewer"), "html")
    assert not re.search(r"<(script|img|link|iframe|form|object|style)\b|url\(|@import", page)
    assert all(found.startswith("http://127.0.0.1") for found in re.findall(r'href="([^"]*)"', page))
    assert page.count("<h1") == 1


def test_words_of_people_are_escaped(world: World, app: Flask) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW, world.amendment(deadline='15日<script>alert("x")</script>'))
        mail = mail_of(world, "submit", "reviewer")
    assert "<script>" not in text_of(mail, "html")
    assert "&lt;script&gt;" in text_of(mail, "html")
    assert "<script>" in text_of(mail)


def test_a_reader_of_english_has_it_all_in_english(world: World, app: Flask) -> None:
    with app.app_context():
        choose_language("en", actor=world.actor("reviewer"))
        world.in_state(State.IN_REVIEW, world.amendment(deadline="15个工作日内公开"))
        mail = mail_of(world, "submit", "reviewer")
    for part in (text_of(mail), text_of(mail, "html")):
        assert "Deadline" in part
        assert "What changes" in part
        assert "公开时限:" not in part.replace("：", ":")
    assert 'lang="en"' in text_of(mail, "html")


@pytest.mark.parametrize("action", ["request_changes", "approve", "publish"])
def test_what_follows_shows_the_revision_too(world: World, app: Flask, action: str) -> None:
    with app.app_context():
        text = world.amendment(deadline="15个工作日内公开")
        if action == "request_changes":
            number = world.in_state(State.IN_REVIEW, text)
            review.request_changes(number, actor=world.actor("reviewer"), comment="请核实。")
        else:
            number = world.in_state(State.IN_APPROVAL, text)
            approval.approve(number, actor=world.actor("supervisor"))
            if action == "publish":
                publication.publish(number, actor=world.actor("publisher"))
        mail = mail_of(world, action, "drafter")
    assert "15" in text_of(mail, "html")
    assert "<ins" in text_of(mail, "html")


def test_other_mails_are_plain(world: World, app: Flask) -> None:
    with app.app_context():
        Hidings(world).hide()
        mail = mail_of(world, "hiding_begun", "supervisor")
    assert mail.get_content_type() == "text/plain"


def test_what_is_hidden_in_an_emergency_is_in_no_mail(world: World, app: Flask) -> None:
    with app.app_context():
        entry = world.row().state.entry
        before = world.row().state.content.deadline
        Hidings(world).hide(target=HidingTarget(entry=entry, field="deadline"))
        world.in_state(State.IN_REVIEW, world.amendment(deadline="15个工作日内公开"))
        mail = mail_of(world, "submit", "reviewer")
        for part in (text_of(mail), text_of(mail, "html")):
            assert "暂不公开显示" in part
            assert "15个" not in part
            assert before not in part
        Hidings(world).hide(target=HidingTarget(entry=entry))
        mail = mail_of(world, "submit", "reviewer")
    assert "就业政策法规咨询" not in text_of(mail, "html").split("<table", maxsplit=1)[1]


def test_a_long_proposal_is_cut_and_says_how_much_is_left(world: World, app: Flask) -> None:
    with app.app_context():
        world.in_state(State.IN_REVIEW, world.addition("事项一", "事项二", "事项三"))
        mail = mail_of(world, "submit", "reviewer")
    page, text = text_of(mail, "html"), text_of(mail)
    assert page.count("<tr>") == MOST_FIELDS + 1
    assert re.search(r"另有 [0-9]+ 处调整", page)
    assert re.search(r"另有 [0-9]+ 处调整", text)


def test_a_long_field_keeps_its_changes_and_is_bounded() -> None:
    old, new = "甲" * 5000 + "十五日" + "乙" * 5000, "甲" * 5000 + "二十日" + "乙" * 5000
    parts = shortened(PaperField(label="公开内容", parts=redline(old, new)))
    text = "".join(one.text for one in parts)
    assert "十五" in text
    assert "二十" in text
    assert len(text) < 200
    whole = shortened(PaperField(label="公开内容", parts=redline("", "丙" * 5000)))
    assert len("".join(one.text for one in whole)) == LONGEST_FIELD + 1
