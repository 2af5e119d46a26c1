"""The two national standards as catalogues that adapt themselves, for whoever checks them whole."""

from datetime import date
from functools import cache

from formats.bases_json import read_bases
from formats.standard_json import read_standard
from rules.check import check_whole
from rules.findings import Finding
from rules.grounds import Grounds
from rules.sheet import Sheet
from tests.sources import ROOT
from values.basis_register import BasisRegister
from values.entry import EntryState
from values.legal_basis import LegalBasis
from values.vocabulary import Field, Origin

FILES = {
    Field.EMPLOYMENT: "national_employment.json",
    Field.SOCIAL_INSURANCE: "national_social_insurance.json",
}


DAY = date(2026, 3, 2)
"""When they take effect: their bases are asked about as well."""


@cache
def register() -> BasisRegister:
    """Return the register that an installation begins with."""
    return BasisRegister(
        tuple(
            LegalBasis(
                key=str(number),
                title=one.title,
                number=one.number,
                other_titles=one.other_titles,
                issuer=one.issuer,
                issued_on=one.issued_on,
                in_force_from=one.in_force_from,
                changes=one.amendments,
            )
            for number, one in enumerate(read_bases(ROOT / "data" / "legal_bases.json"))
        )
    )


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
    other = next(one for one in Field if one is not field)
    return check_whole(
        Grounds(
            sheet=Sheet(rows),
            upstream=upstream,
            elsewhere=standard(other),
            published=rows,
            register=register(),
            day=DAY,
        )
    )
