"""No page is left out of what is counted: what can be opened is counted at several sizes, or shows no rows."""

import re

import pytest
from flask import Flask

from tests.journeys.test_every_page import ONE_ENGINE
from tests.web import (
    test_county_page_statements,
    test_list_statements,
    test_office_page_statements,
    test_page_statements,
)

COUNTED = (
    *(address for _, address in test_page_statements.PROPOSAL_PAGES.values()),
    *test_page_statements.DRAFT_PAGES.values(),
    *test_page_statements.CATALOGUE_PAGES.values(),
    *(address for _, address in test_office_page_statements.LISTS.values()),
    *test_office_page_statements.IMPORTING,
    test_office_page_statements.NAMES,
    *(address for _, address in test_county_page_statements.PAGES.values()),
    *(address for _, address in test_county_page_statements.TAKEN.values()),
    test_county_page_statements.CELL[1],
    *(address for _, address in test_list_statements.LISTS.values()),
    test_list_statements.CASE_FILE[1],
)

SHOWS_NO_ROWS = {
    "static": "files",
    "health.alive": "for machines",
    "health.ready": "for machines",
    "entrance.sign_in": "a form",
    "own_account.password": "a form",
    "help.show": "texts",
    "help.manual": "texts",
    "audit.as_of": "leads on to a catalogue",
    "audit.how_to_verify": "texts",
    "ledger.checkpoint": "the newest head, as a text",
    "ledger.verifier_key": "a key",
    "mail.show": "a file of a mail folder",
    "mail.show_page": "a file of a mail folder",
    "attachments.of_entry": "one file by its hash",
    "attachments.of_proposal": "one file by its hash",
    "bases.new": "a form",
    "bases.edit": "the form of one basis",
    "provincial.new": "a form",
}
"""What can be opened and holds nothing that could grow, with the reason."""

PLACES = {"number": "990101-2026-0001", "entry": "a", "code": "990101-employment"}


@ONE_ENGINE
@pytest.mark.usefixtures("databases")
def test_no_page_is_left_uncounted(app: Flask) -> None:
    addresses = app.url_map.bind("localhost")
    counted = set()
    for address in COUNTED:
        filled = re.sub(r"\{(\w+)\}", lambda found: PLACES.get(found[1], "1"), address)
        counted.add(addresses.match(filled.partition("?")[0])[0])
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert pages - counted == SHOWS_NO_ROWS.keys()
