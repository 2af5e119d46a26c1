"""`flask proposal justify`: the answer to a warning of the rules."""

from dataclasses import replace

import click

from rules.findings import Severity
from values.messages import N_
from web.cli.acting import acting, as_account
from web.cli.printing import with_json
from web.cli.proposal.group import proposal
from web.cli.proposal.reading import file_of
from web.cli.proposal.writing import report
from workflow.commands import drafting
from workflow.errors import invalid
from workflow.queries.proposal import ProposalFile


@proposal.command("justify")
@click.argument("number")
@click.argument("key")
@click.argument("text")
@as_account
@with_json
def justify(number: str, key: str, text: str, *, login: str, as_json: bool) -> None:
    """Answer the warning that a KEY of `show` names, or all of a rule (R04) that are not answered yet.

    An empty TEXT takes the answer to a KEY back.
    """
    actor = acting(login)
    file = file_of(number, actor)
    keys = _asked(file, key)
    if not keys:
        raise invalid("key", N_("No rule finds this on the draft; `flask proposal show` prints the keys."))
    answers = {
        name: said
        for name, said in {**file.draft.answers, **dict.fromkeys(keys, text.strip())}.items()
        if said
    }
    drafting.save_draft(
        number, actor=actor, draft_version=file.draft_version, content=replace(file.draft, answers=answers)
    )
    report(number, actor, as_json=as_json)


def _asked(file: ProposalFile, key: str) -> list[str]:
    """Return the key itself where a rule finds it, else the unanswered warnings of the rule that it names."""
    if key in {one.key for one in file.findings}:
        return [key]
    return [
        one.key
        for one in file.findings
        if one.rule == key and one.severity is Severity.WARNING and one.key not in file.draft.answers
    ]
