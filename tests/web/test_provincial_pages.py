"""The pages of provincial rules: written and ended after a preview, by versions, by their own administrators."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tests.checked_client import CheckedClient
from tests.rules.test_provincial import RULE
from tests.web.people import signed_in, visitor
from tests.world import World
from values.provincial_rule import WITH_NUMBER, WITH_WORDS, Condition, LookedAt, ProvincialRule
from values.severity import Severity
from values.vocabulary import Field, Level, Origin, Role
from web.forms.provincial_form import form_of_rule, read_rule, typed_rule
from workflow.commands import register
from workflow.commands.administering import end_rule, write_rule
from workflow.errors import InvalidError

NEW = "/rules/provincial/new/990101"
EDIT = "/rules/provincial/P-99-01/edit/990101"
SHOW = "/rules/provincial/P-99-01"
LOOK, SAVE = "Show what it would find", "Write the rule"
TYPED: dict[str, Any] = {
    "code": "P-99-01",
    "clause": "二（一）",
    "document_title": "示范省基层政务公开办法",
    "looks_at": "deadline",
    "condition": "within_working_days",
    "number": "10",
    "message_zh": "请压缩到10个工作日。",
    "in_force_from": "2026-01-01",
}
WORKDAYS = replace(
    RULE,
    looks_at=LookedAt.DEADLINE,
    condition=Condition.WITHIN_WORKING_DAYS,
    number=10,
    message_en="Shorten it.",
)


@pytest.fixture
def admin(app: Flask, world: World, clock: object) -> CheckedClient:
    """The business administrator, signed in."""
    assert clock
    return signed_in(app, world, "business-admin")


def written(app: Flask, world: World, rule: ProvincialRule = WORKDAYS, by: str = "business-admin") -> None:
    with app.app_context():
        write_rule(rule, actor=world.actor(by))


def test_a_rule_is_written_once_it_was_shown_what_it_finds(admin: CheckedClient) -> None:
    page = admin.submit(admin.get(NEW), LOOK, **TYPED)
    assert "2 findings appear" in page.text
    assert "P-99-01 appears" in page.text
    assert admin.get(SHOW).status_code == 404, "nothing is written by looking"
    answer = admin.submit(page, SAVE)
    assert answer.status_code == 302
    shown = admin.get(answer.location)
    assert "Deadline: at most 10 working days" in shown.text
    assert "from 1 January 2026 until it is ended" in shown.text
    assert "请压缩到10个工作日。" in admin.get("/rules/provincial").text
    page = admin.submit(admin.get(EDIT), LOOK, number="20")
    assert "2 findings disappear" in page.text
    shown = admin.get(admin.submit(page, SAVE).location)
    assert "version 2" in shown.text
    assert "at most 10 working days" in shown.text, "what was stays"


def test_a_rule_is_ended_by_a_day_once_it_was_shown_what_goes(
    app: Flask, world: World, admin: CheckedClient
) -> None:
    written(app, world)
    look = "Show what its end would change · 青禾县"
    refused = admin.submit(admin.get(SHOW), look, last_day="soon")
    assert refused.status_code == 422
    assert "year-month-day" in refused.text
    page = admin.submit(admin.get(SHOW), look, last_day="2026-03-31")
    assert "2 findings disappear" in page.text
    assert "1 April 2026" in page.text
    again = admin.submit(page, "End the rule", last_day="2026-04-30")
    assert "You changed it after the preview" in again.text
    shown = admin.get(admin.submit(again, "End the rule").location)
    assert "from 1 January 2026 to 30 April 2026" in shown.text
    late = admin.submit(page, "End the rule")
    assert late.status_code == 409
    assert admin.submit(admin.get(SHOW), look, last_day="9999-12-31").status_code == 200


def test_what_a_rule_lacks_is_said_field_by_field(admin: CheckedClient) -> None:
    for wrong, sentence in (
        ({"code": "R05"}, "numbered like P-33-01"),
        ({"number": "many"}, "Give a whole number"),
        ({"number": "0"}, "from 1 to 9999"),
        ({"condition": "contains_one_of"}, "at least one word"),
        ({"condition": "level_marked", "looks_at": "levels"}, "at least one level"),
        ({"condition": "names_channel", "words": "12333"}, "named among the channels"),
        ({"in_force_from": "2026-02-30"}, "year-month-day"),
        ({"message_zh": " "}, "say in Chinese"),
        ({"looks_at": "elsewhere"}, "Choose among what is listed"),
    ):
        refused = admin.submit(admin.get(NEW), LOOK, **(TYPED | wrong))
        assert refused.status_code == 422, wrong
        assert sentence in refused.text
        assert SAVE not in refused.text


def test_a_taken_number_and_a_quicker_administrator_are_told(
    app: Flask, world: World, admin: CheckedClient
) -> None:
    page = admin.submit(admin.get(NEW), LOOK, **TYPED)
    written(app, world)
    taken = admin.submit(page, SAVE)
    assert taken.status_code == 422
    assert "there already" in taken.text
    edit = admin.submit(admin.get(EDIT), LOOK, number="15")
    written(app, world, replace(WORKDAYS, number=12))
    stale = admin.submit(edit, SAVE)
    assert stale.status_code == 409
    assert "The rule as it is now" not in stale.text, "from here on it is seen"
    assert 'value="15"' in stale.text, "what was typed is kept"
    again = admin.submit(stale, LOOK)
    assert admin.submit(again, SAVE).status_code == 302
    assert "version 3" in admin.get("/rules/provincial").text


def test_everybody_inside_reads_and_only_the_own_administrator_changes(
    app: Flask, world: World, admin: CheckedClient
) -> None:
    with app.app_context():
        register.assign(
            person_id=world.people["overseer"], body_id=world.bodies["city"], role=Role.BUSINESS_ADMINISTRATOR
        )
    written(app, world, by="overseer")
    assert "P-99-01" in admin.get("/rules/provincial").text
    assert "/edit/" not in admin.get(SHOW).text
    for address in (EDIT, "/rules/provincial/P-99-01/edit/990100", "/rules/provincial/new/990100"):
        assert admin.get(address).status_code == 404, address
    written(app, world, replace(WORKDAYS, number=5))
    both = admin.get(SHOW).text
    assert "青原市" in both
    assert both.count("/edit/990101") == 1
    reader = signed_in(app, world, "drafter")
    assert "at most 5 working days" in reader.get(SHOW).text
    assert reader.get(NEW).status_code == 403
    assert "P-99-01" in signed_in(app, world, "overseer").get("/rules/provincial").text
    assert signed_in(app, world, "system-admin").get("/rules/provincial").status_code == 403
    assert visitor(app).get(SHOW).status_code == 302
    assert reader.get("/rules/provincial/P-99-77").status_code == 404
    assert reader.get("/rules/provincial/a%00b").status_code == 400


def test_a_finding_leads_to_its_rule_and_both_languages_say_it(
    app: Flask, world: World, clock: object
) -> None:
    assert clock
    written(app, world, replace(WORKDAYS, number=5))
    with app.app_context():
        number = world.in_state("draft")  # type: ignore[arg-type]
    for language, said in (("en", "Shorten it."), ("zh_Hans", WORKDAYS.message_zh)):
        page = signed_in(app, world, "drafter", language=language).get(f"/proposals/{number}").text
        assert said in page
        assert SHOW in page
    chinese = signed_in(app, world, "drafter", language="zh_Hans").get(SHOW).text
    assert "公开时限：不超过5个工作日" in chinese
    assert "现行" in chinese


def test_a_rule_that_is_over_or_to_come_is_said_to_be(app: Flask, world: World, admin: CheckedClient) -> None:
    written(app, world, replace(WORKDAYS, in_force_from="2026-07-01"))
    assert "not yet in force" in admin.get("/rules/provincial").text
    with app.app_context():
        end_rule(WORKDAYS.id, date(2026, 1, 1), actor=world.actor("business-admin"))
    assert "ended" in admin.get("/rules/provincial").text


def texts() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=("C", "Z")), max_size=9)


@given(
    rule=st.builds(
        ProvincialRule,
        id=texts(),
        clause=texts(),
        document_title=texts(),
        document_number=texts(),
        looks_at=st.sampled_from(LookedAt),
        condition=st.sampled_from(Condition),
        message_zh=texts(),
        message_en=texts(),
        severity=st.sampled_from(Severity),
        words=st.lists(texts().filter(bool), max_size=3).map(tuple),
        number=st.integers(0, 9999),
        asked_levels=st.lists(st.sampled_from(Level), unique=True, max_size=3).map(tuple),
        in_force_from=texts(),
        in_force_until=texts(),
        of_field=st.sampled_from([None, *Field]),
        of_levels=st.lists(st.sampled_from(Level), unique=True, max_size=3).map(tuple),
        of_origins=st.lists(st.sampled_from(Origin), unique=True, max_size=3).map(tuple),
    )
)
def test_an_untouched_form_says_the_same_rule(rule: ProvincialRule) -> None:
    used = replace(
        rule,
        words=rule.words if rule.condition in WITH_WORDS else (),
        number=max(rule.number, 1) if rule.condition in WITH_NUMBER else 0,
        asked_levels=rule.asked_levels if rule.condition is Condition.LEVEL_MARKED else (),
    )
    form = form_of_rule(used)
    sent: MultiDict[str, str] = MultiDict()
    for name, value in vars(form).items():
        for one in (value,) if isinstance(value, str) else value:
            sent.add("code" if name == "id" else name, one)
    sent.setlist("words", ["\r\n".join(form.words)])
    assert read_rule(typed_rule(sent)) == used


@given(st.dictionaries(st.sampled_from(sorted(vars(form_of_rule(RULE)))), st.text()))
def test_whatever_is_sent_is_a_rule_or_refused(sent: dict[str, str]) -> None:
    typed = typed_rule(MultiDict(sent))
    try:
        rule = read_rule(typed)
    except InvalidError:
        return
    assert form_of_rule(rule).message_zh == typed.message_zh
