"""How templates escape what they print: to the same letters as ever, without an object for each of them.

Jinja makes a `Markup` of each text that it prints, which takes fifty times as long as looking at its letters, and
joins them to plain text in the next step. A table prints two thousand texts.
"""

from typing import Any

from flask.templating import Environment
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape


def escaped(value: object) -> str:
    """Return a value as HTML says it: the letters of `markupsafe.escape`, as plain text."""
    if type(value) is str:
        found = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return found.replace("'", "&#39;").replace('"', "&#34;")
    return value if type(value) is Markup else escape(value)


class QuickEscaping(CodeGenerator):
    """Writes templates' code as Jinja does, but for who escapes."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        """Have `escaped` called where Jinja calls `escape`; where it decides at run time, leave that to it."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class Templates(Environment):
    """Flask's templates with these two."""

    code_generator_class = QuickEscaping
    escaped = staticmethod(escaped)
