"""What pages say of fields and days is words, never the name that the code gives them."""

import pytest
from flask import Flask

from rules.rulebook import RULES, Rule
from values.messages import Message
from web.wording.common import FIELD_LABELS
from web.wording.sentence_days import with_days


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_field_that_a_rule_looks_at_has_a_label(rule: Rule) -> None:
    assert [field for field in rule.fields if field not in FIELD_LABELS] == []


def test_the_days_in_a_sentence_are_written_as_the_reader_writes_them(app: Flask) -> None:
    said = Message("%(signed_on)s, %(until)s", {"signed_on": "2026-11-27", "until": "for good"})
    with app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        params = with_days(said).params
    assert params["signed_on"] == "2026年11月27日"
    assert params["until"] == "for good"
