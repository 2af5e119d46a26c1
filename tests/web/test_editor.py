"""The editor: rows are picked, changed with the redline beside, added and taken out."""

from dataclasses import replace

from flask import Flask

from tests.web.editing import Draft, opened
from tests.web.people import signed_in
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, STANDARD, World
from values.clock import FrozenClock
from values.entry import Citation, Material, Place
from values.proposal_content import DraftChange
from values.vocabulary import Level, Operation, Origin, Trigger
from workflow.seed.catalogues import amended

MARKUP = '<img src=x onerror="alert(1)">'


def test_a_proposal_begins_with_the_ticked_rows(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    with app.app_context():
        row = world.row(ROWS[1])
    page = client.get(f"/catalogues/{COUNTY}/propose")
    for name in (HEADING, *ROWS):
        assert name in page.text
    answer = client.submit(page, "Begin with the ticked rows", entry=[row.state.entry])
    assert answer.status_code == 302
    draft = client.get(answer.location)
    assert ROWS[1] in draft.text
    assert "not changed yet" in draft.text
    twice = client.submit(page, "Begin with the ticked rows", entry=[row.state.entry])
    assert twice.location == answer.location
    form = client.get(f"{answer.location}/entries/{row.state.entry}")
    assert "Nothing is changed yet." in form.text


def test_rows_are_found_by_their_words_and_ticks_stay(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    with app.app_context():
        picked = world.row(ROWS[0]).state.entry
    page = client.get(f"/catalogues/{COUNTY}/propose", query_string={"q": "岗位 1.2", "entry": picked})
    assert ROWS[1] in page.text
    assert f'value="{picked}" checked' in page.text
    only = client.get(f"/catalogues/{COUNTY}/propose", query_string={"q": "岗位"})
    assert ROWS[0] not in only.text
    none = client.get(f"/catalogues/{COUNTY}/propose", query_string={"q": MARKUP})
    assert "No row holds these words" in none.text
    assert MARKUP not in none.text


def test_nothing_ticked_or_something_unknown_is_said(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = client.get(f"/catalogues/{COUNTY}/propose")
    answer = client.submit(page, "Begin with the ticked rows")
    assert answer.status_code == 422
    assert "Tick at least one row" in answer.text
    answer = client.submit(page, "Begin with the ticked rows", entry=["f" * 32])
    assert answer.status_code == 422
    assert "A row that you ticked is not in the catalogue" in answer.text
    assert "/proposals/990101-2026-0002" not in client.get("/proposals").text


def test_a_new_row_is_added_filled_in_and_saved(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    with app.app_context():
        heading = world.row(HEADING).state.entry
        last = max(row.state.rank for row in world.rows().values() if row.state.parent == heading)
    page = client.get(f"/catalogues/{COUNTY}/propose")
    page = client.get(client.submit(page, "Begin with a new row").location)
    fields = {"title": "增加就业见习", "parent": heading, "kind": "refinement"}
    answer = client.submit(page, "Add the row", **fields)
    assert answer.status_code == 302
    assert client.submit(page, "Add the row", **fields).location == answer.location
    page = client.get(answer.location)
    assert "The name of the entry is missing." in page.text
    assert "The disclosing body is missing" in page.text
    answer = client.submit(
        page,
        "Save and go back to the draft",
        name="就业见习",
        content_elements="政策文件\r\n\r\n 申领条件 ",
        legal_bases="《就业促进法》 | https://law.example/jiuye",
        deadline="20个工作日内公开",
        lead_body=str(world.bodies["centre"]),
        bodies=[str(world.bodies["bureau"])],
        channels=["政府网站", "公开查阅点"],
        levels=["county", "township"],
        is_service=["1"],
        guide_materials="身份证 | 原件 | 《办法》",
        guide_blank_forms="就业见习申请表",
        guide_filling_notes="用黑色签字笔填写。",
        guide_samples="就业见习申请表（样表）",
        place_level=["township", "county"],
        place_text=["镇公示栏", ""],
        place_url=["", ""],
        note="群众常问。",
    )
    assert answer.status_code == 302
    draft = Draft(app, world, answer.location)
    assert draft.content.title == "增加就业见习"
    change = draft.content.changes[0]
    assert (change.operation, change.note, change.base_sha256) == (Operation.ADD, "群众常问。", "")
    assert (change.after.parent, change.after.origin) == (heading, Origin.REFINEMENT)
    assert change.after.rank > last
    content = change.after.content
    assert content.content_elements == ("政策文件", "申领条件")
    assert content.legal_bases == (Citation(text="《就业促进法》", url="https://law.example/jiuye"),)
    assert [(one.body, one.lead) for one in content.disclosing_bodies] == [
        (str(world.bodies["centre"]), True),
        (str(world.bodies["bureau"]), False),
    ]
    assert content.guide.materials == (Material(name="身份证", requirement="原件", basis="《办法》"),)
    assert content.places == (Place(level=Level.TOWNSHIP, text="镇公示栏"),)
    assert "finding" not in client.get(answer.location).text


def test_a_row_under_no_row_on_offer_is_refused_and_the_title_kept(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.address)
    with app.app_context():
        deep = world.row(ROWS[0], OTHER_COUNTY).state.entry
    answer = client.submit(page, "Add the row", title="打到一半的标题", parent=deep)
    assert answer.status_code == 422
    assert "Choose a row of level 1 or 2 above it" in answer.text
    assert 'value="打到一半的标题"' in answer.text
    answer = client.submit(page, "Add the row", kind="own")
    assert answer.status_code == 422
    assert "Choose whether the row is a supplement or a refinement." in answer.text


def test_a_standard_gets_rows_of_its_own(app: Flask, world: World) -> None:
    client = signed_in(app, world, "national-drafter")
    page = client.get(f"/catalogues/{STANDARD}/propose")
    page = client.get(client.submit(page, "Begin with a new row").location)
    assert "What it adds" not in page.text
    answer = client.submit(page, "Add the row")
    draft = Draft(app, world, answer.location)
    assert draft.content.changes[0].after.origin is Origin.OWN
    offered = client.get(answer.location).text
    assert "人力资源社会保障部" in offered
    assert "青禾县人力资源和社会保障局" not in offered


def test_the_header_is_saved_and_leads_on(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.address)
    fields = {
        "title": "新标题",
        "trigger": "correction",
        "trigger_date": "2026-02-27",
        "rationale": "改正错字。",
    }
    answer = client.submit(page, "Save and go to the proposal", **fields, effective_from="")
    assert answer.location == f"/proposals/{draft.number}"
    assert "新标题" in client.get(answer.location).text
    said = draft.content
    assert (said.title, said.trigger, said.rationale) == ("新标题", Trigger.CORRECTION, "改正错字。")
    answer = client.submit(client.get(draft.address), "Pick more rows", title="又一个")
    assert answer.location == f"{draft.address}/rows"
    assert draft.content.title == "又一个"


def test_more_rows_are_taken_in_and_taken_out(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    with app.app_context():
        first, second = (world.row(name).state.entry for name in ROWS)
    page = client.get(f"{draft.address}/rows")
    assert "in the draft already" in page.text
    assert client.submit(page, "Take into the draft").status_code == 422
    assert client.submit(page, "Take into the draft", entry=[second]).location == draft.address
    assert client.submit(page, "Take into the draft", entry=[second]).location == draft.address
    assert [change.entry for change in draft.content.changes] == [first, second]
    page = client.get(draft.address)
    answer = client.submit(page, f"Take out {ROWS[0]}", title="移出之后")
    assert answer.location == draft.address
    assert client.submit(page, f"Take out {ROWS[0]}").status_code == 409
    assert [change.entry for change in draft.content.changes] == [second]
    assert draft.content.title == "移出之后"
    unknown = client.post(
        f"{draft.address}/entries/{'f' * 32}/remove", data=draft.fields(client.get(draft.address))
    )
    assert unknown.status_code == 404


def test_untouched_forms_change_nothing_whatever_a_row_holds(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    with app.app_context():
        row = world.row()
        content = replace(
            row.state.content,
            name=f" {MARKUP}\n",
            content_elements=("  甲 ", "乙|\n丙", "", "</textarea>"),
            legal_bases=(Citation(text="\n《法》 | 其他", basis="7"),),
            deadline="\r\n两行\r\n时限\n",
            places=(Place(level=Level.CITY, text="", url=""), Place(level=Level.CITY, text=" \n市局 ")),
        )
        world.save(draft.number, replace(draft.content, changes=(amended(row, content),)))
        version = world.draft_version(draft.number)
    for page in (draft.address, draft.entry_address):
        shown = client.get(page)
        assert MARKUP not in shown.text
        assert client.submit(shown, "Save").status_code == 302
    with app.app_context():
        assert world.draft_version(draft.number) == version
    assert client.get(draft.entry_address).text.count("&lt;img") > 1


def test_the_preview_shows_the_redline_and_saves_nothing(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.entry_address)
    answer = client.submit(page, "Preview", deadline="5个工作日内公开", name="")
    assert answer.status_code == 200
    for words in ("This is a preview", "<del>", "<ins>", "The name of the entry is missing.", "Not saved."):
        assert words in answer.text
    part = client.post(
        f"{draft.entry_address}/preview",
        data=draft.fields(page) | {"deadline": "3个工作日"},
        headers={"HX-Request": "true"},
    )
    assert '<div id="redline" hx-swap-oob="true">' in part.text
    assert "3" in part.text
    assert "<html" not in part.text
    with app.app_context():
        assert world.draft_version(draft.number) == 1
    answer = client.submit(answer, "Save", name="改了名")
    assert draft.content.changes[0].after.content.deadline == "5个工作日内公开"


def test_what_changes_is_saved_by_itself_and_the_next_save_is_not_stale(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    client, draft = opened(app, world)
    page = client.get(draft.entry_address)
    htmx = {"HX-Request": "true"}
    part = client.post(draft.entry_address, data=draft.fields(page) | {"deadline": "9日"}, headers=htmx)
    assert part.status_code == 200
    assert 'name="draft_version" value="2" hx-swap-oob="true"' in part.text
    assert clock.now().hour == 1
    assert "Draft saved at 09:00" in part.text
    fields = draft.fields(page) | {"deadline": "8日", "draft_version": "2"}
    assert client.post(draft.entry_address, data=fields).status_code == 302
    part = client.post(
        draft.address, data=draft.fields(client.get(draft.address)) | {"title": "自动"}, headers=htmx
    )
    assert 'value="4"' in part.text
    assert (draft.content.title, draft.content.changes[0].after.content.deadline) == ("自动", "8日")


def test_a_heading_says_that_only_its_name_is_needed(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    with app.app_context():
        heading = world.row(HEADING)
        change = DraftChange(
            operation=Operation.AMEND, after=heading.state, base_sha256=heading.content_sha256
        )
        world.save(draft.number, replace(draft.content, changes=(change,)))
    page = client.get(f"{draft.address}/entries/{heading.state.entry}")
    assert "only its name is needed" in page.text


def test_every_page_of_the_editor_speaks_chinese_too(app: Flask, world: World) -> None:
    client, draft = opened(app, world)
    client.set_cookie("mulu_language", "zh_Hans")
    for page in (
        f"/catalogues/{COUNTY}/propose",
        draft.address,
        f"{draft.address}/rows",
        draft.entry_address,
    ):
        assert '<html lang="zh-Hans">' in client.get(page).text
