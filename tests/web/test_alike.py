"""The same change of many rows is said once on the page of a proposal; and nothing is offered that is refused."""

import pytest
from flask import Flask

from tests.web.people import signed_in
from tests.world import World
from values.vocabulary import State

NAMES = ("失业登记", "职业培训", "创业担保", "高校毕业生招聘")


@pytest.mark.parametrize(("language", "said"), [("en", "4 rows in the same way"), ("zh_Hans", "4 个事项")])
def test_the_same_change_of_many_rows_is_said_once(
    app: Flask, world: World, language: str, said: str
) -> None:
    with app.app_context():
        world.published(world.addition(*NAMES))
        number = world.opened(world.amendment(*NAMES, deadline="9个工作日内公开"))
    page = signed_in(app, world, "drafter", language=language).get(f"/proposals/{number}").text
    assert said in page
    assert page.count('<table class="rl') == 1
    for place, name in enumerate(NAMES, start=1):
        assert name in page
        assert page.count(f'id="h-change-{place}"') == 1


def test_what_the_rules_find_alike_of_many_rows_is_said_once(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.addition(*NAMES))
        number = world.opened(world.amendment(*NAMES, deadline=""))
    page = signed_in(app, world, "drafter").get(f"/proposals/{number}").text
    panel = page.split('id="findings"')[1].split("</section>")[0]
    assert "4 rows · " in panel
    assert panel.count("<article") < len(NAMES)
    listed = panel.split("<summary>Which rows</summary>")[1].split("</details>")[0]
    for place, name in enumerate(NAMES, start=1):
        assert f'<a href="#h-change-{place}">{name}</a>' in listed
    assert listed.count("Mend or answer it in the draft") == len(NAMES)


def test_few_rows_are_told_one_by_one(app: Flask, world: World) -> None:
    with app.app_context():
        world.published(world.addition(*NAMES))
        number = world.opened(world.amendment(*NAMES[:3], deadline="9个工作日内公开"))
    page = signed_in(app, world, "drafter").get(f"/proposals/{number}").text
    assert "rows in the same way" not in page
    assert page.count('<table class="rl') == 3


@pytest.mark.parametrize(
    ("login", "state", "button"),
    [("reviewer", State.IN_REVIEW, "Agree"), ("supervisor", State.IN_APPROVAL, "Approve")],
)
def test_nobody_is_offered_to_agree_where_the_base_has_moved(
    app: Flask, world: World, login: str, state: State, button: str
) -> None:
    with app.app_context():
        number = world.in_state(state)
    client = signed_in(app, world, login)
    assert f">{button}</button>" in client.get(f"/proposals/{number}").text
    with app.app_context():
        world.published(world.amendment(deadline="8个工作日内公开"))
    page = client.get(f"/proposals/{number}").text
    assert f">{button}</button>" not in page
    assert "It cannot be agreed to now: the base has moved on." in page
    assert ">Return for changes</button>" in page
