"""What is vendored of Bootstrap is all that the pages use of it, and no more than it was."""

from pathlib import Path

from tests.gates.bootstrap import USED, WHOLE, missing_rules, used_rules, words

SHEET = (
    ".card{a:b}.mt-9,.card .mt-9{c:d}@media (min-width:9px){.card{e:f}.col-md-4{g:h}}"
    "@media print{.card{i:j}}input:not(.card):checked{k:l}@keyframes turn{to{m:n}}.mt-sm-9{o:p}"
)


def test_every_rule_that_a_page_can_use_is_there(programs: Path) -> None:
    whole = (programs / WHOLE).read_text(encoding="utf-8")
    missing = missing_rules(whole, USED.read_text(encoding="utf-8"))
    assert not missing, f"run python -m tests.gates.bootstrap, for {missing[:3]}"


def test_rules_of_classes_that_nobody_names_are_left_out() -> None:
    assert "".join(used_rules(SHEET, {"row"})) == (
        ".mt-9{c:d}@media (min-width:9px){.col-md-4{g:h}}input:not(.card):checked{k:l}@keyframes turn{to{m:n}}"
    )
    assert "".join(used_rules(SHEET, {"card", "mt-sm-9"})) == SHEET


def test_a_rule_that_is_needed_and_not_there_is_named() -> None:
    assert "panel" in words()
    assert missing_rules(".panel{a:b}.carousel-9{c:d}", "") == [" .panel{a:b}"]
    assert missing_rules(".panel,.mt-9{a:b}", ".mt-9{a:b}.panel{a:b}") == []
