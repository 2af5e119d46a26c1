"""R09, R12, R13, R14 and R16: what a row and a proposal say, by the tables of `content_cases`."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.channels import channels_covered
from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds, Paper
from rules.guide import guide_complete
from rules.interpretation import interpreted
from rules.materials import BEYOND_OWN, BEYOND_UPSTREAM, nothing_beyond_the_guide
from rules.personal_data import personal_data, personal_data_on_paper, texts_of
from rules.sheet import Sheet
from tests.rules.content_cases import ASKED, CHANNELS, FULL, GUIDES, INTERPRETATIONS, MATERIALS, NUMBERS
from tests.values.test_personal_data import an_id, luhn
from tests.world import content
from values.channels import SEEDED, ChannelSynonyms
from values.entry import AudienceOfEntry, Citation, EntryState, Guide, Material, Mode, Place, Telephones
from values.messages import Message
from values.vocabulary import Level, Presence, Trigger

ROW = EntryState(entry="row", parent=None, rank="5", content=content("失业登记", 1), upstream_entry="up")
UP = replace(ROW, entry="up", upstream_entry=None)
SYNONYMS = ChannelSynonyms(SEEDED).at("示范省", "青原市", "青禾县")


def grounds(row: EntryState, up: EntryState = UP, **more: object) -> Grounds:
    return replace(
        Grounds(sheet=Sheet({row.entry: row}), upstream=Sheet({"up": up}), synonyms=SYNONYMS),
        **more,  # type: ignore[arg-type]
    )


def said(row: EntryState, **fields: object) -> EntryState:
    return replace(row, content=replace(row.content, **fields))  # type: ignore[arg-type]


def shown(one: Finding, name: str) -> str:
    told = one.message.params[name]
    return f"{one.severity.value} {told.in_english() if isinstance(told, Message) else told}"


@pytest.mark.parametrize("what", CHANNELS)
def test_r09_finds_the_channels_that_no_word_of_the_row_means(what: str) -> None:
    channels, lacking = CHANNELS[what]
    row, up = said(ROW, channels=channels), said(UP, channels=ASKED)
    found = list(channels_covered(row, grounds(row, up)))
    assert [shown(one, "lacking") for one in found] == ([f"error {lacking}"] if lacking else [])
    assert all((one.rule, one.field, one.against) == ("R09", "channels", "up") for one in found)


def guide(materials: str = "", forms: str = "", notes: str = "", samples: str = "") -> Guide:
    listed = [one.split("|") for one in materials.split(",") if one]
    return Guide(
        materials=tuple(Material(name=one[0], requirement="".join(one[1:])) for one in listed),
        blank_forms=(forms,) if forms else (),
        filling_notes=notes,
        samples=(samples,) if samples else (),
    )


@pytest.mark.parametrize("what", GUIDES)
def test_r12_names_all_that_the_guide_of_a_service_lacks(what: str) -> None:
    changed, lacking = GUIDES[what]
    row = said(ROW, is_service=True, guide=guide(**{**FULL, **changed}))
    found = list(guide_complete(row, grounds(row)))
    assert [shown(one, "lacking") for one in found] == ([f"warning {lacking}"] if lacking else [])


def test_r12_asks_nothing_of_a_heading_or_of_what_is_no_service() -> None:
    heading, child = said(ROW, is_service=True), replace(ROW, entry="child", parent="row")
    sheet = Sheet({"row": heading, "child": child})
    assert list(guide_complete(heading, Grounds(sheet=sheet))) == []
    assert list(guide_complete(child, Grounds(sheet=sheet))) == []


@pytest.mark.parametrize("what", MATERIALS)
def test_r13_finds_what_is_asked_beyond_the_guide(what: str) -> None:
    own, above, element, expected = MATERIALS[what]
    row = said(ROW, guide=guide(own), content_elements=(element,))
    found = nothing_beyond_the_guide(row, grounds(row, said(UP, guide=guide(above))))
    assert "; ".join(shown(one, "beyond") for one in found) == expected


def test_r13_a_row_that_loses_its_guide_is_held_to_the_published_one() -> None:
    row = said(ROW, content_elements=("材料：照片",))
    before = said(ROW, guide=guide("身份证"))
    (one,) = nothing_beyond_the_guide(row, grounds(row, published={"row": before}))
    assert shown(one, "beyond") == "error 照片"


@pytest.mark.parametrize("what", INTERPRETATIONS)
def test_r14_a_new_policy_brings_its_interpretation(what: str) -> None:
    trigger, paper, on_row, is_lacking = INTERPRETATIONS[what]
    row = said(ROW, interpretation=on_row)
    told = Paper(trigger=trigger, interpretation=paper)
    found = [(one.rule, one.entry, one.field) for one in interpreted(grounds(row, paper=told))]
    assert found == ([("R14", "", "interpretation")] if is_lacking else [])


def test_r14_the_interpretation_of_a_row_that_does_not_change_is_none() -> None:
    row = said(ROW, interpretation="讲清变化")
    told = Paper(trigger=Trigger.NEW_POLICY)
    assert [one.rule for one in interpreted(grounds(row, published={"row": row}, paper=told))] == ["R14"]
    assert list(interpreted(grounds(row))) == []


def number(text: str) -> str:
    one = an_id("11010119000101001")
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in one)
    return text.format(check=one[14:], tail=one[14:], wide=wide, luhn=luhn("620000000000000" + "0"))


@pytest.mark.parametrize("what", NUMBERS)
def test_r16_finds_numbers_of_persons_and_no_others(what: str) -> None:
    text, severity = NUMBERS[what]
    row = said(ROW, interpretation=number(text))
    found = list(personal_data(row, grounds(row)))
    assert [one.severity.value for one in found] == ([severity] if severity else [])
    assert all(one.message.params["masked"].count("*") >= 6 for one in found)


def test_r16_looks_at_every_field_and_at_what_the_proposal_says() -> None:
    assert set(texts_of(ROW)) >= {"name", "guide", "places", "telephones", "legal_bases", "left_out"}
    row = replace(ROW, presence=Presence.LEFT_OUT, left_out_note="问13900000000")
    assert [one.field for one in personal_data(row, grounds(row))] == ["left_out"]
    assert list(personal_data(row.ended, grounds(row))) == []
    assert list(personal_data(replace(row, presence=Presence.CANCELLED), grounds(row))) == []
    told = Paper(texts={"attachments": "13900000000.pdf", "title": "公布"})
    found = [(one.entry, one.field) for one in personal_data_on_paper(grounds(ROW, paper=told))]
    assert found == [("", "attachments")]
    assert list(personal_data_on_paper(grounds(ROW))) == []


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    row = said(
        ROW, channels=(text,), content_elements=(f"材料：{text}",), guide=guide("身份证"), is_service=True
    )
    for rule in (channels_covered, guide_complete, nothing_beyond_the_guide, personal_data):
        for one in rule(row, grounds(row)):
            assert one.message.in_english()


def test_r13_names_the_field_that_asks_and_whose_guide_does_not() -> None:
    asks = {"interpretation": "办理材料：身份证、无犯罪记录证明。"}
    own, above = guide("身份证"), said(UP, guide=guide("身份证"))
    (beyond,) = nothing_beyond_the_guide(said(ROW, **asks, guide=own), grounds(ROW))
    assert (beyond.field, beyond.against, beyond.severity) == ("interpretation", "", Severity.ERROR)
    assert beyond.message.id == BEYOND_OWN
    (beyond,) = nothing_beyond_the_guide(said(ROW, **asks), grounds(ROW, above))
    assert (beyond.field, beyond.against, beyond.severity) == ("interpretation", "up", Severity.WARNING)
    assert beyond.message.id == BEYOND_UPSTREAM


def test_r16_names_the_field_in_which_a_number_stands() -> None:
    number = an_id("11010119900307123")
    texts = texts_of(ROW).keys()
    row = replace(
        said(
            ROW,
            name=number,
            content_elements=(number,),
            legal_bases=(Citation(text=number),),
            deadline=number,
            channels=(number,),
            audience=AudienceOfEntry(groups=(number,)),
            mode=Mode(withheld_basis=number),
            guide=Guide(elements=(number,)),
            places=(Place(level=Level.COUNTY, text=number),),
            telephones=Telephones(questions=number),
            interpretation=number,
            online_degree=number,
        ),
        left_out_note=number,
    )
    fields = {
        *("name", "content_elements", "legal_bases", "deadline", "channels", "audience", "mode", "guide"),
        *("places", "telephones", "interpretation", "online_degree", "left_out"),
    }
    assert {one.field for one in personal_data(row, grounds(row))} == fields == set(texts)


def test_what_a_finding_is_about_has_a_name_whatever_was_written() -> None:
    assert len(digest("\ud800", "失业登记")) == 12
