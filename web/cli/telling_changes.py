"""How commands print what changed in a row."""

from flask_babel import gettext

from values.redline import redline
from web.cli.catalogue.shapes import FieldChange
from web.cli.printing import say_line
from web.cli.story.stage import marked


def say_changes(fields: tuple[FieldChange, ...]) -> None:
    """Print changed fields as redlines in plain text."""
    for one in fields:
        text = marked(redline(one.before, one.after))
        say_line(gettext("%(field)s: %(redline)s", field=one.label, redline=text), indent=4)
