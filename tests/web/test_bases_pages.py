"""The register of legal bases on its pages: who looks up, who keeps it, what a mark brings about, and what is hidden."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.counting import Cost
from tests.web.people import signed_in, visitor
from tests.web.test_page_statements import assert_same, cost_of
from tests.workflow.hidings import Hidings
from tests.workflow.routes import catalogue_on, rows_added, step
from tests.workflow.test_citations import citing
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, World
from values.clock import FrozenClock
from values.hiding import HidingTarget
from values.legal_basis import BasisStatus
from values.vocabulary import State, StepKind
from web import bases_page
from workflow.basis_marking import Mark
from workflow.commands.bases import BasisFacts, correct_basis, register_basis
from workflow.commands.basis_drafts import open_due
from workflow.commands.basis_marks import mark

pytestmark = pytest.mark.usefixtures("clock")

LAW = BasisFacts(title="中华人民共和国就业促进法", number="主席令第70号", in_force_from=date(2008, 1, 1))
NEW = BasisFacts(title="就业新办法", number="国发〔2026〕9号", in_force_from=date(2026, 1, 1))
REPEALED = {"status": "repealed", "since": "2026-02-01", "by": "国发〔2026〕9号", "number": ""}
TAKE_BACK = "Take the mark back"


@pytest.fixture
def law(app: Flask, world: World) -> int:
    """A basis that every row of the world cites."""
    return registered(app, world, LAW)


@pytest.fixture
def admin(app: Flask, world: World) -> CheckedClient:
    """The business administrator, signed in."""
    return signed_in(app, world, "business-admin")


def registered(app: Flask, world: World, facts: BasisFacts) -> int:
    with app.app_context():
        return register_basis(facts, actor=world.actor("business-admin"))


def repealed(app: Flask, world: World, basis: int) -> int:
    said = Mark(status=BasisStatus.REPEALED, since=date(2026, 2, 1), by="国发〔2026〕9号")
    with app.app_context():
        return mark(basis, said, actor=world.actor("business-admin"))


@pytest.mark.parametrize("login", ["drafter", "other-drafter", "overseer", "auditor", "system-admin"])
def test_everyone_inside_looks_up_what_they_cannot_change(
    app: Flask, world: World, law: int, login: str
) -> None:
    change = repealed(app, world, law)
    client = signed_in(app, world, login)
    for address in ("/bases", f"/bases/{law}"):
        page = client.get(address)
        assert page.status_code == 200
        assert LAW.title in page.text
        assert f"/bases/{law}/mark" not in page.text
    for address in ("new", f"{law}/edit", f"{law}/mark", f"{law}/marks/{change}"):
        assert client.get(f"/bases/{address}").status_code == 403
    assert 'href="/bases"' in client.get("/bases").text


def test_the_public_is_led_to_sign_in_and_unknown_bases_do_not_exist(
    app: Flask, world: World, law: int, admin: CheckedClient
) -> None:
    del world
    for address in ("/bases", f"/bases/{law}"):
        assert visitor(app).get(address).location.startswith("/sign-in")
    for address in (
        f"/bases/{law + 1}",
        "/bases/99999999999999999999",
        f"/bases/{law}/marks/1",
        "/bases/9/mark",
        "/bases/9/edit",
    ):
        assert admin.get(address).status_code == 404


def test_the_list_is_searched_by_title_number_and_standing(app: Flask, world: World, law: int) -> None:
    registered(app, world, NEW)
    repealed(app, world, law)
    client = signed_in(app, world, "drafter")
    page = client.get("/bases")
    for query, titles in {
        "q=国发2026 9": {NEW.title},
        "q=就业促进": {LAW.title},
        "status=repealed": {LAW.title},
        "status=in_force": {NEW.title},
        "status=nonsense&page=x": {LAW.title, NEW.title},
        "q=没有": set(),
        "page=2": set(),
    }.items():
        text = client.get(f"/bases?{query}").text
        assert {one for one in (LAW.title, NEW.title) if f"《{one}》" in text} == titles
    assert "No basis is found" in client.submit(page, "Show", q="没有").text
    assert "依据库" in signed_in(app, world, "drafter", language="zh_Hans").get("/bases").text


def test_a_long_register_is_shown_a_page_at_a_time(app: Flask, world: World) -> None:
    for no in range(31):
        registered(app, world, BasisFacts(title=f"办法甲{no:02}"))
    client = signed_in(app, world, "drafter")
    first = client.get("/bases?q=办法")
    assert "办法甲29" in first.text
    assert "办法甲30" not in first.text
    assert "Previous page" not in first.text
    following = re.search(r'href="([^"]+)" rel="next"', first.text)
    assert following
    second = client.get(following[1].replace("&amp;", "&"))
    assert "办法甲30" in second.text
    assert "Next page" not in second.text


def test_a_basis_tells_who_cites_it_and_links_there(app: Flask, world: World, law: int) -> None:
    page = signed_in(app, world, "drafter").get(f"/bases/{law}")
    entry = world_entry(app, world)
    for words in (
        COUNTY,
        OTHER_COUNTY,
        f"/catalogues/{COUNTY}/entries/{entry}",
        f"1.1 {ROWS[0]}",
        LAW.number,
    ):
        assert words in page.text


def world_entry(app: Flask, world: World) -> str:
    with app.app_context():
        return str(world.row(ROWS[0]).state.entry)


@pytest.mark.parametrize(
    ("login", "sees"),
    [("drafter", True), ("overseer", True), ("other-drafter", False), ("business-admin", False)],
)
def test_a_hidden_row_is_named_with_its_label_to_those_in_charge_alone(
    app: Flask, world: World, law: int, login: str, *, sees: bool
) -> None:
    entry = world_entry(app, world)
    before = signed_in(app, world, login).get("/bases").text
    with app.app_context():
        Hidings(world).hide(target=HidingTarget(entry=entry))
    client = signed_in(app, world, login)
    text = client.get(f"/bases/{law}").text
    assert (entry in text, "Hidden in an emergency" in text) == (sees, sees)
    cited = re.compile(r"cited (\d+) times")
    fewer = [int(one) - (not sees) for one in cited.findall(before)]
    assert [int(one) for one in cited.findall(client.get("/bases").text)] == fewer


def test_open_proposals_are_told_to_those_who_may_see_them(app: Flask, world: World) -> None:
    new = registered(app, world, NEW)
    with app.app_context():
        draft = world.opened(citing(world, ["《就业新办法》"]))
        review = world.in_state(State.IN_REVIEW, citing(world, ["《就业新办法》"]))
    seen = {
        login: [
            number
            for number in (draft, review)
            if number in signed_in(app, world, login).get(f"/bases/{new}").text
        ]
        for login in ("drafter", "overseer", "other-drafter", "system-admin")
    }
    assert seen == {"drafter": [draft, review], "overseer": [review], "other-drafter": [], "system-admin": []}


def test_a_basis_is_registered_and_corrected_by_its_form(admin: CheckedClient) -> None:
    page = admin.get("/bases/new")
    wrong = admin.submit(
        page, "Save", title="", issuer="国务院", issued_on="2026-13-01", note="发布日期待核。"
    )
    assert wrong.status_code == 422
    for words in ("国务院", "2026-13-01", "发布日期待核。", "year-month-day"):
        assert words in wrong.text
    nameless = admin.submit(wrong, "Save", issued_on="2026-01-01")
    assert (nameless.status_code, "Give the basis its title." in nameless.text) == (422, True)
    far = admin.submit(nameless, "Save", title="甲办法", in_force_from="0001-01-01")
    assert (far.status_code, "between 1949 and 2100" in far.text) == (422, True)
    saved = admin.submit(
        far, "Save", in_force_from="2026-02-01", other_titles="甲规\n\n 乙规 ", number="国发〔2026〕1号"
    )
    assert saved.status_code == 302
    shown = admin.get(saved.location)
    for words in (
        "《甲办法》",
        "《甲规》",
        "《乙规》",
        "国务院",
        "1 February 2026",
        "发布日期待核。",
        "in force",
    ):
        assert words in shown.text
    form = admin.get(f"{saved.location}/edit")
    assert admin.submit(form, "Save", title="甲办法（试行）").status_code == 302
    assert "《甲办法（试行）》" in admin.get("/bases").text
    twice = admin.submit(admin.get("/bases/new"), "Save", title="甲办法（试行）", number="国发〔2026〕1号")
    assert (twice.status_code, "already" in twice.text) == (422, True)


def test_the_slower_administrator_keeps_what_they_typed(
    app: Flask, world: World, law: int, admin: CheckedClient
) -> None:
    page = admin.get(f"/bases/{law}/edit")
    with app.app_context():
        correct_basis(law, NEW, actor=world.actor("business-admin"), version=1)
    answer = admin.submit(page, "Save", issuer="我写的机关")
    assert answer.status_code == 409
    for words in ("我写的机关", "What happened meanwhile", "corrected what the register says"):
        assert words in answer.text
    assert "entered the basis" not in answer.text
    assert admin.submit(answer, "Save").status_code == 302
    assert "我写的机关" in admin.get(f"/bases/{law}").text


def test_a_mark_is_shown_with_what_follows_before_it_is_recorded(
    app: Flask, world: World, law: int, admin: CheckedClient
) -> None:
    new = registered(app, world, NEW)
    preview = admin.submit(
        admin.get(f"/bases/{law}/mark"), "Show what follows", **REPEALED, successor=str(new)
    )
    assert preview.status_code == 200
    drafts, beyond = preview.text.split('id="h-beyond"')
    assert (COUNTY in drafts, OTHER_COUNTY in drafts) == (True, False)
    assert (COUNTY in beyond, OTHER_COUNTY in beyond) == (False, True)
    assert NEW.title in preview.text
    assert "The system opens 1 draft." in preview.text
    assert "The register knows of none." in admin.get(f"/bases/{law}").text
    back = admin.submit(preview, "Change it")
    assert 'value="2026-02-01"' in back.text
    confirmed = admin.submit(admin.submit(back, "Show what follows"), "Confirm")
    assert confirmed.status_code == 302
    waiting = admin.get(confirmed.location)
    assert "0 of 1 catalogues are attended to; drafts opened: 0." in waiting.text
    assert "Not opened yet" in waiting.text
    with app.app_context():
        assert open_due() == 1
    opened = admin.get(confirmed.location)
    assert "1 of 1 catalogues are attended to; drafts opened: 1." in opened.text
    # What the draft says is its body's; the administrator only learns its number.
    assert "/proposals/990101" not in opened.text
    assert re.search(r">990101-2026-\d{4}<", opened.text)
    shown = admin.get(f"/bases/{law}").text
    for words in ("repealed", "Repealed by 国发〔2026〕9号", "recorded by 钱程", NEW.title):
        assert words in shown
    assert LAW.title in admin.get(f"/bases/{new}").text


def test_a_preview_tells_which_catalogue_is_given_a_draft_but_not_how_much_is_hidden(
    app: Flask, world: World, law: int, admin: CheckedClient
) -> None:
    with app.app_context():
        Hidings(world).hide(target=HidingTarget(entry=world.row(HEADING).state.entry))
    assert COUNTY not in admin.get(f"/bases/{law}").text
    preview = admin.submit(admin.get(f"/bases/{law}/mark"), "Show what follows", **REPEALED)
    drafts, beyond = preview.text.split('id="h-beyond"')
    assert COUNTY in drafts
    assert "citation" not in drafts.split('id="h-drafts"')[1]
    assert "2 citations" in beyond


def test_many_drafts_are_shown_a_page_at_a_time(
    app: Flask, world: World, law: int, admin: CheckedClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bases_page, "DRAFTS", 1)
    with app.app_context():
        code = catalogue_on(world, [step(world, 1, StepKind.SECTION_REVIEW, "bureau")])
        world.in_state(State.PUBLISHED, rows_added(world, "首项"), code=code, signers=("reviewer",))
    change = repealed(app, world, law)
    first = admin.get(f"/bases/{law}/marks/{change}")
    second = admin.get(f"/bases/{law}/marks/{change}?page=2")
    for page in (first, second):
        assert "0 of 2 catalogues are attended to" in page.text
    assert [(code in page.text, COUNTY in page.text) for page in (first, second)] in (
        [(True, False), (False, True)],
        [(False, True), (True, False)],
    )
    assert ("Next page" in first.text, "Next page" in second.text) == (True, False)


def test_a_mark_may_open_no_drafts(law: int, admin: CheckedClient) -> None:
    page = admin.get(f"/bases/{law}/mark")
    preview = admin.submit(
        page, "Show what follows", status="amended", since="2015-04-24", by="修改决定", opens=None
    )
    assert "The system opens no draft." in preview.text
    shown = admin.get(admin.submit(preview, "Confirm").location)
    assert "This mark opens no draft in your jurisdiction." in shown.text
    assert "amended" in admin.get("/bases").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"status": ""}, "Choose among what is listed."),
        ({"status": "in_force"}, "Choose among what is listed."),
        ({"since": ""}, "year-month-day"),
        ({"since": "2026-02-30"}, "year-month-day"),
        ({"since": "1900-01-01"}, "between 1949 and 2100"),
        ({"by": " "}, "Name the document that says so."),
        ({"by": "长" * 401}, "At most 400 characters"),
        ({"number": "9" * 121}, "At most 120 characters"),
        ({"successor": "x"}, "Choose among what is listed."),
        ({"successor": "999999"}, "the register must know it"),
        ({"status": "amended", "successor": "itself"}, "Only a repealed basis has a successor"),
        ({"successor": "itself"}, "cannot take its own place"),
    ],
)
def test_a_wrong_mark_keeps_what_was_typed(
    law: int, admin: CheckedClient, wrong: dict[str, str], said: str
) -> None:
    wrong = {name: str(law) if value == "itself" else value for name, value in wrong.items()}
    page = admin.get(f"/bases/{law}/mark")
    for then in ("preview", "confirm"):
        token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
        form = {"csrf_token": token, "version": "1", "opens": "1", "then": then, **REPEALED, **wrong}
        answer = admin.post(f"/bases/{law}/mark", data=form)
        assert answer.status_code == 422
        assert said in answer.text
        assert "国发〔2026〕9号" in answer.text or "by" in wrong
    assert "The register knows of none." in admin.get(f"/bases/{law}").text


def test_a_mark_that_another_was_quicker_with_is_refused_and_keeps_what_was_typed(
    app: Flask, world: World, law: int, admin: CheckedClient
) -> None:
    page = admin.get(f"/bases/{law}/mark")
    preview = admin.submit(page, "Show what follows", **REPEALED)
    repealed(app, world, law)
    for answer in (admin.submit(preview, "Confirm"), admin.submit(page, "Show what follows", **REPEALED)):
        assert answer.status_code == 409
        assert "What happened meanwhile" in answer.text
        assert "国发〔2026〕9号" in answer.text


def test_a_mark_is_taken_back_once_and_stays_with_its_label(
    app: Flask, world: World, law: int, admin: CheckedClient
) -> None:
    change = repealed(app, world, law)
    page = admin.get(f"/bases/{law}/marks/{change}")
    answer = admin.submit(page, TAKE_BACK)
    assert answer.status_code == 302
    shown = admin.get(answer.location).text
    assert "Taken back" in shown
    assert "taken back by 钱程 on 2 March 2026" in shown
    assert '<span class="pill g">in force</span>' in shown
    after = admin.get(f"/bases/{law}/marks/{change}").text
    assert "Not opened, since the mark was taken back" in after
    assert TAKE_BACK not in after
    again = admin.submit(page, TAKE_BACK)
    assert (again.status_code, "taken back already" in again.text) == (422, True)
    with app.app_context():
        assert open_due() == 0


def test_a_catalogue_that_cites_it_no_more_is_given_no_draft(
    app: Flask, world: World, law: int, admin: CheckedClient
) -> None:
    change = repealed(app, world, law)
    with app.app_context():
        world.published(citing(world, ["《就业新办法》"], names=ROWS))
        open_due()
    page = admin.get(f"/bases/{law}/marks/{change}").text
    assert "1 of 1 catalogues are attended to; drafts opened: 0." in page
    assert "Nothing to change any more" in page


def test_an_entry_and_a_finding_lead_into_the_register_for_those_inside(
    app: Flask, world: World, law: int
) -> None:
    repealed(app, world, law)
    entry = world_entry(app, world)
    address = f"/catalogues/{COUNTY}/entries/{entry}"
    assert f'href="/bases/{law}"' in signed_in(app, world, "drafter").get(address).text
    assert "/bases" not in visitor(app).get(address).text
    with app.app_context():
        draft = world.opened()
        Hidings(world).hide(target=HidingTarget(entry=entry, field="legal_bases"))
    assert f'href="/bases/{law}"' not in signed_in(app, world, "other-drafter").get(address).text
    for page in (f"/proposals/{draft}/edit/entries/{entry}", f"/proposals/{draft}"):
        assert f'href="/bases/{law}"' in signed_in(app, world, "drafter").get(page).text


def test_pages_cost_the_same_however_many_rows_and_proposals_cite(
    app: Flask, world: World, law: int, clock: FrozenClock
) -> None:
    found: dict[str, list[Cost]] = {"/bases": [], f"/bases/{law}": []}
    for size in (1, 10):
        with app.app_context():
            world.published(world.addition(*(f"见习事项{size}-{no}" for no in range(size))))
            for _ in range(size):
                world.opened(citing(world, ["《就业促进法》"]))
        clock.advance(timedelta(minutes=1))
        for address, costs in found.items():
            costs.append(cost_of(app, "drafter", world, address))
    text = signed_in(app, world, "drafter").get(f"/bases/{law}").text
    assert "见习事项10-9" in text
    assert text.count("/proposals/990101-") == 11
    assert_same(found)
