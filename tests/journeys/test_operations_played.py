"""Every operation in a real browser: drafters do it, the others agree, the public reads what came of it."""

import re
from collections.abc import Sequence

from flask import Flask
from playwright.sync_api import Page, expect

from tests.browsing import follow
from tests.journeys.office import Office, answered, at, carried, number_of, press, said_why
from tests.world import COUNTY, HEADING, ROWS, World

WAIT = re.compile(r"/proposals/.*/edit$")


def begun(page: Page, *names: str, how: str = "amend", merged: str = "") -> str:
    """Tick rows where a proposal begins, and return the address of its draft."""
    at(page, f"/catalogues/{COUNTY}/propose")
    for name in names:
        page.get_by_role("row", name=name).get_by_role("checkbox").check()
    page.locator("[name=how]").select_option(how)
    if merged:
        page.locator("[name=merged_name]").fill(merged)
    page.locator(".bar .btn-primary").click()
    page.wait_for_url(WAIT)
    return page.url


def operate(page: Page, draft: str, name: str, button: str, **fields: str) -> None:
    """Open a row of the draft and have something else happen to it."""
    row = at(page, draft).locator("li", has=page.get_by_role("link", name=name, exact=True)).first
    follow(page, row.get_by_role("link", name="处理方式"))
    form = page.locator("form", has=page.get_by_role("button", name=button, exact=True))
    for field, value in fields.items():
        control = form.locator(f"[name={field}]")
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)
    form.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url(WAIT)


def submitted(page: Page, draft: str, title: str) -> str:
    """Say why, submit, and return the number."""
    answered(page, draft)
    said_why(at(page, draft), title)
    press(page, "提交")
    return number_of(page)


def shown(page: Page) -> list[str]:
    """Return the names in the official table, as the public reads it."""
    at(page, f"/catalogues/{COUNTY}")
    return [one.strip() for one in page.locator("table.cat tbody td a").all_inner_texts()]


def test_rows_are_split_moved_left_out_and_restored(office: Office, app: Flask, world: World) -> None:
    drafter = office.window("drafter")
    draft = begun(drafter, *ROWS)
    operate(drafter, draft, ROWS[0], "分设", names="政策咨询\n法规咨询")
    operate(
        drafter,
        draft,
        ROWS[1],
        "不列入该事项",
        reason="本地未开展",
        explanation="本县未开展（示范文〔2026〕1号）。",
    )
    number = submitted(drafter, draft, "分设咨询事项")
    carried(app, world, number)
    assert shown(drafter) == ["政策咨询", "法规咨询"]
    follow(drafter, drafter.get_by_role("link", name="政策咨询", exact=True))
    expect(drafter.get_by_role("link", name=ROWS[0], exact=True).first).to_be_visible()
    # What was left out comes back, and one of the parts moves behind the other.
    draft = begun(drafter, ROWS[1], "政策咨询")
    operate(drafter, draft, "政策咨询", "调整位置", place=_place(drafter, draft, "政策咨询", "法规咨询"))
    number = submitted(drafter, draft, "恢复岗位信息发布")
    carried(app, world, number)
    assert sorted(shown(drafter)) == sorted(["法规咨询", "政策咨询", ROWS[1]])
    assert shown(drafter).index("法规咨询") < shown(drafter).index("政策咨询")


def test_rows_are_merged_added_and_cancelled(office: Office, app: Flask, world: World) -> None:
    drafter = office.window("drafter")
    draft = begun(drafter, *ROWS, how="merge", merged="就业信息发布与咨询")
    at(drafter, draft).locator("[name=parent]").select_option(label=f"1 {HEADING}")
    drafter.locator("[name=kind]").select_option(index=0)
    drafter.get_by_role("button", name="新增", exact=True).click()
    drafter.wait_for_url(re.compile("/edit/entries/"))
    _fill_row(drafter, "就业见习信息")
    number = submitted(drafter, draft, "合并就业信息事项")
    carried(app, world, number)
    assert sorted(shown(drafter)) == sorted(["就业信息发布与咨询", "就业见习信息"])
    # The county's own row is cancelled again.
    draft = begun(drafter, "就业见习信息", how="take_away")
    number = submitted(drafter, draft, "取消就业见习信息")
    carried(app, world, number)
    assert shown(drafter) == ["就业信息发布与咨询"]


def _place(page: Page, draft: str, row: str, behind: str) -> str:
    """Return how the place behind another row is called in the list."""
    line = at(page, draft).locator("li", has=page.get_by_role("link", name=row, exact=True)).first
    follow(page, line.get_by_role("link", name="处理方式"))
    options: Sequence[str] = page.locator("[name=place] option").all_inner_texts()
    return next(one for one in options if behind in one and "之后" in one)


def _fill_row(page: Page, name: str) -> None:
    for field, value in {
        "name": name,
        "content_elements": "见习单位\n见习岗位",
        "legal_bases": "《中华人民共和国就业促进法》",
        "deadline": "公开事项信息形成或变更之日起20个工作日内公开",
    }.items():
        page.locator(f"[name={field}]").fill(value)
    page.locator("[name=lead_body]").select_option(index=1)
    page.locator("[name=channels]").first.check()
    page.locator("[name=levels][value=county]").check()
    page.locator(".bar .btn-primary").click()
    page.wait_for_url(WAIT)
