"""The command line: `flask --app wsgi …`; each file a command, or what commands of a group share."""

from flask import Flask

from web.cli import (
    account_access,
    ledger_keys,
    proposal_actions,
    proposal_case_file,
    proposal_claims,
    proposal_conflicts,
    proposal_export,
    proposal_findings,
    proposal_handing_on,
    proposal_papers,
    proposal_rows,
    proposal_writing,
    rules_check,
    rules_country,
)
from web.cli.account import account
from web.cli.archive import archive
from web.cli.audit import audit
from web.cli.backup import backup, restore
from web.cli.basis import basis
from web.cli.body import body
from web.cli.calendar import calendar
from web.cli.catalogue import catalogue
from web.cli.demo import demo
from web.cli.deputy import deputy
from web.cli.erase import erase
from web.cli.hiding import hiding
from web.cli.ledger import ledger
from web.cli.messages import messages
from web.cli.places import places
from web.cli.proposal import proposal
from web.cli.routes import route
from web.cli.rules import rules
from web.cli.search import search
from web.cli.seeding import seed
from web.cli.services import services
from web.cli.stats import stats

GROUPED = (
    account_access,
    proposal_writing,
    proposal_rows,
    proposal_claims,
    proposal_conflicts,
    proposal_findings,
    proposal_papers,
    proposal_export,
    proposal_handing_on,
    proposal_actions,
    proposal_case_file,
    rules_check,
    rules_country,
    ledger_keys,
)
"""Files that add commands to a group as they are read."""


COMMANDS = (
    seed,
    demo,
    proposal,
    catalogue,
    route,
    hiding,
    basis,
    body,
    calendar,
    deputy,
    account,
    messages,
    rules,
    archive,
    erase,
    search,
    services,
    audit,
    ledger,
    stats,
    places,
    backup,
    restore,
)


def add_commands(app: Flask) -> None:
    """Register every command."""
    for command in COMMANDS:
        app.cli.add_command(command)
