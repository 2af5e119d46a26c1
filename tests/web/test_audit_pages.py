"""The auditor's timeline: what it asks, what it tells before and after, where it leads, and that it is watched too."""

from datetime import timedelta

import pytest
from flask import Flask

from tests.web.people import signed_in, visitor
from tests.web.trails import link, numbers_of, recorded, sentences_of
from tests.workflow.hidings import Hidings
from tests.world import COUNTY, ROWS, World
from values.canonical import sha256_hex
from values.clock import FrozenClock
from values.hiding import HidingTarget
from values.vocabulary import State
from workflow.errors import ForbiddenError
from workflow.refusals import close_minutes

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def number(app: Flask, world: World) -> str:
    """A published proposal to the county's catalogue."""
    with app.app_context():
        return world.published(world.amendment(deadline="15个工作日内公开"))


def test_each_event_says_before_and_after_and_leads_to_the_redline(
    app: Flask, world: World, number: str
) -> None:
    page = signed_in(app, world, "auditor").get(f"/audit?proposal={number}").text
    assert "许扬 published release 2." in sentences_of(page)[0]
    assert "Awaiting publication" in page
    assert "Published" in page
    client = visitor(app)
    compared = link(page, "Release 1 against release 2")
    assert compared == f"/catalogues/{COUNTY}/compare?from=1&to=2"
    assert "15" in client.get(compared).text
    redline = link(page, "Redline of revision 1")
    assert redline == f"/proposals/{number}/revisions#h-revision-1"
    revision = signed_in(app, world, "auditor").get(redline)
    assert 'id="h-revision-1"' in revision.text


def test_roles_and_routes_say_what_changed_in_words(app: Flask, world: World) -> None:
    client = signed_in(app, world, "auditor", language="zh_Hans")
    roles = client.get("/audit?action=role_granted").text
    assert "授予" in roles
    assert "双五（two-posts）" in roles
    assert "审核人 · 青禾县人民政府办公室" in roles
    assert "reviewer" not in roles.replace("drafting-reviewer", "").replace("（reviewer）", "")
    routes = client.get("/audit?action=route_set_up").text
    assert "科室审核 · 青禾县人力资源和社会保障局" in routes


FILTERS = {
    "a kind": ("action=publish", 1),
    "a group": ("action=hiding", 1),
    "a person by user name": ("person=supervisor&action=proposals", 1),
    "a person by name": ("person=郑岩&action=proposals", 1),
    "a body": ("body=青禾县人力资源和社会保障局&action=sign_off", 1),
    "a catalogue": (f"catalogue={COUNTY}&action=publish", 1),
    "a proposal": ("proposal={number}&action=proposals", 6),
    "a row, its hiding included": ("entry={entry}", 7),
    "a kind of subject": ("kind=hiding", 1),
    "the beginning of a number": ("subject={number}&action=publish", 1),
    "a day ahead": ("since=2030-01-01", 0),
    "a day before": ("until=2019-01-01", 0),
    "nothing of a click that never was": ("request=ffffffff-0", 0),
}


def test_every_filter_finds_what_it_asks_for(app: Flask, world: World, clock: FrozenClock) -> None:
    clock.advance(timedelta(days=1))
    with app.app_context():
        number = world.published(world.amendment(deadline="15个工作日内公开"))
        entry = world.row(ROWS[0]).state.entry
        Hidings(world).hide(target=HidingTarget(entry=entry, field="deadline"))
    client = signed_in(app, world, "auditor")
    since = "&since=2026-03-03"
    found = {}
    for name, (asked, _) in FILTERS.items():
        extra = "" if "since" in asked or "until" in asked else since
        page = client.get(f"/audit?{asked.format(number=number, entry=entry)}{extra}").text
        found[name] = len(sentences_of(page))
    wanted = {name: count for name, (_, count) in FILTERS.items()}
    assert found == wanted


def test_the_click_of_an_event_is_found_by_its_request(app: Flask, world: World, number: str) -> None:
    client = signed_in(app, world, "auditor")
    (event, _), *_ = [one for one in recorded(app, "publish") if one[0].subject_id == number]
    page = client.get(f"/audit?request={event.request_id[:8]}").text
    assert event.id in numbers_of(page)


@pytest.mark.parametrize(
    ("asked", "sentences"),
    [
        ("since=yesterday", ["Give the day as year-month-day"]),
        ("since=2026-03-02&until=2026-03-01", ["The last day is before the first one."]),
        ("person=nobody-here", ["There is no account and nobody called"]),
        ("body=无此单位", ["There is no body called"]),
        ("action=bake", ["is not one of the choices"]),
        ("kind=cake", ["is not one of the choices"]),
        ("catalogue=x", ["Write the code of a catalogue"]),
        ("proposal='; --", ["Write the number of a proposal"]),
        ("entry=1", ["32 hexadecimal digits"]),
        ("request=张三", ["The id of a request"]),
        ("subject=张三", ["A number or code holds"]),
        ("since=x&person=nobody-here", ["Give the day", "There is no account"]),
    ],
)
def test_what_is_not_understood_is_said_and_nothing_is_shown(
    app: Flask, world: World, asked: str, sentences: list[str]
) -> None:
    page = signed_in(app, world, "auditor").get(f"/audit?{asked}")
    assert page.status_code == 422
    assert all(one in page.text for one in sentences)
    assert sentences_of(page.text) == []
    assert recorded(app, "audit_opened") == []


def test_pages_go_on_without_gap_or_repetition(app: Flask, world: World, number: str) -> None:
    assert number
    client = signed_in(app, world, "auditor")
    page = client.get("/audit?action=everything").text
    everything = numbers_of(page)
    pages = 1
    while "Older events" in page:
        page = client.get(link(page, "Older events")).text
        everything += numbers_of(page)
        pages += 1
    assert pages > 1
    assert everything == sorted(set(everything), reverse=True)
    back = client.get(link(page, "Newer events")).text
    assert (
        numbers_of(back)
        == everything[: len(everything)][-len(numbers_of(page)) - 50 : -len(numbers_of(page))]
    )
    export = client.submit(client.get("/audit?action=everything"), "For programs (JSON)").json
    assert {one["id"] for one in export["events"]} >= set(everything)


def test_an_event_shows_who_on_what_authority_and_the_rest_of_its_click(
    app: Flask, world: World, number: str
) -> None:
    client = signed_in(app, world, "auditor")
    (event, _), *_ = [one for one in recorded(app, "publish") if one[0].subject_id == number]
    page = client.get(f"/audit/events/{event.id}").text
    assert "Publisher · 青禾县人力资源和社会保障局" in page
    assert 'href="/audit?person=publisher"' in page
    assert f"SHA-256 {sha256_hex(event.data)}" in page
    assert "Nothing else happened with it." in page


def test_opening_the_trail_is_an_event_once_a_filter_and_hour(
    app: Flask, world: World, number: str, clock: FrozenClock
) -> None:
    client = signed_in(app, world, "auditor")
    for _ in range(3):
        page = client.get(f"/audit?proposal={number}")
    client.get(f"/audit?proposal={number}&before=3")
    assert "opened the audit trail" not in page.text
    client.get("/audit")
    assert [said["filter"] for _, said in recorded(app, "audit_opened")] == [{"proposal": number}, {}]
    clock.advance(timedelta(hours=1))
    client.get("/audit")
    opened = recorded(app, "audit_opened")
    assert len(opened) == 3
    assert {event.actor_id for event, _ in opened} == {world.people["auditor"]}
    assert len({event.subject_id for event, _ in opened}) == 2
    shown = client.get("/audit?action=audit_opened").text
    assert sentences_of(shown) == ["周正 opened the audit trail."] * 4
    assert number in shown


def test_the_event_of_an_opening_names_ids_and_no_names(app: Flask, world: World) -> None:
    signed_in(app, world, "auditor").get("/audit?person=郑岩&body=青禾县审计局")
    ((event, said),) = recorded(app, "audit_opened")
    assert said["filter"] == {
        "people": str(world.people["supervisor"]),
        "bodies": str(world.bodies["audit"]),
    }
    assert "郑岩" not in event.data.decode()


def test_people_of_the_area_are_in_the_trail_with_their_sign_ins(app: Flask, world: World) -> None:
    signed_in(app, world, "drafter")
    signed_in(app, world, "other-drafter")
    client = visitor(app)
    page = client.get("/sign-in")
    client.submit(page, "Sign in", login="nobody", password="wrong")
    client.submit(page, "Sign in", login="other-drafter", password="wrong")
    client.submit(page, "Sign in", login="drafter", password="wrong")
    told = sentences_of(signed_in(app, world, "auditor").get("/audit?action=people").text)
    assert told.count("李禾 signed in.") == 1
    assert "白一 signed in." not in told
    assert told.count("A sign-in failed.") == 2


def test_a_page_that_roles_do_not_include_is_refused_in_the_trail(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    for _ in range(2):
        assert client.get("/audit").status_code == 403
        assert client.post("/audit/export/csv").status_code == 400
    ((event, said),) = recorded(app, "refused")
    assert (event.subject_id, said["action"]) == ("page:audit.timeline", "read")
    told = signed_in(app, world, "auditor").get("/audit?action=refusals").text
    assert "李禾 was refused" in told


def test_a_refusal_about_a_proposal_says_so_in_words(app: Flask, world: World) -> None:
    with app.app_context():
        number = world.in_state(State.IN_REVIEW)
        with pytest.raises(ForbiddenError):
            world.sign(number, "drafter2")
    page = signed_in(app, world, "auditor").get("/audit?action=refusals").text
    assert f"Sign off on Proposal {number}." in page
    assert f"proposal:{number}" not in page


def test_an_event_of_another_county_does_not_exist_and_asking_is_refused_in_the_trail(
    app: Flask, world: World
) -> None:
    with app.app_context():
        other = world.in_state(State.IN_REVIEW, code="990102-employment", prefix="other-")
    foreign = next(event for event, _ in recorded(app, "submit") if event.subject_id == other)
    client = signed_in(app, world, "auditor")
    assert client.get(f"/audit/events/{foreign.id}").status_code == 404
    assert [event.subject_id for event, _ in recorded(app, "refused")] == [f"event:{foreign.id}"]
    assert sentences_of(client.get(f"/audit?proposal={other}").text) == []


def test_the_auditor_is_led_to_a_catalogue_on_a_day(app: Flask, world: World, number: str) -> None:
    assert number
    client = signed_in(app, world, "auditor")
    page = client.get("/audit")
    led = client.submit(page, "Show the catalogue", code=COUNTY, **{"as-of": "2026-03-02", "known": ""})
    assert led.location == f"/catalogues/{COUNTY}?as-of=2026-03-02&clock=force"
    known = client.submit(
        page, "Show the catalogue", code=COUNTY, **{"as-of": "2026-03-01", "known": "2026-03-02T09:00"}
    )
    assert "as known on 2 March 2026, 09:00" in client.get(known.location).text


def test_how_to_verify_is_for_everyone(app: Flask, world: World) -> None:
    assert world
    page = visitor(app).get("/audit/how-to-verify").text
    assert "python3 -I DIR/verify.py DIR --vkey FILE --checkpoint FILE" in page
    assert "另经其他途径取得公钥" in visitor(app, language="zh_Hans").get("/audit/how-to-verify").text


def test_a_day_that_is_none_stays_in_its_field(app: Flask, world: World) -> None:
    page = signed_in(app, world, "auditor").get("/audit?since=tomorrow&until=2026-03-01").text
    assert '<input class="form-control" type="text" id="f-since" name="since" value="tomorrow"' in page
    assert '<input class="form-control" type="text" id="f-until" name="until" value="2026-03-01"' in page


def test_a_refused_page_is_named_by_its_address_and_the_count_by_whose_it_was(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    drafter = signed_in(app, world, "drafter")
    for _ in range(50):
        assert drafter.get("/ledger").status_code == 403
    clock.advance(timedelta(minutes=2))
    with app.app_context():
        assert close_minutes() == 1
    for language, counted, refused in (
        (
            "en",
            "The system counted 50 refusals of 李禾（drafter） within a minute: Read on /ledger.",
            "Read on /ledger.",
        ),
        (
            "zh_Hans",
            "系统统计：李禾（drafter）一分钟内对/ledger执行“查看”被拒绝50次。",
            "对/ledger执行“查看”",
        ),
    ):
        said = sentences_of(
            signed_in(app, world, "auditor", language=language).get("/audit?action=refusals").text
        )
        assert len(said) == 2
        assert said[0].replace(" (drafter)", "（drafter）") == counted
        assert refused in said[1]
