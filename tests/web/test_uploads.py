"""Files that are kept for an import: read in the background when large, decided about, used once, and cleared away."""

import json
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from models import Event, Job, JobAsking, JobFile, Upload
from tests.counting import counted
from tests.formats.official import CLEAN, MERGED, row
from tests.formats.table_files import xlsx
from tests.uploading import large
from tests.web.people import signed_in
from tests.workflow.importing import text_of
from tests.world import COUNTY, World
from values.clock import FrozenClock
from workflow.commands import jobs, uploading
from workflow.errors import NotAllowedError, NotFoundError
from workflow.unit import transaction
from workflow.uploads import KEPT, KEPT_USED, MOST_WAITING

ADDRESS = f"/catalogues/{COUNTY}/import"
KEEP, MAKE = "Keep these decisions", "Make a draft"
ODD = xlsx([*CLEAN, row("4", "", "求 职 登记", county="待定", deadline="")], MERGED)


def bring(client: Any, data: bytes, name: str = "目录.xlsx") -> TestResponse:
    answer: TestResponse = client.submit(client.get(ADDRESS), "Look at it", file=(BytesIO(data), name))
    return answer


def brought(client: Any, data: bytes, name: str = "目录.xlsx") -> TestResponse:
    """Bring a file and return its page."""
    answer = bring(client, data, name)
    assert answer.status_code == 303, answer.text
    page: TestResponse = client.get(answer.location)
    return page


def numbers() -> tuple[int, int, int, int]:
    """Return how many uploads, pieces of work, askings and files there are."""
    with transaction() as session:
        return tuple(  # type: ignore[return-value]
            session.scalar(sa.select(sa.func.count()).select_from(one)) or 0
            for one in (Upload, Job, JobAsking, JobFile)
        )


def work(app: Flask) -> None:
    """Do what the queue would do."""
    with app.app_context():
        for job in jobs.jobs_to_queue():
            assert jobs.carry_out(job) is None


def test_a_large_file_is_read_by_long_work_and_its_page_survives_a_reload(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = brought(client, large())
    assert "It waits for its turn." in page.text
    again = client.get(page.request.path)
    assert 'id="work-progress"' in again.text
    assert "目录.xlsx" in client.get("/work").text
    work(app)
    assert f'<a href="{page.request.path}">Look at it</a>' in client.get("/work").text
    part = client.get(page.request.path, headers={"HX-Request": "true"})
    assert part.headers["HX-Refresh"] == "true"
    ready = client.get(page.request.path)
    assert "How it was read" in ready.text
    assert page.request.path in client.get(ADDRESS).text
    assert client.submit(ready, MAKE).status_code == 302


def test_what_broke_off_is_read_by_the_next_worker(app: Flask, world: World, clock: FrozenClock) -> None:
    client = signed_in(app, world, "drafter")
    page = brought(client, large())
    with app.app_context():
        (job,) = jobs.jobs_to_queue()
        with transaction() as session:
            # A worker took it and was killed.
            session.execute(sa.update(Job).values(state="running", taken_at=clock.now(), attempts=1))
        assert jobs.jobs_to_queue() == []
        clock.advance(jobs.LEASE + timedelta(seconds=1))
        assert jobs.jobs_to_queue() == [job]
        jobs.carry_out(job)
    assert "How it was read" in client.get(page.request.path).text


def test_the_same_file_is_kept_once_and_each_sees_only_their_own(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    data = large()
    first, second = bring(client, data), bring(client, data)
    assert first.location == second.location
    with app.app_context():
        assert numbers() == (1, 1, 1, 2)
    for login in ("other-drafter", "reviewer"):
        assert signed_in(app, world, login).get(first.location).status_code in {403, 404}
    with app.app_context():
        number = int(first.location.rpartition("/")[2])
        with pytest.raises(NotFoundError):
            uploading.throw_away(number, actor=world.actor("reviewer"))
    assert client.get(f"{ADDRESS}/999").status_code == 404


def test_only_so_many_wait_at_the_same_time(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    for number in range(MOST_WAITING):
        assert bring(client, ODD, f"{number}.xlsx").status_code == 303
    refused = bring(client, ODD, "more.xlsx")
    assert (refused.status_code, "throw one away first" in refused.text) == (422, True)
    assert client.submit(refused, "Throw away 0.xlsx").status_code == 303
    assert bring(client, ODD, "more.xlsx").status_code == 303


def test_a_file_is_thrown_away_with_how_it_was_read(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = brought(client, ODD)
    answer = client.submit(page, "Throw this file away")
    assert "The file was thrown away." in client.get(answer.location).text
    assert client.get(page.request.path).status_code == 404
    with app.app_context():
        assert numbers() == (0, 0, 0, 0)
    assert bring(client, b"%PDF-1.7").status_code == 422
    with app.app_context():
        assert numbers() == (0, 0, 0, 0)


def test_housekeeping_removes_what_expired_and_what_was_used(
    app: Flask, world: World, clock: FrozenClock
) -> None:
    client = signed_in(app, world, "drafter")
    page = brought(client, ODD)
    brought(client, large(), "大.xlsx")
    work(app)
    answer = client.submit(page, MAKE)
    assert answer.status_code == 302
    assert client.submit(page, MAKE).location == answer.location
    assert client.get(page.request.path).status_code == 409
    with app.app_context():
        assert uploading.clear_uploads() == 0
        clock.advance(KEPT_USED)
        assert uploading.clear_uploads() == 1
        assert numbers() == (1, 1, 1, 3)
        clock.advance(KEPT)
        assert jobs.clear_away() == 0
        assert uploading.clear_uploads() == 1
        assert numbers() == (0, 0, 0, 0)


def test_cells_are_put_into_rows_set_aside_and_named_in_the_event(app: Flask, world: World) -> None:
    rows = [*CLEAN, row("4", "", "求 职 登记", county="15个工作日内", deadline=""), ["制表人：王某"]]
    client = signed_in(app, world, "drafter")
    page = brought(client, xlsx(rows, MERGED))
    for text in ("Sheet1!M7", "15个工作日内", "制表人：王某", "6. 求职登记"):
        assert text in page.text
    cells = cells_of(page)
    decided = {
        cells["Sheet1!M7"]: "put:deadline",
        cells["Sheet1!A8"]: "aside:signature",
        "as-written": "Sheet1!C7",
    }
    answer = client.submit(page, KEEP, **decided)
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "put into a row: 1, set aside: 1, undecided: 0" in page.text
    assert "stays as it is written" in page.text
    number = client.submit(page, MAKE).location.split("/")[-2]
    with app.app_context():
        added = {one.after.content.name: one.after.content for one in text_of(number).changes}
        assert added["求 职 登记"].deadline == "15个工作日内"
        with transaction() as session:
            event = session.scalars(sa.select(Event).where(Event.action == "imported")).one()
        details = json.loads(event.data)["details"]
    assert details["unplaced"] == 2
    assert details["cells"] == {
        "placed": 1,
        "aside_signature": 1,
        "undecided": 0,
        "as_written": 1,
        "columns": 0,
    }
    with app.app_context(), pytest.raises(NotAllowedError, match="made of this file already"):
        uploading.throw_away(1, actor=world.actor("drafter"))


def cells_of(page: TestResponse) -> dict[str, str]:
    """Return by place the name of the field that asks what becomes of a cell."""
    places = [one.split('"')[0] for one in page.text.split('name="place" value="')[1:]]
    return {place: f"cell-{at}" for at, place in enumerate(places)}


def test_a_choice_can_be_changed_and_what_does_not_fit_is_said(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = brought(client, ODD)
    asked = cells_of(page)["Sheet1!M7"]
    for decided in (
        {asked: "put:mode"},
        {asked: "put:deadline", asked.replace("cell", "row"): "99. nowhere"},
        {asked: "put:deadline", asked.replace("cell", "row"): "求职登记"},
    ):
        page = client.get(client.submit(page, KEEP, **decided).location)
        assert "It is not there yet" in page.text
        for typed in decided.values():
            assert f'value="{typed}"' in page.text
    page = client.get(client.submit(page, KEEP, **{asked: ""}).location)
    assert "It is not there yet" not in page.text
    page = client.get(client.submit(page, KEEP, rest="aside:nothing").location)
    assert "set aside: 1, undecided: 0" in page.text


def test_an_unknown_column_is_assigned_and_the_file_read_again(app: Flask, world: World) -> None:
    rows = [[one.replace("公开时限", "办结要求") for one in line] for line in CLEAN]
    client = signed_in(app, world, "drafter")
    page = brought(client, large(rows))
    work(app)
    page = client.get(page.request.path)
    assert "办结要求" in page.text
    answer = client.submit(page, KEEP, **{"column-0": "deadline"})
    waiting = client.get(answer.location)
    assert "It waits for its turn." in waiting.text
    work(app)
    page = client.get(answer.location)
    assert '<option value="deadline" selected>' in page.text
    number = client.submit(page, MAKE).location.split("/")[-2]
    with app.app_context():
        assert any(one.after.content.deadline for one in text_of(number).changes)


def test_while_a_file_is_read_again_nothing_is_made_of_it(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    page = brought(client, large([*CLEAN, row("4", "", "求 职 登记")]))
    work(app)
    page = client.get(page.request.path)
    assert client.submit(page, KEEP, **{"as-written": "Sheet1!C7"}).status_code == 303
    for button in (MAKE, KEEP):
        answer = client.submit(page, button)
        assert (answer.status_code, answer.location) == (303, page.request.path)
    work(app)
    assert "求 职 登记" in client.get(page.request.path).text


def test_the_page_costs_the_same_however_many_cells_it_asks_about(app: Flask, world: World) -> None:
    client = signed_in(app, world, "drafter")
    costs = []
    for count in (1, 20):
        odd = [row(str(one), "", f"事项{one}", county="待定") for one in range(4, 4 + count)]
        page = brought(client, xlsx([*CLEAN, *odd], MERGED))
        with app.app_context(), counted() as cost:
            client.get(page.request.path)
        costs.append((len(cost.statements), cost.commits))
    assert costs[0] == costs[1]
    assert costs[0][0] < 25
    assert costs[0][1] == 0
