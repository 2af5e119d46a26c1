"""Tables that spreadsheets open: nothing in them is computed, and nothing is lost."""

import csv
import io

import pytest

from formats.safe_csv import csv_line, safe_cell

FORMULAS = ("=1+1", "+86 139", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(1)", "＝1+1", "－2", "'=1")
TEXTS = ("", "公开", "a=b", "20个工作日", "——", "（=）")


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_a_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", TEXTS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


def test_numbers_stay_numbers() -> None:
    assert safe_cell(-5) == -5


def test_a_line_is_read_back_as_it_was_written() -> None:
    cells = ["甲，乙", 'say "x"', "two\nlines", 7]
    line = csv_line(cells)
    assert line.endswith("\r\n")
    assert next(csv.reader(io.StringIO(line, newline=""))) == ["甲，乙", 'say "x"', "two\nlines", "7"]
