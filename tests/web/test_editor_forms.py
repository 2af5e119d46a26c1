"""What forms read back: an untouched one changes nothing, and every line means what it says."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from values.entry import (
    AudienceOfEntry,
    Citation,
    DisclosingBody,
    EntryContent,
    EntryState,
    Guide,
    Material,
    Mode,
    Place,
    Telephones,
)
from values.proposal_content import DraftContent
from values.vocabulary import Level, Trigger
from web.forms.draft_form import header_values, read_header, typed_values
from web.forms.entry_form import STANDARD_CHANNELS, entry_values, read_entry
from web.forms.limits import entry_issues, note_issues
from web.forms.reading import Form, Values
from workflow.errors import InvalidError

ANYTHING = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8)
TEXTS = st.one_of(
    ANYTHING,
    st.lists(
        st.sampled_from(
            ["甲", " ", "　", "|", "｜", "\n", "\r\n", "\r", "https://a.cn", "<b>", '"', "\u2028"]
        ),
        max_size=6,
    ).map("".join),
)
LINES = st.lists(TEXTS, max_size=3).map(tuple)
LEVELS = st.sampled_from(Level)

CONTENTS = st.builds(
    EntryContent,
    name=TEXTS,
    content_elements=LINES,
    legal_bases=st.lists(st.builds(Citation, text=TEXTS, url=TEXTS, basis=TEXTS), max_size=3).map(tuple),
    deadline=TEXTS,
    disclosing_bodies=st.lists(
        st.builds(
            DisclosingBody,
            body=st.sampled_from(["1", "2", "3", ""]),
            lead=st.booleans(),
            levels=st.lists(LEVELS, max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    channels=st.lists(st.one_of(st.sampled_from(STANDARD_CHANNELS), TEXTS), max_size=4).map(tuple),
    audience=st.builds(AudienceOfEntry, all_society=st.booleans(), groups=LINES),
    mode=st.builds(
        Mode,
        proactive=st.booleans(),
        on_request=st.booleans(),
        withheld=st.booleans(),
        withheld_basis=TEXTS,
    ),
    levels=st.lists(LEVELS, max_size=3).map(tuple),
    is_service=st.booleans(),
    guide=st.builds(
        Guide,
        elements=LINES,
        materials=st.lists(st.builds(Material, name=TEXTS, requirement=TEXTS, basis=TEXTS), max_size=3).map(
            tuple
        ),
        blank_forms=LINES,
        filling_notes=TEXTS,
        samples=LINES,
    ),
    places=st.lists(st.builds(Place, level=LEVELS, text=TEXTS, url=TEXTS), max_size=3).map(tuple),
    telephones=st.builds(Telephones, questions=TEXTS, supervision=TEXTS, complaints=TEXTS),
    interpretation=TEXTS,
    online_degree=TEXTS,
    attachments=LINES,
    confidence=TEXTS,
)

DAYS = st.none() | st.dates(date(1949, 10, 1), date(2100, 12, 31))
SHORT = TEXTS.map(lambda text: text[:8])
DRAFTS = st.builds(
    DraftContent,
    title=SHORT,
    trigger=st.none() | st.sampled_from(Trigger),
    trigger_date=DAYS,
    rationale=SHORT,
    policy_source=SHORT,
    effective_from=DAYS,
    interpretation=SHORT,
)


def row(**fields: object) -> EntryState:
    content = replace(EntryContent(name="岗位信息发布"), **fields)  # type: ignore[arg-type]
    return EntryState(entry="1" * 32, parent=None, rank="5", content=content)


def sent(values: Values, **fields: str | list[str]) -> Form:
    """Return what a browser sends of a filled form: with the line ends that the standard asks for."""
    form: Form = MultiDict()
    for name, value in (values | fields).items():
        texts = [value] if isinstance(value, str) else value
        for text in texts:
            form.add(name, text.replace("\n", "\r\n"))
    return form


@given(CONTENTS)
def test_a_row_that_nobody_touched_stays_what_it_was(content: EntryContent) -> None:
    state = replace(row(), content=content)
    assert read_entry(sent(entry_values(state)), state) == state


@given(CONTENTS)
def test_what_is_read_fills_the_form_that_gives_it_again(content: EntryContent) -> None:
    read = read_entry(sent(entry_values(replace(row(), content=content))), row())
    assert read_entry(sent(entry_values(read)), row()) == read


@given(DRAFTS)
def test_a_header_that_nobody_touched_stays_what_it_was(draft: DraftContent) -> None:
    assert read_header(sent(header_values(draft)), draft) == draft


@given(CONTENTS)
def test_what_was_not_sent_is_not_emptied(content: EntryContent) -> None:
    state = replace(row(), content=content)
    read = read_entry(MultiDict(), state).content
    assert (read.name, read.content_elements, read.places, read.guide.materials) == (
        content.name,
        content.content_elements,
        content.places,
        content.guide.materials,
    )
    assert read_header(MultiDict(), DraftContent(title="甲")) == DraftContent(title="甲")


BASES = (
    Citation(text="《甲法》", url="https://old.example/a", basis="7"),
    Citation(text="《乙|丙》", basis="8"),
)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("《甲法》 | https://old.example/a", BASES[0]),
        (
            "《甲法》 | https://new.example/b",
            Citation(text="《甲法》", url="https://new.example/b", basis="7"),
        ),
        ("《甲法》", Citation(text="《甲法》", basis="7")),
        ("《乙|丙》", BASES[1]),
        ("《丁》第三条｜HTTPS://d.example", Citation(text="《丁》第三条", url="HTTPS://d.example")),
        ("《戊》 | javascript:alert(1)", Citation(text="《戊》 | javascript:alert(1)")),
        ("| https://only.example", Citation(text="| https://only.example")),
    ],
)
def test_a_line_of_a_legal_basis_means_a_citation(line: str, expected: Citation) -> None:
    state = row(legal_bases=BASES)
    read = read_entry(sent(entry_values(state), legal_bases=f"\n{line}\n"), state)
    assert read.content.legal_bases == (expected,)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("身份证", Material(name="身份证")),
        ("身份证 | 原件", Material(name="身份证", requirement="原件")),
        ("身份证｜｜《条例》", Material(name="身份证", basis="《条例》")),
        ("身份证|原件|《条例》|第三条", Material(name="身份证", requirement="原件", basis="《条例》|第三条")),
    ],
)
def test_a_line_of_a_material_means_a_document(line: str, expected: Material) -> None:
    read = read_entry(sent(entry_values(row()), guide_materials=line), row())
    assert read.content.guide.materials == (expected,)
    assert read_entry(sent(entry_values(read)), row()) == read


def test_bodies_keep_their_levels_and_their_order_when_another_joins_or_leads() -> None:
    first, second = DisclosingBody(body="1", levels=(Level.COUNTY,)), DisclosingBody(body="2", lead=False)
    state = row(disclosing_bodies=(first, second))
    joined = read_entry(sent(entry_values(state), bodies=["2", "3"]), state).content.disclosing_bodies
    assert joined == (first, second, DisclosingBody(body="3", lead=False))
    led = read_entry(sent(entry_values(state), lead_body="2", bodies=["1", "2"]), state)
    assert led.content.disclosing_bodies == (replace(second, lead=True), replace(first, lead=False))
    rubbish = read_entry(sent(entry_values(state), lead_body="x' OR 1=1", bodies=["²"]), state)
    assert rubbish.content.disclosing_bodies == ()


def test_channels_and_levels_stay_where_they_were_and_new_ones_follow() -> None:
    state = row(channels=("微信群", "政府公报", "政府网站"), levels=(Level.VILLAGE, Level.CITY))
    form = sent(
        entry_values(state),
        channels=["政府网站", "公开查阅点", "没有的渠道"],
        other_channels="微信群\n大喇叭",
        levels=["county", "village", "moon"],
    )
    content = read_entry(form, state).content
    assert content.channels == ("微信群", "政府网站", "公开查阅点", "大喇叭")
    assert content.levels == (Level.VILLAGE, Level.CITY, Level.COUNTY)


def test_places_without_text_and_address_do_not_count_and_an_unknown_level_is_the_county() -> None:
    form = sent(
        entry_values(row()),
        place_level=["township", "county", "moon"],
        place_text=["公示栏", " ", ""],
        place_url=["", "", "https://moon.example"],
    )
    assert read_entry(form, row()).content.places == (
        Place(level=Level.TOWNSHIP, text="公示栏"),
        Place(level=Level.COUNTY, text="", url="https://moon.example"),
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "字" * 201}, "name"),
        ({"content_elements": ("字" * 501,)}, "content_elements"),
        ({"content_elements": ("字",) * 201}, "content_elements"),
        ({"legal_bases": (Citation(text="《法》", url="www.example"),)}, "legal_bases"),
        ({"legal_bases": (Citation(text="法" * 1001),)}, "legal_bases"),
        ({"deadline": "字" * 501}, "deadline"),
        ({"disclosing_bodies": (DisclosingBody(body="9"),)}, "disclosing_bodies"),
        ({"channels": ("字" * 101,)}, "channels"),
        ({"audience": AudienceOfEntry(groups=("字" * 501,))}, "audience"),
        ({"mode": Mode(withheld=True, withheld_basis="字" * 501)}, "mode"),
        ({"guide": Guide(materials=(Material(name="字" * 1001),))}, "guide"),
        ({"guide": Guide(filling_notes="字" * 20_001)}, "guide"),
        ({"places": (Place(level=Level.COUNTY, text="", url="javascript:alert(1)"),)}, "places"),
        ({"telephones": Telephones(complaints="1" * 101)}, "telephones"),
        ({"interpretation": "字" * 20_001}, "interpretation"),
        ({"online_degree": "字" * 101}, "online_degree"),
    ],
)
def test_what_is_beyond_a_limit_is_said_at_its_field(fields: dict[str, object], field: str) -> None:
    issues = entry_issues(row(**fields).content, {"1"})
    assert [issue.field for issue in issues] == [field]
    assert issues[0].message.in_english()


def test_what_fits_exactly_is_not_refused() -> None:
    content = row(
        name="字" * 200,
        content_elements=("字" * 500,) * 200,
        legal_bases=(Citation(text="法" * 1000, url="HTTPS://example.cn/" + "a" * 400),),
        disclosing_bodies=(DisclosingBody(body="1"),),
    ).content
    assert entry_issues(content, {"1"}) == []
    assert note_issues("字" * 4000) == []
    assert [issue.field for issue in note_issues("字" * 4001)] == ["comment"]


@pytest.mark.parametrize(
    ("fields", "fields_at_fault"),
    [
        ({"title": "字" * 201}, ["title"]),
        ({"trigger_date": "2026-02-30"}, ["trigger_date"]),
        ({"trigger_date": "<b>", "effective_from": "0001-01-01"}, ["trigger_date", "effective_from"]),
        ({"effective_from": "9999-12-31"}, ["effective_from"]),
        ({"rationale": "字" * 20_001, "policy_source": "字" * 4001}, ["rationale", "policy_source"]),
    ],
)
def test_a_header_beyond_its_limits_is_refused_and_what_was_typed_kept(
    fields: dict[str, str], fields_at_fault: list[str]
) -> None:
    form = sent(header_values(DraftContent()), **fields)
    with pytest.raises(InvalidError) as refused:
        read_header(form, DraftContent())
    assert [issue.field for issue in refused.value.issues] == fields_at_fault
    assert typed_values(form, DraftContent()) | fields == typed_values(form, DraftContent())


def test_a_header_can_be_emptied() -> None:
    full = DraftContent(title="甲", trigger=Trigger.OTHER, trigger_date=date(2026, 3, 2), rationale="乙")
    empty = sent(header_values(DraftContent()), trigger="no such trigger")
    assert read_header(empty, full) == DraftContent()
