"""The checks of pages find what they are there for."""

import pytest

from tests.page_checks import defects_of, forms_of

PAGE = """<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>目录 – Mulu</title></head>
<body><h1>目录</h1>{}</body></html>"""


@pytest.mark.parametrize(
    ("part", "defect"),
    [
        ("<h1>目录</h1>", "2 h1"),
        ("<p>one<div>two</p></div>", "line 3"),
        ("<i id=a></i><b id=a></b>", "'a' occurs 2 times"),
        ("<input name=q>", "'q' has no label"),
        ("<label for=q></label><input id=q name=q>", "'q' has no label"),
        ("<form method=post><button>Go</button></form>", "no csrf_token"),
        ("<a href=/x><svg></svg></a>", "no text (/x)"),
        ("<img src=x.png>", "no alt"),
    ],
)
def test_a_defect_is_named(part: str, defect: str) -> None:
    assert defect in "; ".join(defects_of(PAGE.format(part)))


@pytest.mark.parametrize(
    "part",
    [
        "<label>Name <input name=q></label>",
        "<label for=q>Name</label><select id=q name=q><option>a</option></select>",
        "<input name=q aria-label=Name>",
        "<b id=n>Name</b><textarea name=q aria-labelledby=n></textarea>",
        "<form method=post><input type=hidden name=csrf_token value=x><button>Go</button></form>",
        "<form><button aria-label=Go><svg></svg></button></form>",
    ],
)
def test_a_good_page_passes(part: str) -> None:
    assert defects_of(PAGE.format(part)) == []


def test_a_page_without_language_or_matching_title_is_refused() -> None:
    page = PAGE.format("").replace(' lang="zh-Hans"', "").replace("<title>目录", "<title>首页")
    assert len(defects_of(page)) == 2


@pytest.mark.parametrize("part", ["<p>text</p>", "<tr><td>cell</td></tr>", "<li>one</li>", "<td>cell</td>"])
def test_a_part_of_a_page_is_judged_as_a_part(part: str) -> None:
    assert defects_of(part, is_part=True) == []


def test_a_form_is_read_as_a_browser_sends_it() -> None:
    (form,) = forms_of(
        PAGE.format(
            """<form id=f action=/go method=post><input type=hidden name=csrf_token value=x>
            <input name=a value=1><input name=a value=2><input type=checkbox name=b checked><input type=checkbox name=c>
            <select name=d><option value=x>X</option><option value=y selected>Y</option></select>
            <textarea name=e>\ntext</textarea><button name=verb value=go>Go now</button></form>
            <button form=f formnovalidate>Elsewhere</button>"""
        )
    )
    assert form.values == {"csrf_token": "x", "a": ["1", "2"], "b": ["on"], "d": ["y"], "e": "text"}
    assert form.buttons == {"Go now": {"verb": "go"}, "Elsewhere": {}}
    assert form.names == ("csrf_token", "a", "b", "c", "d", "e")
    assert (form.action, form.method) == ("/go", "post")
