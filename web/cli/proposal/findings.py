"""`flask proposal justify`: the answer to a warning of the rules."""

from dataclasses import replace

import click

from values.messages import N_
from web.cli.acting import acting, as_account
from web.cli.printing import with_json
from web.cli.proposal.group import proposal
from web.cli.proposal.reading import file_of
from web.cli.proposal.writing import report
from workflow.commands import drafting
from workflow.errors import invalid


@proposal.command("justify")
@click.argument("number")
@click.argument("key")
@click.argument("text")
@as_account
@with_json
def justify(number: str, key: str, text: str, *, login: str, as_json: bool) -> None:
    """Answer the warning that a KEY of `show` names; an empty TEXT takes the answer back."""
    actor = acting(login)
    file = file_of(number, actor)
    if key not in {one.key for one in file.findings}:
        raise invalid("key", N_("No rule finds this on the draft; `flask proposal show` prints the keys."))
    answers = {name: said for name, said in {**file.draft.answers, key: text.strip()}.items() if said}
    drafting.save_draft(
        number, actor=actor, draft_version=file.draft_version, content=replace(file.draft, answers=answers)
    )
    report(number, actor, as_json=as_json)
