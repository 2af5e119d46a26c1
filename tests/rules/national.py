"""The two national standards as catalogues that adapt themselves, for whoever checks them whole."""

from functools import cache

from formats.standard_json import read_standard
from rules.check import check_whole
from rules.findings import Finding
from rules.grounds import Grounds
from rules.sheet import Sheet
from tests.sources import ROOT
from values.entry import EntryState
from values.vocabulary import Field, Origin

FILES = {
    Field.EMPLOYMENT: "national_employment.json",
    Field.SOCIAL_INSURANCE: "national_social_insurance.json",
}


def standard(field: Field) -> Sheet:
    """Return a national standard as a sheet; a row is named by its place in the file."""
    states = []
    for number, section in enumerate(read_standard(ROOT / "data" / FILES[field], body="1"), 1):
        states.append(EntryState(entry=f"{number}", parent=None, rank="5", content=section.heading))
        states += [
            EntryState(entry=f"{number}.{place}", parent=f"{number}", rank="5", content=row)
            for place, row in enumerate(section.rows, 1)
        ]
    return Sheet({one.entry: one for one in states})


@cache
def remaining(field: Field) -> tuple[Finding, ...]:
    """Return what the rules find on a national standard that is held against itself."""
    upstream = standard(field)
    rows = {
        key: EntryState(
            entry=key,
            parent=one.parent,
            rank=one.rank,
            content=one.content,
            origin=Origin.ADAPTED,
            upstream_entry=key,
        )
        for key, one in upstream.states.items()
    }
    return check_whole(Grounds(sheet=Sheet(rows), upstream=upstream, published=rows))
