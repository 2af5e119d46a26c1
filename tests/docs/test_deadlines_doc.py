"""The page about deadlines is as the tables of cases write it."""

from tests.docs.deadlines_page import PAGE, page


def test_the_page_is_as_the_cases_write_it() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()
