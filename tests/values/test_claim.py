"""What a claim puts in the place of the county's words."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from values.claim import (
    SUBSTITUTED,
    Substitution,
    claim_of,
    is_claimable,
    is_only_substitution,
    over,
    substitutes,
)
from values.entry import DisclosingBody, EntryContent, EntryState, Place, Telephones
from values.vocabulary import Level, Origin, Presence

COUNTY = EntryState(
    entry="a" * 32,
    parent="b" * 32,
    rank="3",
    origin=Origin.ADAPTED,
    upstream_entry="c" * 32,
    content=EntryContent(
        name="就业政策法规咨询",
        content_elements=("咨询电话",),
        deadline="20个工作日内公开",
        disclosing_bodies=(DisclosingBody(body="1"),),
        places=(Place(level=Level.COUNTY, text="县政府网站"),),
        telephones=Telephones(questions="1", supervision="2", complaints="3"),
        levels=(Level.COUNTY, Level.TOWNSHIP),
        channels=("政府网站",),
    ),
)
SAID = {
    "bodies": (DisclosingBody(body="7"),),
    "places": (Place(level=Level.TOWNSHIP, text="便民服务中心"),),
    "telephones": Telephones(questions="9"),
}
FIELDS = [one.name for one in fields(EntryContent) if one.name not in SUBSTITUTED]


def claim(**said: object) -> EntryState:
    return claim_of(COUNTY, Substitution(**said), entry="d" * 32, rank="5")  # type: ignore[arg-type]


@given(st.sets(st.sampled_from(sorted(SAID))))
def test_what_is_said_stands_and_the_rest_is_the_countys(names: set[str]) -> None:
    said = {name: SAID[name] for name in names}
    shown = over(COUNTY, claim(**said)).content
    assert shown.disclosing_bodies == said.get("bodies", COUNTY.content.disclosing_bodies)
    assert shown.places == said.get("places", COUNTY.content.places)
    assert shown.telephones.questions == ("9" if "telephones" in names else "1")
    assert (shown.telephones.supervision, shown.telephones.complaints) == ("2", "3")
    assert {name: getattr(shown, name) for name in FIELDS} == {
        name: getattr(COUNTY.content, name) for name in FIELDS
    }
    assert substitutes(claim(**said).content) == bool(names)
    assert is_only_substitution(claim(**said).content)


def test_the_row_stands_where_the_county_has_it_under_the_claims_identity() -> None:
    shown = over(COUNTY, claim(**SAID))
    assert (shown.entry, shown.parent, shown.rank, shown.origin) == ("d" * 32, "b" * 32, "3", Origin.ADAPTED)
    assert shown.upstream_entry == COUNTY.entry


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("deadline", "1个工作日内公开"),
        ("content_elements", ("别的",)),
        ("levels", (Level.TOWNSHIP,)),
        ("interpretation", "说明"),
        ("attachments", ("e" * 64,)),
    ],
)
def test_a_claim_that_says_more_is_told_apart(field: str, value: object) -> None:
    said = claim(**SAID).content
    assert is_only_substitution(said)
    assert not is_only_substitution(replace(said, **{field: value}))  # type: ignore[arg-type]


def test_only_listed_rows_for_townships_below_a_heading_can_be_claimed() -> None:
    assert is_claimable(COUNTY, is_heading=False)
    assert not is_claimable(COUNTY, is_heading=True)
    assert not is_claimable(replace(COUNTY, presence=Presence.LEFT_OUT), is_heading=False)
    county_only = replace(COUNTY, content=replace(COUNTY.content, levels=(Level.COUNTY,)))
    assert not is_claimable(county_only, is_heading=False)
