"""Claims (认领) as people make them: in the browser and by command, and what the public then reads."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.page_checks import forms_of
from tests.townships import PREFIX, SIGNERS, TOWNSHIP, claimed, claiming, found_township
from tests.web.commands import Commands
from tests.web.editing import Draft
from tests.web.people import signed_in, visitor
from tests.world import COUNTY, HEADING, ROWS, World, draft
from values.clock import FrozenClock
from values.entry import Place, Telephones
from values.vocabulary import LeaveOutReason, Level, Operation, State
from web.cli.catalogue.shapes import Sheet
from web.cli.proposal.shapes import Acted, ClaimableRow
from workflow import operations
from workflow.commands import approval, publication, submission
from workflow.commands.scheduled import publish_scheduled
from workflow.seed.catalogues import amended

DRAFTER = f"{PREFIX}drafter"


@pytest.fixture
def township(app: Flask, world: World, clock: FrozenClock) -> World:
    """The small world with a township in it, whose people sign in with the world's password."""
    clock.advance(timedelta(minutes=1))
    with app.app_context():
        return found_township(world)


def rows_by_name(app: Flask, world: World, code: str = COUNTY) -> dict[str, str]:
    with app.app_context():
        return {row.state.content.name: key for key, row in world.rows(code).items()}


def begun(app: Flask, world: World, *names: str, **fields: str) -> tuple[CheckedClient, Draft]:
    """Claim rows on the page and return the draft that this begins."""
    client = signed_in(app, world, DRAFTER)
    page = client.get(f"/catalogues/{TOWNSHIP}/claim")
    assert page.status_code == 200
    form = next(one for one in forms_of(page.text) if "key" in one.values)
    rows = rows_by_name(app, world)
    sent = {**form.values, **fields, "entry": [rows[name] for name in names]}
    answer = client.post(f"/catalogues/{TOWNSHIP}/claim", data=sent)
    assert answer.status_code == 302, answer.text
    return client, Draft(app, world, answer.location)


def published(app: Flask, world: World, here: Draft) -> None:
    """Say why, and bring the proposal all the way."""
    changes = here.content.changes
    with app.app_context():
        number = here.number
        world.save(number, draft(changes), by=DRAFTER)
        submission.submit(number, actor=world.actor(DRAFTER))
        world.sign(number, *(PREFIX + signer for signer in SIGNERS))
        approval.approve(number, actor=world.actor(f"{PREFIX}supervisor"), comment="同意公布。")
        publication.publish(number, actor=world.actor(f"{PREFIX}publisher"))


def test_a_drafter_of_the_township_claims_rows_on_the_page(app: Flask, township: World) -> None:
    client = signed_in(app, township, DRAFTER)
    assert f'href="/catalogues/{TOWNSHIP}/claim"' in client.get(f"/catalogues/{COUNTY}").text
    client, here = begun(
        app,
        township,
        ROWS[0],
        place_text="便民服务中心公示栏",
        place_url="https://qingxi.example/gk",
        questions="0999-5550200",
    )
    (change,) = here.content.changes
    content = change.after.content
    assert change.operation is Operation.ADD
    assert [one.body for one in content.disclosing_bodies] == [str(township.bodies["township"])]
    assert content.places == (
        Place(level=Level.TOWNSHIP, text="便民服务中心公示栏", url="https://qingxi.example/gk"),
    )
    page = client.get(here.address)
    assert "adds no rows of its own" in page.text
    more = client.get(f"{here.address}/claims").text
    assert "claimed already" in more
    ticks = re.findall(r'name="entry" value="(\w+)"', more)
    assert ticks == [rows_by_name(app, township)[ROWS[1]]]


def test_the_form_of_a_claim_has_only_what_a_township_says_itself(app: Flask, township: World) -> None:
    client, here = begun(app, township, ROWS[0], questions="0999-5550200")
    page = client.get(here.entry_address)
    fields = here.fields(page)
    assert "lead_body" in fields
    assert "deadline" not in fields
    assert "What the county says" in page.text
    answer = client.post(here.entry_address, data={**fields, "questions": "0999-5550201", "then": "draft"})
    assert answer.status_code == 302
    (change,) = here.content.changes
    assert change.after.content.telephones == Telephones(questions="0999-5550201")
    published(app, township, here)
    shown = visitor(app).get(f"/catalogues/{TOWNSHIP}").text
    assert "清溪镇人民政府" in shown


def test_more_rows_are_claimed_in_the_draft(app: Flask, township: World) -> None:
    client, here = begun(app, township, ROWS[0], questions="1")
    address = f"{here.address}/claims"
    form = next(one for one in forms_of(client.get(address).text) if "draft_version" in one.values)
    rows = rows_by_name(app, township)
    sent = {**form.values, "entry": [rows[ROWS[1]]], "complaints": "2"}
    assert client.post(address, data=sent).location == here.address
    assert [change.after.content.name for change in here.content.changes] == list(ROWS)
    assert here.content.changes[1].after.content.telephones.complaints == "2"
    # The same press of the button once more finds that all is said.
    assert client.post(address, data=sent).location == here.address
    assert len(here.content.changes) == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"entry": []}, "Tick at least one row of the county"),
        ({"entry": ["0" * 32]}, "cannot be claimed now"),
        ({"place_url": "javascript:alert(1)"}, "An address begins with http"),
        ({"lead_body": "1"}, "Choose among the bodies that are listed"),
        ({"questions": "9" * 200}, "A line may have 100 characters"),
    ],
)
def test_what_does_not_fit_is_refused_and_kept(
    app: Flask, township: World, fields: dict[str, object], sentence: str
) -> None:
    client = signed_in(app, township, DRAFTER)
    address = f"/catalogues/{TOWNSHIP}/claim"
    form = next(one for one in forms_of(client.get(address).text) if "key" in one.values)
    entry = rows_by_name(app, township)[ROWS[0]]
    sent = {**form.values, "entry": [entry], "place_text": "公示栏甲", **fields}
    refused = client.post(address, data=sent)
    assert refused.status_code == 422
    assert sentence in refused.text
    assert "公示栏甲" in refused.text
    good = {**sent, "entry": [entry], "place_url": "", "questions": "", "lead_body": ""}
    assert client.post(address, data=good).status_code == 302


def test_a_township_adds_no_rows_of_its_own(app: Flask, township: World) -> None:
    client, here = begun(app, township, ROWS[0], questions="1")
    fields = here.fields(client.get(here.address))
    refused = client.post(f"{here.address}/entries", data={**fields, "parent": "", "kind": "supplement"})
    assert refused.status_code == 422
    assert "adds no rows of its own" in refused.text
    assert len(here.content.changes) == 1


def test_a_claim_is_given_up_and_claimed_again_on_the_pages(app: Flask, township: World) -> None:
    with app.app_context():
        claimed(township, ROWS[0])
        elements = township.row(ROWS[0]).state.content.content_elements
    client = signed_in(app, township, DRAFTER)
    page = client.get(f"/catalogues/{TOWNSHIP}/propose")
    assert "Begin with a new row" not in page.text
    rows = page.text.partition('id="rows"')[2]
    assert f"<strong>{HEADING}</strong>" in rows
    assert "、".join(elements) in rows
    assert ROWS[1] not in rows
    form = next(one for one in forms_of(page.text) if "key" in one.values)
    entry = rows_by_name(app, township, TOWNSHIP)[ROWS[0]]
    answer = client.post(
        f"/catalogues/{TOWNSHIP}/propose", data={**form.values, "entry": [entry], "how": "amend"}
    )
    here = Draft(app, township, answer.location)
    address = f"{here.address}/entries/{entry}/operation"
    choices = {one.values.get("operation"): one for one in forms_of(client.get(address).text)}
    assert {"amend", "cancel"} == {key for key in choices if key}
    assert client.post(address, data=choices["cancel"].values).status_code == 302
    assert here.content.changes[0].operation is Operation.CANCEL


def test_only_the_townships_drafters_come_to_the_page(app: Flask, township: World) -> None:
    for login, status in ((DRAFTER, 200), ("drafter", 403), (f"{PREFIX}reviewer", 403)):
        assert signed_in(app, township, login).get(f"/catalogues/{TOWNSHIP}/claim").status_code == status
    assert (
        f"/catalogues/{TOWNSHIP}/claim"
        not in signed_in(app, township, "drafter").get(f"/catalogues/{COUNTY}").text
    )
    drafter = signed_in(app, township, "drafter")
    assert drafter.get(f"/catalogues/{COUNTY}/claim").status_code == 404
    number = begun(app, township, ROWS[0], questions="1")[1].number
    assert drafter.get(f"/proposals/{number}/edit/claims").status_code == 404


def test_the_public_reads_the_countys_rows_with_the_claims(app: Flask, township: World) -> None:
    with app.app_context():
        claimed(township, ROWS[0])
    client = visitor(app)
    index = client.get("/catalogues").text
    assert "Township catalogue" in index
    page = client.get(f"/catalogues/{TOWNSHIP}").text
    assert "清溪镇人民政府" in page
    assert HEADING in page
    ours, county = rows_by_name(app, township, TOWNSHIP), rows_by_name(app, township)
    assert f'href="/catalogues/{TOWNSHIP}/entries/{ours[ROWS[0]]}"' in page
    assert f'href="/catalogues/{COUNTY}/entries/{county[ROWS[1]]}"' in page
    entry = client.get(f"/catalogues/{TOWNSHIP}/entries/{ours[ROWS[0]]}").text
    assert "Claimed from the county" in entry
    assert "0999-5550200" in entry
    assert "20个工作日" in entry
    assert ROWS[0] in client.get(f"/catalogues/{TOWNSHIP}/releases/1").text
    assert "only one release so far" in client.get(f"/catalogues/{TOWNSHIP}/compare").text


def test_a_township_claims_by_command(app: Flask, township: World, commands: Commands) -> None:
    account = ("--as", DRAFTER)
    found = commands.json(list[ClaimableRow], "proposal", "claimable", TOWNSHIP, *account)
    assert [(one.number, one.name, one.is_claimed) for one in found] == [
        ("1.1", ROWS[0], False),
        ("1.2", ROWS[1], False),
    ]
    assert ROWS[0] in commands.said("proposal", "claimable", TOWNSHIP, *account)
    with app.app_context():
        number = township.opened(claiming(township, ROWS[0]), by=DRAFTER, code=TOWNSHIP)
    body = str(township.bodies["township"])
    done = commands.json(
        Acted, "proposal", "claim", number, "1.2", "--body", body, "--place", "公示栏", *account
    )
    assert done.number == number
    assert "no row “7.7” to claim" in commands.refused("proposal", "claim", number, "7.7", *account)
    assert "no township's catalogue" in commands.refused("proposal", "claimable", COUNTY, "--as", "drafter")
    published(app, township, Draft(app, township, f"/proposals/{number}/edit"))
    sheet = commands.json(Sheet, "catalogue", "show", TOWNSHIP)
    claims = {row.content.name: row.claimed for row in sheet.rows}
    county = rows_by_name(app, township)
    assert claims == {HEADING: None, ROWS[0]: county[ROWS[0]], ROWS[1]: county[ROWS[1]]}
    assert [
        one.is_claimed
        for one in commands.json(list[ClaimableRow], "proposal", "claimable", TOWNSHIP, *account)
    ] == [True, True]


def test_all_that_stood_in_the_way_of_a_set_time_is_said(
    app: Flask, township: World, clock: FrozenClock
) -> None:
    with app.app_context():
        text = claiming(township, *ROWS)
        number = township.in_state(State.APPROVED, text, code=TOWNSHIP, prefix=PREFIX, signers=SIGNERS)
        publisher = township.actor(f"{PREFIX}publisher")
        publication.schedule(number, actor=publisher, moment=clock.now() + timedelta(hours=1))
        row = township.row(ROWS[1])
        gone = replace(row.state.content, levels=(Level.COUNTY,), name="岗位信息公布")
        township.published(draft([amended(row, gone)]))
        again = township.row(ROWS[0])
        township.published(
            draft([operations.left_out(again, LeaveOutReason.NOT_PRACTISED, "本县没有开展这项业务。")])
        )
        clock.advance(timedelta(hours=2))
        assert not publish_scheduled(number)
    page = signed_in(app, township, f"{PREFIX}drafter").get(f"/proposals/{number}").text
    assert "It stays approved." in page
    for sentence in ("does not list this row", "cannot be claimed"):
        assert sentence in page, sentence
    with app.app_context():
        publication.schedule(number, actor=publisher, moment=clock.now() + timedelta(hours=1))
    page = signed_in(app, township, f"{PREFIX}drafter").get(f"/proposals/{number}").text
    assert "It stays approved." not in page
