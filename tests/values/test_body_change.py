"""The successor takes the body's place in a row, element by element."""

import pytest

from values.body_change import BodyChange, BodyChangeKind, succeeded
from values.entry import DisclosingBody
from values.vocabulary import Level

CHANGE = BodyChange(kind=BodyChangeKind.MERGE, body="1", successor="2")
COUNTY, TOWNSHIP = (Level.COUNTY,), (Level.TOWNSHIP,)


def body(key: str, levels: tuple[Level, ...] = (), *, lead: bool = False) -> DisclosingBody:
    return DisclosingBody(body=key, lead=lead, levels=levels)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((body("1", lead=True), body("3")), (body("2", lead=True), body("3"))),
        ((body("3", lead=True), body("1")), (body("3", lead=True), body("2"))),
        ((body("3"),), (body("3"),)),
        ((body("1", lead=True), body("2")), (body("2", lead=True),)),
        ((body("2"), body("3"), body("1", lead=True)), (body("2", lead=True), body("3"))),
        ((body("1", COUNTY), body("2", TOWNSHIP)), (body("2", (*COUNTY, *TOWNSHIP)),)),
        ((body("1", COUNTY), body("2")), (body("2"),)),
        ((body("3", COUNTY), body("3", TOWNSHIP)), (body("3", COUNTY), body("3", TOWNSHIP))),
        ((), ()),
    ],
)
def test_whoever_stands_beside_it_stays_and_two_become_one(
    before: tuple[DisclosingBody, ...], after: tuple[DisclosingBody, ...]
) -> None:
    assert succeeded(before, CHANGE) == after
