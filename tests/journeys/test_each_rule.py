"""In the browser: each rule of the Notice is broken and kept by who edits, and is shown and gone where they look."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from rules.rulebook import RULES
from tests.browsing import follow, is_save
from tests.journeys.office import Office, at, today
from tests.journeys.test_every_page import ONE_ENGINE
from tests.journeys.test_operations_played import begun, operate
from tests.world import HEADING, ROWS

Typed = dict[str, str | bool]
"""What is typed into the controls of a form, or whether their box is ticked, by selector."""


@dataclass(frozen=True)
class Case:
    """A rule, beside which field it speaks, and what a person does about it."""

    rule: str
    beside: str
    breaks: Typed
    mends: Typed


NAME, ELEMENTS, BASES = "[name=name]", "[name=content_elements]", "[name=legal_bases]"
DEADLINE, ALL, GROUPS = "[name=deadline]", "[name=all_society]", "[name=groups]"
PROACTIVE, ON_REQUEST = "[name=proactive]", "[name=on_request]"
WEBSITE, TOWNSHIP = "[name=channels][value=政府网站]", "[name=levels][value=township]"
SERVICE, ONLINE = "[name=is_service]", "[name=online_degree]"
TODAY = "today"
"""Typed as the day on which the test runs."""
TRIGGER, TRIGGER_DATE = "[name=trigger]", "[name=trigger_date]"
GUIDE = {
    "[name=guide_materials]": "身份证 | 原件 | 《就业服务与就业管理规定》",
    "[name=guide_blank_forms]": "求职登记表",
    "[name=guide_filling_notes]": "逐项填写。",
    "[name=guide_samples]": "求职登记表示例",
}
IN_TIME = "公开事项信息形成或变更之日起20个工作日内公开"
BOTH = "文件名称\n文件全文"

OF_A_ROW = (
    Case("R04", "name", {NAME: "就业法规解读"}, {NAME: ROWS[0]}),
    Case("R05", "deadline", {DEADLINE: ""}, {DEADLINE: IN_TIME}),
    Case("R06", "content_elements", {ELEMENTS: "文件名称"}, {ELEMENTS: BOTH}),
    Case("R07", "legal_bases", {BASES: "中华人民共和国就业促进法"}, {BASES: "《中华人民共和国就业促进法》"}),
    Case("R08", "deadline", {DEADLINE: IN_TIME.replace("20", "30")}, {DEADLINE: IN_TIME}),
    Case("R09", "channels", {WEBSITE: False}, {WEBSITE: True}),
    Case("R10", "audience", {ALL: False, GROUPS: "相关人员"}, {ALL: True, GROUPS: ""}),
    Case("R11", "mode", {PROACTIVE: False, ON_REQUEST: True}, {PROACTIVE: True, ON_REQUEST: False}),
    Case("R12", "guide", {SERVICE: True}, GUIDE),
    Case(
        "R13",
        "content_elements",
        {ELEMENTS: f"{BOTH}\n办理材料：身份证、户口簿"},
        {ELEMENTS: f"{BOTH}\n办理材料：身份证"},
    ),
    Case("R17", "levels", {TOWNSHIP: False}, {TOWNSHIP: True}),
    Case("R16", "online_degree", {ONLINE: "网办，请致电13812345678"}, {ONLINE: "网办，请致电12333"}),
)
"""In the form of a row that the standard has, one after the other."""

OF_A_NEW_ROW = (Case("R02", "name", {NAME: ROWS[1]}, {NAME: "就业见习"}),)
"""In the form of a row that the county adds."""

OF_THE_PROPOSAL = (
    Case(
        "R14",
        "interpretation",
        {TRIGGER: "new_policy", TRIGGER_DATE: TODAY},
        {"[name=interpretation]": "见习补贴的申领条件放宽了。"},
    ),
    Case("R15", "publication", {TRIGGER_DATE: "2019-06-03"}, {TRIGGER_DATE: TODAY}),
)
"""In the form of what the proposal says beside its rows, which is shown anew when it was saved."""

BY_OPERATION = ("R01", "R03")
"""What is done with a row breaks them, and not what it says."""


def typed(page: Page, said: Typed) -> None:
    for selector, value in said.items():
        control = page.locator(selector)
        if isinstance(value, bool):
            control.set_checked(value)
        elif control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(today() if value == TODAY else value)


def told(page: Page, rule: str, beside: str) -> None:
    expect(page.locator(f"#found-{beside} .note", has_text=rule).first).to_be_visible()


def silent(page: Page, rule: str, beside: str) -> None:
    expect(page.locator(f"#found-{beside} .note", has_text=rule)).to_have_count(0)


def played(page: Page, case: Case) -> None:
    """Break a rule in the form that is open, and keep it again; the page follows by itself."""
    silent(page, case.rule, case.beside)
    typed(page, case.breaks)
    told(page, case.rule, case.beside)
    typed(page, case.mends)
    silent(page, case.rule, case.beside)


def kept_by_itself(page: Page) -> None:
    """Leave the field that was typed into last, and wait until the form has saved itself."""
    with page.expect_response(is_save):
        page.evaluate("document.activeElement.blur()")


def played_on(page: Page, draft: str, case: Case) -> None:
    """Break and keep a rule in the form of the draft, looking at it anew each time."""
    silent(at(page, draft), case.rule, case.beside)
    typed(page, case.breaks)
    kept_by_itself(page)
    told(at(page, draft), case.rule, case.beside)
    typed(page, case.mends)
    kept_by_itself(page)
    silent(at(page, draft), case.rule, case.beside)


def added(page: Page, draft: str, under: str, kind: str, name: str) -> str:
    """Add a row under another, and return the address of its form."""
    at(page, draft).locator("[name=parent]").select_option(label=under)
    page.locator("[name=kind]").select_option(kind)
    page.get_by_role("button", name="新增", exact=True).click()
    page.wait_for_url(re.compile("/edit/entries/"))
    page.locator(NAME).fill(name)
    kept_by_itself(page)
    return page.url


def test_every_rule_of_the_notice_has_its_case() -> None:
    played_here = {one.rule for one in (*OF_A_ROW, *OF_A_NEW_ROW, *OF_THE_PROPOSAL)} | {*BY_OPERATION}
    assert played_here == {one.id for one in RULES if one.id.startswith("R")}


@ONE_ENGINE
def test_who_edits_a_form_sees_each_rule_broken_and_kept(office: Office) -> None:
    page = office.window("drafter")
    draft = begun(page, *ROWS)
    # What is typed before the page's scripts listen is kept, but not followed.
    follow(page, page.locator(f".list a.what:has-text('{ROWS[0]}')"))
    page.locator("details:has([name=guide_materials]) summary").click()
    for case in OF_A_ROW:
        played(page, case)
    kept_by_itself(page)
    added(page, draft, f"1 {HEADING}", "supplement", "就业见习补贴")
    for case in OF_A_NEW_ROW:
        played(page, case)
    kept_by_itself(page)
    for case in OF_THE_PROPOSAL:
        played_on(page, draft, case)


@ONE_ENGINE
def test_who_chooses_what_happens_to_a_row_sees_its_place_and_its_reason_judged(office: Office) -> None:
    page = office.window("drafter")
    draft = begun(page, *ROWS)
    below = added(page, draft, f"1.1 {ROWS[0]}", "refinement", "外省就业政策咨询")
    silent(at(page, below), "R01", "parent")
    operate(page, draft, ROWS[0], "调整位置", place=f"“1.2 {ROWS[1]}”之下，排在最前")
    told(at(page, below), "R01", "parent")
    operate(page, draft, ROWS[0], "变更内容")
    silent(at(page, below), "R01", "parent")

    found = page.locator("section[aria-labelledby=h-unlisted] .note", has_text="R03")
    expect(at(page, draft).locator("main")).not_to_contain_text("R03")
    operate(page, draft, ROWS[1], "不列入该事项", reason="依据废止", explanation="本县不再办理。")
    expect(found).to_be_visible()
    repealed = "依据《青禾县岗位信息发布办法》（青政办发〔2020〕3号）已经废止。"
    operate(page, draft, ROWS[1], "不列入该事项", reason="依据废止", explanation=repealed)
    expect(found).to_have_count(0)
