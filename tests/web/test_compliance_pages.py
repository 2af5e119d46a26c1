"""The compliance report on its pages: who sees which catalogue, who starts a check, and what goes with a defect."""

import pytest
from flask import Flask

from tests.counting import Cost
from tests.web.people import signed_in, visitor
from tests.web.test_page_statements import assert_same, cost_of
from tests.workflow.test_compliance import revised_standard
from tests.world import COUNTY, OTHER_COUNTY, ROWS, World
from workflow.commands import sweep


def checked(app: Flask) -> None:
    with app.app_context():
        for chunk in sweep.chunks_to_queue():
            sweep.check_chunk(chunk)


def test_an_overseer_starts_the_check_and_reads_the_report(app: Flask, world: World) -> None:
    overseer = signed_in(app, world, "overseer")
    answer = overseer.submit(overseer.get("/compliance"), "Check every catalogue")
    assert "0 of 2 catalogues are checked" in overseer.get(answer.location).text
    checked(app)
    page = overseer.get("/compliance").text
    assert "2 of 2 catalogues are checked" in page
    assert f"/compliance/{COUNTY}" in page
    assert f"/compliance/{OTHER_COUNTY}" in page
    assert OTHER_COUNTY in overseer.get("/compliance.csv").text


def test_a_county_sees_its_own_catalogue_and_no_other(app: Flask, world: World) -> None:
    with app.app_context():
        revised_standard(world)
        sweep.start_sweep(actor=world.actor("overseer"))
    checked(app)
    drafter = signed_in(app, world, "drafter")
    page = drafter.get("/compliance").text
    assert OTHER_COUNTY not in page
    assert "Check every catalogue" not in page
    assert OTHER_COUNTY not in drafter.get("/compliance.csv").text
    assert drafter.get(f"/compliance/{OTHER_COUNTY}").status_code == 404
    found = drafter.get(f"/compliance/{COUNTY}").text
    assert "办理流程" in found
    assert "Legacy defect" in found
    assert f"/catalogues/{COUNTY}/propose" in found


def test_the_owner_finds_legacy_defects_in_the_inbox_and_on_the_catalogue(app: Flask, world: World) -> None:
    with app.app_context():
        revised_standard(world)
        sweep.start_sweep(actor=world.actor("overseer"))
    checked(app)
    drafter = signed_in(app, world, "drafter")
    inbox = drafter.get("/inbox").text
    assert "Legacy defects" in inbox
    assert "办理流程" in inbox
    assert f"/catalogues/{COUNTY}/propose" in inbox
    assert "1 legacy defect is" in drafter.get(f"/catalogues/{COUNTY}").text
    assert "Legacy defects" not in signed_in(app, world, "reviewer").get("/inbox").text
    other = signed_in(app, world, "other-drafter")
    assert "legacy defect" not in other.get(f"/catalogues/{COUNTY}").text
    assert "legacy defect" not in visitor(app).get(f"/catalogues/{COUNTY}").text


@pytest.mark.usefixtures("clock")
def test_pages_cost_the_same_however_many_legacy_defects_they_show(app: Flask, world: World) -> None:
    found: dict[str, list[Cost]] = {"/inbox": [], f"/catalogues/{COUNTY}": []}
    for name in ROWS[:2]:
        with app.app_context():
            revised_standard(world, name)
            sweep.start_sweep(actor=world.actor("overseer"))
        checked(app)
        for address, costs in found.items():
            costs.append(cost_of(app, "drafter", world, address))
    assert signed_in(app, world, "drafter").get("/inbox").text.count("办理流程") == 2
    assert_same(found)


def test_administrators_of_the_system_see_nothing_of_it(app: Flask, world: World) -> None:
    client = signed_in(app, world, "system-admin")
    assert client.get("/compliance").status_code == 403
