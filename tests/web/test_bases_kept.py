"""The register of legal bases in the hands of its administrator: forms, what a mark brings about, taking it back."""

import re

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.web.people import signed_in
from tests.web.registering import registered, repealed
from tests.workflow.bases import LAW, NEW, citing
from tests.workflow.hidings import Hidings
from tests.workflow.routes import catalogue_on, rows_added, step
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, World
from values.hiding import HidingTarget
from values.vocabulary import State, StepKind
from web.administering import bases_page
from workflow.commands.bases import correct_basis
from workflow.commands.basis_drafts import open_due

pytestmark = pytest.mark.usefixtures("clock")

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
