"""Clauses are named as readers look them up, in both languages."""

import pytest
from flask import Flask
from flask_babel import force_locale

from web.wording.clauses import clause

NAMES = {
    "N3.1": ("《通知》三（一）", "Notice, 3 (1)"),
    "N3": ("《通知》三", "Notice, 3"),
    "N4.2": ("《通知》四（二）", "Notice, 4 (2)"),
    "Regulations 14-16": ("《条例》第14–16条", "Regulations, art. 14–16"),
    "Regulations 26, N4.1": ("《条例》第26条, 《通知》四（一）", "Regulations, art. 26, Notice, 4 (1)"),
    "青政办发〔2026〕12号 第三条": ("青政办发〔2026〕12号 第三条", "青政办发〔2026〕12号 第三条"),
}


@pytest.mark.sqlite
@pytest.mark.parametrize("named", NAMES)
def test_a_clause_is_named_in_the_readers_language(app: Flask, named: str) -> None:
    with app.test_request_context():
        for locale, said in zip(("zh_Hans", "en"), NAMES[named], strict=True):
            with force_locale(locale):
                assert clause(named) == said
