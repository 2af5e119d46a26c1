"""The answers to warnings in a form: a field each, named by the key of the finding."""

from collections.abc import Mapping

from web.forms.reading import Form

PREFIX = "justification:"
"""Before the key of the finding, in the name of its field."""

LONGEST_KEY = 200
"""Characters of a key; longer ones name no finding."""


def read_answers(form: Form, base: Mapping[str, str]) -> dict[str, str]:
    """Return the answers with those that a form brings; an empty one takes an earlier one away."""
    typed = {
        name.removeprefix(PREFIX): text.strip().replace("\r\n", "\n")
        for name, text in form.items()
        if name.startswith(PREFIX) and len(name) <= LONGEST_KEY
    }
    return {key: text for key, text in {**base, **typed}.items() if text}
