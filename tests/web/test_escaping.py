"""Templates print the letters that Jinja would print, by a shorter way."""

import pytest
from flask import Flask, render_template_string
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from web.escaping import escaped


@given(st.one_of(st.text(), st.text(alphabet="&<>\"'a;"), st.integers(), st.none(), st.booleans()))
def test_a_value_is_escaped_as_ever(value: object) -> None:
    assert escaped(value) == str(escape(value))
    assert escaped(Markup(str(value))) == str(value)  # noqa: S704 - as it is given


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ text }}", "&lt;b&gt; &amp; &#34;c&#39;"),
        ("{{ text | safe }}", "<b> & \"c'"),
        ("{{ '、'.join([text, text]) }}", "&lt;b&gt; &amp; &#34;c&#39;、&lt;b&gt; &amp; &#34;c&#39;"),
        ("{% macro m() %}<i>{{ text }}</i>{% endmacro %}{{ m() }}", "<i>&lt;b&gt; &amp; &#34;c&#39;</i>"),
        ("{% set s %}{{ text }}{% endset %}{{ s }}", "&lt;b&gt; &amp; &#34;c&#39;"),
        ("{% autoescape false %}{{ text }}{% endautoescape %}", "<b> & \"c'"),
        ("{{ _('Release %(no)s', no=text) }}", "Release &lt;b&gt; &amp; &#34;c&#39;"),
        ("{{ _('100%% of it') }}", "100% of it"),
    ],
)
def test_templates_escape_what_they_print_once(app: Flask, source: str, said: str) -> None:
    with app.test_request_context(headers={"Cookie": "mulu_language=en"}):
        assert render_template_string(source, text="<b> & \"c'") == said
