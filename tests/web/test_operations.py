"""Every operation in the browser: rows are picked, something is to happen to them, and the draft says so."""

from typing import Any

import pytest
from flask import Flask

from tests.checked_client import CheckedClient
from tests.page_checks import forms_of
from tests.web.editing import Draft
from tests.web.people import signed_in
from tests.workflow.test_adapting import revised
from tests.world import COUNTY, HEADING, ROWS, World
from tests.world import draft as drafted
from values.vocabulary import LeaveOutReason, Operation, Presence
from workflow import operations


def begun(app: Flask, world: World, names: tuple[str, ...], **fields: str) -> tuple[CheckedClient, Draft]:
    """Pick rows by their names and return the draft that this begins."""
    client = signed_in(app, world, "drafter")
    page = client.get(f"/catalogues/{COUNTY}/propose")
    form = next(one for one in forms_of(page.text) if "key" in one.values)
    with app.app_context():
        rows = {row.state.content.name: key for key, row in world.rows().items()}
    sent = {**form.values, **fields, "entry": [rows[name] for name in names]}
    answer = client.post(f"/catalogues/{COUNTY}/propose", data=sent)
    return client, Draft(app, world, answer.location)


def choose(client: CheckedClient, here: Draft, entry: str, operation: str, **fields: Any) -> Any:
    """Send the form of an operation on a row's page."""
    address = f"{here.address}/entries/{entry}/operation"
    page = client.get(address)
    form = next(one for one in forms_of(page.text) if one.values.get("operation") == operation)
    return client.post(address, data={**form.values, **fields})


def operations_of(here: Draft) -> dict[str, Operation]:
    return {change.after.content.name: change.operation for change in here.content.changes}


def entry_of(here: Draft, name: str) -> str:
    return next(change.entry for change in here.content.changes if change.after.content.name == name)


def test_ticked_rows_are_left_out_with_what_stands_below(app: Flask, world: World) -> None:
    client, here = begun(app, world, (HEADING,), how="take_away")
    assert set(operations_of(here).items()) == {(name, Operation.LEAVE_OUT) for name in (HEADING, *ROWS)}
    page = client.get(here.address)
    assert "for which reason it is left out" in page.text
    answer = choose(
        client,
        here,
        entry_of(here, HEADING),
        "leave_out",
        reason="basis_repealed",
        explanation="依据已废止（示范文〔2026〕1号）。",
    )
    assert answer.status_code == 302
    assert {change.after.left_out_reason for change in here.content.changes} == {
        LeaveOutReason.BASIS_REPEALED
    }
    assert "for which reason it is left out" not in client.get(here.address).text
    assert "Basis repealed" in client.get(f"/proposals/{here.number}").text


def test_ticked_rows_are_merged_into_a_new_one(app: Flask, world: World) -> None:
    client, here = begun(app, world, ROWS, how="merge", merged_name="就业信息")
    assert operations_of(here) == {
        ROWS[0]: Operation.MERGE,
        ROWS[1]: Operation.MERGE,
        "就业信息": Operation.MERGE,
    }
    page = client.get(here.address)
    assert f"from {ROWS[0]}, {ROWS[1]}" in page.text
    client.post(
        f"{here.address}/entries/{entry_of(here, '就业信息')}/remove",
        data=here.fields(client.get(here.address)),
    )
    assert here.content.changes == ()


@pytest.mark.parametrize(
    ("names", "fields", "said"),
    [
        (ROWS, {"how": "merge"}, "Name the row that"),
        (ROWS[:1], {"how": "merge", "merged_name": "就业信息"}, "Tick two listed rows"),
    ],
)
def test_a_merge_that_cannot_be_says_why(
    app: Flask, world: World, names: tuple[str, ...], fields: dict[str, str], said: str
) -> None:
    client = signed_in(app, world, "drafter")
    page = client.get(f"/catalogues/{COUNTY}/propose")
    form = next(one for one in forms_of(page.text) if "key" in one.values)
    with app.app_context():
        entries = [world.row(name).state.entry for name in names]
    answer = client.post(f"/catalogues/{COUNTY}/propose", data={**form.values, **fields, "entry": entries})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_row_is_moved_and_keeps_what_was_typed(app: Flask, world: World) -> None:
    client, here = begun(app, world, ROWS[1:])
    page = client.get(here.entry_address)
    client.post(here.entry_address, data={**here.fields(page), "deadline": "即时公开"})
    with app.app_context():
        heading = world.row(HEADING).state.entry
    choose(client, here, entry_of(here, ROWS[1]), "move", place=f"under:{heading}")
    (change,) = here.content.changes
    with app.app_context():
        first = world.row(ROWS[0]).state
    assert (change.operation, change.after.content.deadline) == (Operation.MOVE, "即时公开")
    assert change.after.parent == first.parent
    assert change.after.rank < first.rank
    assert "From number 1.2 to number 1.1" in client.get(f"/proposals/{here.number}").text


def test_a_row_is_split_and_split_anew(app: Flask, world: World) -> None:
    client, here = begun(app, world, ROWS[:1])
    entry = entry_of(here, ROWS[0])
    for names in ("政策咨询\n法规咨询", "政策咨询\n法规咨询\n其他咨询"):
        choose(client, here, entry, "split", names=names)
        assert list(operations_of(here)) == [ROWS[0], *names.split("\n")]
    assert here.content.changes[0].after.presence is Presence.CANCELLED
    choose(client, here, entry, "amend")
    assert operations_of(here) == {ROWS[0]: Operation.AMEND}


def test_a_row_is_merged_into_another(app: Flask, world: World) -> None:
    client, here = begun(app, world, ROWS[:1])
    with app.app_context():
        target = world.row(ROWS[1]).state.entry
    choose(client, here, entry_of(here, ROWS[0]), "merge", target=target)
    assert operations_of(here) == {ROWS[0]: Operation.MERGE, ROWS[1]: Operation.MERGE}
    assert here.content.changes[1].sources == (here.content.changes[0].entry,)


WRONG = {
    "split into one": ("split", {"names": "一项"}, "names of two new rows"),
    "moved nowhere": ("move", {"place": "under:nowhere"}, "Choose the place"),
    "merged into nothing": ("merge", {"target": ""}, "Choose the row that this one is merged into"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_choice_that_cannot_be_is_said_and_what_was_typed_kept(app: Flask, world: World, name: str) -> None:
    operation, fields, said = WRONG[name]
    client, here = begun(app, world, ROWS[:1])
    entry = entry_of(here, ROWS[0])
    address = f"{here.address}/entries/{entry}/operation"
    page = client.get(address)
    form = next(one for one in forms_of(page.text) if one.values.get("operation") == operation)
    answer = client.post(address, data={**form.values, **fields})
    assert answer.status_code == 422
    assert said in answer.text
    assert operations_of(here) == {ROWS[0]: Operation.AMEND}
    assert fields.get("names", "") in answer.text


def test_a_row_that_is_not_listed_is_picked_to_be_restored(app: Flask, world: World) -> None:
    with app.app_context():
        row = world.row(ROWS[0])
        world.published(
            drafted([operations.left_out(row, LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")])
        )
    client, here = begun(app, world, ROWS[:1])
    assert operations_of(here) == {ROWS[0]: Operation.RESTORE}
    with app.app_context():
        heading = world.row(HEADING).state.entry
    choose(client, here, row.state.entry, "restore", place=f"under:{heading}")
    assert here.content.changes[0].after.parent == heading
    assert ROWS[0] in client.get(here.entry_address).text


def test_a_new_row_is_placed(app: Flask, world: World) -> None:
    client, here = begun(app, world, ROWS[:1])
    fields = here.fields(client.get(here.address))
    client.post(f"{here.address}/entries", data={**fields, "kind": "supplement", "parent": ""})
    new = here.content.changes[1].entry
    with app.app_context():
        entry = world.row(ROWS[0]).state.entry
    choose(client, here, new, "move", place=f"after:{entry}")
    assert here.content.changes[1].operation is Operation.ADD
    assert here.content.changes[1].after.parent == here.content.changes[0].after.parent


def test_what_the_standard_has_come_to_list_is_picked_listed_and_left_out(app: Flask, world: World) -> None:
    with app.app_context():
        upstream = revised(world)
    client = signed_in(app, world, "drafter")
    page = client.get(f"/catalogues/{COUNTY}/propose?entry={upstream.entry}")
    assert "In the standard, but not here" in page.text
    form = next(one for one in forms_of(page.text) if "key" in one.values)
    answer = client.post(
        f"/catalogues/{COUNTY}/propose", data={**form.values, "entry": upstream.entry, "how": "take_away"}
    )
    here = Draft(app, world, answer.location)
    entry = entry_of(here, upstream.content.name)
    assert here.content.changes[0].after.presence is Presence.LEFT_OUT
    choose(client, here, entry, "add")
    assert here.content.changes[0].after.presence is Presence.PRESENT
    choose(client, here, entry, "leave_out", reason="not_practised", explanation="本县尚未建成零工市场。")
    after = here.content.changes[0].after
    assert (after.presence, after.left_out_reason) == (Presence.LEFT_OUT, LeaveOutReason.NOT_PRACTISED)
    assert "In the standard, but not here" not in client.get(f"{here.address}/rows").text


def test_leaving_out_the_only_row_says_which_heading_would_stand_empty(app: Flask, world: World) -> None:
    client, here = begun(app, world, ROWS)
    first, last = (entry_of(here, name) for name in ROWS)
    why = {"reason": "not_practised", "explanation": "本县没有这项业务。"}
    said = f"It is the only row below “{HEADING}”"
    assert said not in client.get(f"{here.address}/entries/{last}/operation").text
    choose(client, here, first, "leave_out", **why)
    assert said in client.get(f"{here.address}/entries/{last}/operation").text


def test_moving_the_last_row_away_warns_and_the_heading_goes_along_at_one_press(
    app: Flask, world: World
) -> None:
    client, here = begun(app, world, ROWS)
    first, last = (entry_of(here, name) for name in ROWS)
    with app.app_context():
        heading = world.row(HEADING).state.entry
    along = f"Leave out “{HEADING}” too"
    choose(client, here, first, "leave_out", reason="not_practised", explanation="本县没有这项业务。")
    page = client.get(f"{here.address}/entries/{last}/operation").text
    move = page.partition('id="h-move"')[2].partition("</section>")[0]
    assert f"It is the only row below “{HEADING}”" in move
    assert along not in client.get(here.address).text
    choose(client, here, last, "move", place="under:")
    page = client.get(here.address)
    client.submit(page, along)
    found = here.content.change_of(heading)
    assert (found.operation, found.after.left_out_reason) == (
        Operation.LEAVE_OUT,
        LeaveOutReason.NOT_PRACTISED,
    )
    assert here.content.change_of(last).after.is_listed
    assert along not in client.get(here.address).text
    again = client.submit(page, along)
    assert again.status_code in {409, 422}
