"""`flask rules …`: what a catalogue must satisfy, and how catalogues satisfy it."""

from flask_babel import gettext

from rules.rulebook import RULES
from web.cli.printing import say_json, say_table, with_json
from web.cli.rules.channels import channels
from web.cli.rules.provincial import provincial
from web.cli.story.speaking import SpokenGroup

rules = SpokenGroup("rules", help="The rules that catalogues have to satisfy.")
rules.add_command(channels)
rules.add_command(provincial)


@rules.command("list")
@with_json
def list_rules(*, as_json: bool) -> None:
    """List every rule with its clause, fields and severities."""
    if as_json:
        told = [
            {
                "id": one.id,
                "name": gettext(one.name),
                "clause": one.clause,
                "fields": list(one.fields),
                "severities": [severity.value for severity in one.severities],
                "asks": gettext(one.asks),
                "right": gettext(one.right),
            }
            for one in RULES
        ]
        return say_json(told)
    return say_table(
        [gettext("Rule"), gettext("Clause"), gettext("Name"), gettext("What it asks")],
        [[one.id, one.clause, gettext(one.name), gettext(one.asks)] for one in RULES],
    )
