"""What is hidden is nowhere in public, on any page and any day; those in charge see it with its mark."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from formats.writing import FileKind
from tests.checked_client import CheckedClient
from tests.web.people import signed_in, visitor
from tests.workflow.hidings import EXPLANATION, Hidings
from tests.world import COUNTY, HEADING, ROWS, World
from values.clock import FrozenClock, shanghai_day
from values.hiding import HidingReason, HidingTarget
from web.access import anyone, rule_of
from workflow.queries.catalogue import PublishedRow

SECRET_NAME = "涉密事项名称"
SECRET_DEADLINE = "涉密时限七日"
NOT_DISPLAYED = "This content is not displayed for the time being."
MARK = "Hidden in an emergency"


@pytest.fixture
def hidings(world: World) -> Hidings:
    return Hidings(world)


@pytest.fixture
def row(app: Flask, world: World, clock: FrozenClock) -> PublishedRow:
    """An added row with words found nowhere else, changed twice since, the second time for later."""
    with app.app_context():
        world.published(world.addition(SECRET_NAME))
        clock.advance(timedelta(days=1))
        world.published(world.amendment(SECRET_NAME, deadline=SECRET_DEADLINE))
        clock.advance(timedelta(days=1))
        later = shanghai_day(clock.now()) + timedelta(days=5)
        world.published(
            world.amendment(SECRET_NAME, deadline=f"{SECRET_DEADLINE}（新）", effective_from=later)
        )
        clock.advance(timedelta(days=1))
        return world.row(SECRET_NAME)


def public_addresses(app: Flask, row: PublishedRow, clock: FrozenClock) -> Iterator[str]:
    """Yield every address that anyone may open, for every catalogue, release and row, on days of both clocks."""
    today = shanghai_day(clock.now())
    questions = [""]
    for days in (-5, -2, 0, 7):
        questions.append(f"?as-of={today + timedelta(days=days)}")
        if days <= 0:
            questions.append(f"?as-of={today + timedelta(days=days)}&clock=shown")
    values = {
        "code": (COUNTY, "000000-employment"),
        "entry": (row.state.entry,),
        "number": ("1", "2", "3", "4"),
        "release": ("1", "2", "3", "4"),
        "sha256": ("0" * 64,),
        "language": ("en",),
        "kind": [one.value for one in FileKind],
        "form": ("docx", "pdf"),
        "key": ("0",),
    }
    with app.app_context():
        rules = [
            rule
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ())
            and rule_of(rule.endpoint) is anyone
            and rule.endpoint != "static"
        ]
    assert len(rules) > 5
    for rule in rules:
        addresses = [rule.rule]
        for argument in sorted(rule.arguments):
            pattern = re.compile(rf"<([^<>:]+:)?{argument}>")
            known = values.get(argument, ("1", "2"))
            addresses = [pattern.sub(value, one) for one in addresses for value in known]
        is_asked = rule.rule.startswith("/catalogues/") and rule.endpoint != "exports.release"
        asked = questions if is_asked else [""]
        for address in addresses:
            # Files of one day hold the same, so that the other days are asked in one kind.
            is_other_kind = rule.endpoint == "exports.catalogue" and not address.endswith(".json")
            yield from (address + question for question in (asked[:1] if is_other_kind else asked))
    yield f"/catalogues/{COUNTY}/compare?from=1&to=4"
    yield f"/catalogues/{COUNTY}/compare?before=1&after=4"


def found_in_public(
    app: Flask, row: PublishedRow, clock: FrozenClock, *words: str, client: CheckedClient | None = None
) -> set[str]:
    """Return the public addresses whose answer holds any of the words."""
    reader = client or visitor(app)
    return {
        address
        for address in public_addresses(app, row, clock)
        if any(word.encode() in page for page in [unpacked(reader.get(address).data)] for word in words)
    }


def unpacked(data: bytes) -> bytes:
    """Return what stands in an answer, also in the parts of a workbook or Word file."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"\n".join(package.read(one) for one in package.namelist())


def test_a_hidden_row_is_nowhere_in_public(
    app: Flask, hidings: Hidings, row: PublishedRow, clock: FrozenClock
) -> None:
    before = found_in_public(app, row, clock, SECRET_NAME)
    assert {address.split("/")[-2] for address in before} >= {"catalogues", "entries", "releases"}
    with app.app_context():
        hiding = hidings.hide(target=HidingTarget(entry=row.state.entry))
    assert found_in_public(app, row, clock, SECRET_NAME, SECRET_DEADLINE, EXPLANATION, MARK) == set()
    assert visitor(app).get(f"/catalogues/{COUNTY}/entries/{row.state.entry}").status_code == 404
    with app.app_context():
        hidings.lift(hiding)
    assert found_in_public(app, row, clock, SECRET_NAME) == before


def test_a_release_whose_row_is_hidden_does_not_say_that_nothing_was_changed(
    app: Flask, world: World, hidings: Hidings, row: PublishedRow
) -> None:
    assert world
    with app.app_context():
        hidings.hide(target=HidingTarget(entry=row.state.entry))
    shown = visitor(app).get(f"/catalogues/{COUNTY}/releases/2").text
    assert "Of what is displayed, this release changed no row." in shown
    assert "0 changed rows" not in shown


def test_a_heading_hides_its_descendants_on_every_day(
    app: Flask, world: World, hidings: Hidings, row: PublishedRow, clock: FrozenClock
) -> None:
    client, names = visitor(app), (SECRET_NAME, HEADING, *ROWS)
    listed = {one for one in public_addresses(app, row, clock) if COUNTY in one}

    def saying_any() -> set[str]:
        pages = {one: unpacked(client.get(one).data).decode(errors="replace") for one in listed}
        return {one for one, page in pages.items() if any(name in page for name in names)}

    assert {one.partition("?")[0].split("/")[-2] for one in saying_any()} >= {
        "catalogues",
        "entries",
        "releases",
    }
    with app.app_context():
        hidings.hide(target=HidingTarget(entry=world.row(HEADING).state.entry))
    assert saying_any() == set()


@pytest.mark.parametrize(("field", "words"), [("deadline", SECRET_DEADLINE), ("name", SECRET_NAME)])
def test_a_hidden_field_is_a_neutral_sentence_in_public(
    app: Flask, hidings: Hidings, row: PublishedRow, clock: FrozenClock, field: str, words: str
) -> None:
    assert found_in_public(app, row, clock, words)
    with app.app_context():
        hidings.hide(target=HidingTarget(entry=row.state.entry, field=field))
    assert found_in_public(app, row, clock, words) == set()
    # Files speak Chinese, whoever asks.
    shown = found_in_public(app, row, clock, NOT_DISPLAYED, "此项内容暂不公开显示")
    # A PDF is made first, of the same content: see `test_printing`.
    assert {f"/catalogues/{COUNTY}.{kind}" for kind in FileKind if kind is not FileKind.PDF} <= shown
    assert {f"/catalogues/{COUNTY}", f"/catalogues/{COUNTY}/releases/3"} <= shown
    page = visitor(app).get(f"/catalogues/{COUNTY}/entries/{row.state.entry}")
    assert NOT_DISPLAYED in page.text
    # A hash would let a reader try out what is hidden.
    assert row.content_sha256[:16] not in page.text
    assert "此项内容暂不公开显示" in visitor(app, language="zh_Hans").get(f"/catalogues/{COUNTY}").text


@pytest.mark.parametrize("field", ["disclosing_bodies", "mode", "levels", "audience", "legal_bases", "guide"])
def test_every_kind_of_field_is_shown_as_hidden(
    app: Flask, hidings: Hidings, row: PublishedRow, field: str
) -> None:
    with app.app_context():
        hidings.hide(target=HidingTarget(entry=row.state.entry, field=field))
    client = visitor(app)
    assert "Partly not displayed" in client.get(f"/catalogues/{COUNTY}").text
    assert NOT_DISPLAYED in client.get(f"/catalogues/{COUNTY}/entries/{row.state.entry}").text


@pytest.mark.parametrize(
    ("login", "sees"),
    [
        ("drafter", True),
        ("secrecy", True),
        ("supervisor", True),
        ("publisher2", True),
        ("overseer", True),
        ("auditor", True),
        ("other-drafter", False),
        ("national-supervisor", False),
        ("business-admin", False),
        ("system-admin", False),
    ],
)
def test_those_in_charge_see_it_marked(
    app: Flask, world: World, hidings: Hidings, row: PublishedRow, login: str, sees: bool
) -> None:
    with app.app_context():
        hidings.hide(target=HidingTarget(entry=row.state.entry))
    client = signed_in(app, world, login)
    page = client.get(f"/catalogues/{COUNTY}").text
    assert (SECRET_NAME in page, f'<span class="pill r">{MARK}</span>' in page) == (sees, sees)
    entry = client.get(f"/catalogues/{COUNTY}/entries/{row.state.entry}")
    assert entry.status_code == (200 if sees else 404)
    assert (EXPLANATION in entry.text) == sees
    assert client.get(f"/catalogues/{COUNTY}/hidings").status_code == (
        200 if sees else 403 if login == "system-admin" else 404
    )


def test_past_days_say_that_it_was_hidden_then_and_others_do_not(
    app: Flask, hidings: Hidings, row: PublishedRow, clock: FrozenClock
) -> None:
    day = shanghai_day(clock.now())
    with app.app_context():
        hiding = hidings.hide(target=HidingTarget(entry=row.state.entry))
        clock.advance(timedelta(days=2))
        hidings.lift(hiding)
    clock.advance(timedelta(days=2))
    client = visitor(app)
    said = {
        days: "Was hidden on this day"
        in client.get(f"/catalogues/{COUNTY}?as-of={day + timedelta(days=days)}&clock={asked}").text
        for days in range(-1, 5)
        for asked in ("force", "shown")
    }
    assert said == {-1: False, 0: True, 1: True, 2: True, 3: False, 4: False}
    address = f"/catalogues/{COUNTY}/entries/{row.state.entry}?as-of={day}"
    assert "Was hidden on this day" in client.get(address).text
    assert "该日曾紧急撤下" in visitor(app, language="zh_Hans").get(address).text


def test_it_survives_a_release_of_the_same_row(
    app: Flask, world: World, hidings: Hidings, row: PublishedRow, clock: FrozenClock
) -> None:
    with app.app_context():
        hidings.hide(target=HidingTarget(entry=row.state.entry, field="deadline"))
        # What waited is in force by then.
        clock.advance(timedelta(days=7))
        world.published(world.amendment(SECRET_NAME, deadline="又一涉密时限"))
    page = visitor(app).get(f"/catalogues/{COUNTY}").text
    assert "又一涉密时限" not in page
    assert NOT_DISPLAYED in page


def test_the_same_version_and_the_same_hidden_parts_give_the_same_bytes(
    app: Flask, hidings: Hidings, row: PublishedRow, clock: FrozenClock
) -> None:
    addresses = (
        f"/catalogues/{COUNTY}",
        f"/catalogues/{COUNTY}/entries/{row.state.entry}",
        f"/catalogues/{COUNTY}/releases/3",
    )

    def pages() -> list[bytes]:
        token = re.compile(rb'name="csrf_token" value="[^"]*"')
        return [token.sub(b"", visitor(app).get(address).data) for address in addresses]

    def hide(reason: HidingReason, by: str) -> int:
        target = HidingTarget(entry=row.state.entry, field="deadline")
        return hidings.hide(target=target, reason=reason, by=by)

    shown = pages()
    with app.app_context():
        first = hide(HidingReason.PERSONAL_DATA, "publisher")
    hidden = pages()
    assert hidden != shown
    clock.advance(timedelta(minutes=1))
    with app.app_context():
        hidings.approve(first)
    assert pages() == hidden
    with app.app_context():
        hidings.lift(first)
    assert pages() == shown
    with app.app_context():
        hide(HidingReason.OTHER, "supervisor2")
    assert pages() == hidden
