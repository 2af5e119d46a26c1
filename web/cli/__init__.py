"""The command line: `flask --app wsgi …`; each file a command, or what commands of a group share."""

from flask import Flask

from web.cli.account import access as account_access
from web.cli.account.group import account
from web.cli.archive import archive
from web.cli.backup import backup, restore
from web.cli.basis import basis
from web.cli.body import body
from web.cli.calendar import calendar
from web.cli.catalogue.group import catalogue
from web.cli.catalogue.hiding import hiding
from web.cli.deputy import deputy
from web.cli.erase import erase
from web.cli.messages import messages
from web.cli.places import places
from web.cli.proposal import actions as proposal_actions
from web.cli.proposal import beginning as proposal_beginning
from web.cli.proposal import case_file as proposal_case_file
from web.cli.proposal import claims as proposal_claims
from web.cli.proposal import conflicts as proposal_conflicts
from web.cli.proposal import export as proposal_export
from web.cli.proposal import findings as proposal_findings
from web.cli.proposal import handing_on as proposal_handing_on
from web.cli.proposal import papers as proposal_papers
from web.cli.proposal import rows as proposal_rows
from web.cli.proposal import writing as proposal_writing
from web.cli.proposal.group import proposal
from web.cli.routes import route
from web.cli.rules import check as rules_check
from web.cli.rules import country as rules_country
from web.cli.rules.group import rules
from web.cli.search import search
from web.cli.seeding import seed
from web.cli.services import services
from web.cli.stats import stats
from web.cli.story.demo import demo
from web.cli.trail import ledger_keys
from web.cli.trail.audit import audit
from web.cli.trail.ledger import ledger

GROUPED = (
    account_access,
    proposal_writing,
    proposal_rows,
    proposal_beginning,
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
