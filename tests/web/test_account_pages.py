"""Pages of accounts: who opens them, what is shown once, what was typed is kept, and how a password is changed."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from models import Event
from tests.checked_client import CheckedClient
from tests.web.people import signed_in, visitor
from tests.workflow.accounts import GOOD, KEEPER, assignments_of, registered
from tests.world import World
from values.clock import FrozenClock
from workflow.unit import transaction

pytestmark = pytest.mark.usefixtures("clock")

SHOWN = re.compile(r'class="first-password">([^<]+)<')
PERSON = {"login": "jiang-an", "person": "江岸", "email": "jiang@qinghe.example"}


@pytest.fixture
def keeper(app: Flask, world: World) -> CheckedClient:
    """The security administrator, signed in."""
    return signed_in(app, world, KEEPER)


def first_password(keeper: CheckedClient, world: World, **changed: str) -> str:
    """Register somebody on the page, and return the password that it shows."""
    fields = {**PERSON, "body": str(world.bodies["bureau"]), "role": "reviewer", "post": "section_chief"}
    answer = keeper.submit(keeper.get("/accounts/new"), "Register", **(fields | changed))
    assert answer.status_code == 200
    return SHOWN.findall(answer.text)[0]


def entered(app: Flask, login: str, password: str) -> CheckedClient:
    client = visitor(app)
    answer = client.submit(client.get("/sign-in"), "Sign in", login=login, password=password)
    assert answer.status_code == 302, answer.text
    return client


def chosen(client: CheckedClient, old: str, new: str = GOOD) -> None:
    page = client.get("/account/password")
    answer = client.submit(
        page, "Change the password", old_password=old, new_password=new, password_again=new
    )
    assert answer.status_code == 302, answer.text


@pytest.mark.parametrize("login", ["drafter", "business-admin", "system-admin", "audit-admin", "auditor"])
def test_the_pages_are_for_security_administrators(app: Flask, world: World, login: str) -> None:
    client = signed_in(app, world, login)
    pages = ("/accounts", "/accounts/new", "/accounts/drafter")
    assert [client.get(one).status_code for one in pages] == [403, 403, 403]
    assert visitor(app).get("/accounts").status_code == 302


def test_a_first_password_is_shown_once_and_stands_nowhere_else(
    app: Flask, world: World, keeper: CheckedClient
) -> None:
    password = first_password(keeper, world)
    assert password not in keeper.get("/accounts/jiang-an").text
    assert password not in keeper.get("/accounts").text
    assert not any(password in str(cookie.value) for cookie in keeper._cookies.values())
    with app.app_context(), transaction() as session:
        assert password.encode() not in b"".join(session.scalars(sa.select(Event.data)))


def test_the_same_click_again_shows_no_password(world: World, keeper: CheckedClient) -> None:
    page = keeper.get("/accounts/new")
    fields = {**PERSON, "body": str(world.bodies["bureau"]), "role": "reviewer"}
    assert SHOWN.search(keeper.submit(page, "Register", **fields).text)
    again = keeper.submit(page, "Register", **fields)
    assert again.status_code == 200
    assert SHOWN.search(again.text) is None
    assert "shown then" in again.text


def test_a_refused_registration_keeps_what_was_typed(world: World, keeper: CheckedClient) -> None:
    fields = {**PERSON, "login": "X", "email": "no", "body": str(world.bodies["bureau"]), "role": "drafter"}
    answer = keeper.submit(keeper.get("/accounts/new"), "Register", **fields, valid_until="2026年3月9日")
    assert answer.status_code == 422
    for text in ('value="X"', 'value="no"', 'value="江岸"', 'value="2026年3月9日"', "2 to 40 small letters"):
        assert text in answer.text
    assert re.search(rf'value="{world.bodies["bureau"]}" selected', answer.text)
    no_day = keeper.submit(answer, "Register", login="x1", valid_from="soon")
    assert (no_day.status_code, "year-month-day" in no_day.text) == (422, True)
    nothing = keeper.submit(keeper.get("/accounts/new"), "Register")
    assert nothing.status_code == 422
    for text in (
        "2 to 40 small letters",
        "Write the name",
        "Write an e-mail",
        "a body of your area",
        "Choose a role",
    ):
        assert text in nothing.text


def test_until_the_first_password_is_changed_every_page_leads_there(
    app: Flask, world: World, keeper: CheckedClient
) -> None:
    password = first_password(keeper, world)
    client = entered(app, "jiang-an", password)
    for address in ("/", "/inbox", "/catalogues/990101-employment", "/help"):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (302, "/account/password"), address
    page = client.get("/account/password")
    assert "Choose a password of your own" in page.text
    for new, said in (("short", "at least 12 characters"), (password, "is the old one")):
        refused = client.submit(
            page, "Change the password", old_password=password, new_password=new, password_again=new
        )
        assert (refused.status_code, said in refused.text) == (422, True)
        assert password not in refused.text
    assert client.get("/inbox").status_code == 302
    chosen(client, password)
    assert client.get("/inbox").status_code == 200
    assert entered(app, "jiang-an", GOOD).get("/inbox").status_code == 200


def test_what_was_typed_when_the_password_ran_out_is_shown(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    client = signed_in(app, world, "drafter")
    chosen(client, world.password)
    page = client.get("/absence")
    clock.advance(timedelta(days=91))
    answer = client.submit(page, "Name the deputy", valid_from="2026年6月9日")
    assert (answer.status_code, "2026年6月9日" in answer.text) == (409, True)
    assert "has run out meanwhile" in answer.text
    chosen(client, GOOD, GOOD + "!")
    assert client.get("/absence").status_code == 200


def test_a_changed_password_ends_the_sessions_elsewhere(app: Flask, world: World) -> None:
    here, elsewhere = signed_in(app, world, "drafter"), signed_in(app, world, "drafter")
    chosen(here, world.password)
    assert here.get("/inbox").status_code == 200
    assert elsewhere.get("/inbox").status_code == 302


@pytest.mark.parametrize("button", ["Reset the password", "Close the account"])
def test_a_reset_and_closing_end_every_session(
    app: Flask, world: World, keeper: CheckedClient, button: str
) -> None:
    client = signed_in(app, world, "drafter")
    assert client.get("/inbox").status_code == 200
    keeper.submit(keeper.get("/accounts/drafter"), button)
    assert client.get("/inbox").location.startswith("/sign-in")


def test_a_closed_account_is_opened_again_with_another_first_password(
    app: Flask, keeper: CheckedClient
) -> None:
    keeper.submit(keeper.get("/accounts/drafter"), "Close the account")
    page = keeper.get("/accounts/drafter")
    assert "Closed" in page.text
    answer = keeper.submit(page, "Open the account again")
    client = entered(app, "drafter", SHOWN.findall(answer.text)[0])
    assert client.get("/inbox").location == "/account/password"
    late = keeper.submit(page, "Open the account again", key="another")
    assert (late.status_code, "This account is open" in late.text) == (409, True)


def test_a_role_is_granted_and_ended_and_the_history_says_so(
    app: Flask, world: World, keeper: CheckedClient
) -> None:
    page = keeper.get("/accounts/drafter")
    fields = {"body": str(world.bodies["office"]), "role": "publisher"}
    refused = keeper.submit(page, "Grant the role", **fields, valid_from="2026-02-01")
    assert (refused.status_code, "cannot lie before today" in refused.text) == (422, True)
    assert 'value="2026-02-01"' in refused.text
    assert keeper.submit(refused, "Grant the role", valid_from="").status_code == 302
    with app.app_context():
        number = assignments_of("drafter")[-1].id
    page = keeper.get("/accounts/drafter")
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]
    address = f"/accounts/drafter/roles/{number}/end"
    wrong = keeper.post(address, data={"csrf_token": token, "last_day": "2026-02-01"})
    assert (wrong.status_code, "yesterday at the earliest" in wrong.text) == (422, True)
    assert keeper.post(address, data={"csrf_token": token, "last_day": "2026-03-01"}).status_code == 302
    page = keeper.get("/accounts/drafter").text
    for said in ("granted the role Publisher", "ended the role Publisher", "its last day is 1 March 2026"):
        assert said in page


def test_the_list_is_narrowed_and_paged(app: Flask, world: World, keeper: CheckedClient) -> None:
    with app.app_context():
        for number in range(40):
            registered(world, f"p{number:02}")
    first = keeper.get("/accounts")
    assert "Next page" in first.text
    assert "p39" in keeper.get("/accounts?page=2").text
    for query, there, not_there in (
        ("q=p07", "p07", "p08"),
        ("q=李禾", "drafter", "郑岩"),
        ("role=auditor", "周正", "李禾"),
        (f"body={world.bodies['audit']}", "周正", "李禾"),
        ("state=open", "李禾", "白一"),
    ):
        page = keeper.get(f"/accounts?{query}").text.partition("<main")[2]
        assert (there in page, not_there in page) == (True, False), query
    assert "Nobody is found" in keeper.get("/accounts?state=locked").text
    assert "Nobody is found" in keeper.get("/accounts?state=closed").text


def test_accounts_elsewhere_do_not_exist_and_ones_own_has_no_buttons(keeper: CheckedClient) -> None:
    assert keeper.get("/accounts/other-drafter").status_code == 404
    assert keeper.get("/accounts/nobody").status_code == 404
    own = keeper.get(f"/accounts/{KEEPER}").text
    assert "This is your own account" in own
    assert "Grant the role" not in own


def test_who_is_locked_out_is_unlocked_on_the_page(app: Flask, world: World, keeper: CheckedClient) -> None:
    client = visitor(app)
    for _ in range(app.config["SETTINGS"].lockout_after):
        client.submit(client.get("/sign-in"), "Sign in", login="drafter", password="wrong")
    page = keeper.get("/accounts/drafter")
    assert "Locked after too many attempts" in page.text
    keeper.submit(page, "Unlock")
    assert entered(app, "drafter", world.password).get("/inbox").status_code == 200


def test_particulars_are_corrected_on_the_page(keeper: CheckedClient) -> None:
    page = keeper.get("/accounts/drafter")
    refused = keeper.submit(page, "Save", person="", email="x")
    assert (refused.status_code, 'value="x"' in refused.text) == (422, True)
    assert keeper.submit(page, "Save", person="李穗").status_code == 302
    assert "李穗" in keeper.get("/accounts").text
