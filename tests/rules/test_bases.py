"""R07: what a row cites is in force on the day it takes effect, and written so that everybody finds it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.bases import bases
from rules.findings import Finding
from tests.rules.bases_cases import BORDERLINE, EFFECTIVE, FAILING, PASSING, REGISTER, Case
from tests.world import content
from values.basis_register import BasisRegister
from values.citations import recognised
from values.entry import Citation, EntryState
from values.legal_basis import BasisChange, BasisStatus, LegalBasis

DAY = date(2020, 1, 1)


def row(cited: str) -> EntryState:
    said = replace(content("就业政策法规咨询", 1), legal_bases=(Citation(text=cited),))
    return EntryState(entry="row", parent=None, rank="5", content=said)


def found(case: Case) -> list[Finding]:
    before = row(case.before) if case.before is not None else None
    return list(bases(row(case.cited), register=REGISTER, effective=EFFECTIVE, before=before))


@pytest.mark.parametrize("cited", [case.cited for case in PASSING])
def test_r07_finds_nothing_on_bases_that_are_in_force_and_well_written(cited: str) -> None:
    assert found(Case(cited)) == []


FOUND = {f"{case.before or ''}>{case.cited}": case for case in (*FAILING, *BORDERLINE)}


@pytest.mark.parametrize("what", FOUND)
def test_r07_says_what_is_wrong_and_what_would_be_right(what: str) -> None:
    case = FOUND[what]
    told = found(case)
    assert [one.severity.value for one in told] == [severity for severity, _ in case.found]
    for one, (_, words) in zip(told, case.found, strict=True):
        assert words in one.message.in_english()
        assert (one.rule, one.entry, one.field, one.clause) == ("R07", "row", "legal_bases", "N3.3")


@given(st.text())
def test_r07_reads_any_text(text: str) -> None:
    for one in found(Case(text, before=text)):
        assert one.message.in_english()


def changed(status: BasisStatus, since: date) -> BasisChange:
    return BasisChange(status=status, since=since)


STANDINGS = {
    "never begun": (LegalBasis(key="a", title="a"), BasisStatus.IN_FORCE),
    "begins that day": (LegalBasis(key="a", title="a", in_force_from=DAY), BasisStatus.IN_FORCE),
    "begins the day after": (
        LegalBasis(key="a", title="a", in_force_from=date(2020, 1, 2)),
        BasisStatus.NOT_YET_IN_FORCE,
    ),
    "issued the day after": (
        LegalBasis(key="a", title="a", issued_on=date(2020, 1, 2)),
        BasisStatus.NOT_YET_IN_FORCE,
    ),
    "issued later than in force": (
        LegalBasis(key="a", title="a", issued_on=date(2020, 1, 2), in_force_from=DAY),
        BasisStatus.IN_FORCE,
    ),
    "repealed that day": (
        LegalBasis(key="a", title="a", changes=(changed(BasisStatus.REPEALED, DAY),)),
        BasisStatus.REPEALED,
    ),
    "repealed the day after": (
        LegalBasis(key="a", title="a", changes=(changed(BasisStatus.REPEALED, date(2020, 1, 2)),)),
        BasisStatus.IN_FORCE,
    ),
    "amended after its repeal": (
        LegalBasis(
            key="a",
            title="a",
            changes=(
                changed(BasisStatus.AMENDED, date(2019, 1, 1)),
                changed(BasisStatus.REPEALED, date(2018, 1, 1)),
            ),
        ),
        BasisStatus.REPEALED,
    ),
    "amended twice": (
        LegalBasis(
            key="a",
            title="a",
            changes=(
                changed(BasisStatus.AMENDED, date(2019, 1, 1)),
                changed(BasisStatus.AMENDED, date(2018, 1, 1)),
            ),
        ),
        BasisStatus.AMENDED,
    ),
}


@pytest.mark.parametrize("what", STANDINGS)
def test_a_basis_tells_how_it_stands_on_a_day(what: str) -> None:
    basis, status = STANDINGS[what]
    assert basis.standing_on(DAY).status is status


def test_the_latest_amendment_counts() -> None:
    assert STANDINGS["amended twice"][0].standing_on(DAY).since == date(2019, 1, 1)


@pytest.mark.parametrize("status", [BasisStatus.IN_FORCE, BasisStatus.NOT_YET_IN_FORCE])
def test_only_an_amendment_or_a_repeal_changes_a_basis(status: BasisStatus) -> None:
    with pytest.raises(ValueError, match="amended or repealed"):
        changed(status, DAY)


def test_successors_that_lead_back_end() -> None:
    one, two = LegalBasis(key="a", title="a", successor="b"), LegalBasis(key="b", title="b", successor="a")
    assert BasisRegister((one, two)).successors(one) == (two,)
    assert BasisRegister((one,)).successors(one) == ()


def test_a_repealed_basis_whose_successor_is_repealed_names_the_next_that_is_in_force() -> None:
    gone = (changed(BasisStatus.REPEALED, DAY),)
    register = BasisRegister(
        (
            LegalBasis(key="a", title="甲条例", changes=gone, successor="b"),
            LegalBasis(key="b", title="乙条例", changes=gone, successor="c"),
            LegalBasis(key="c", title="丙条例"),
        )
    )
    (one,) = bases(row("《甲条例》"), register=register, effective=EFFECTIVE)
    assert "cite 《丙条例》 instead" in one.message.in_english()
    assert "a decision that the register does not name" in one.message.in_english()


MATCHED = {
    "《中华人民共和国人力资源市场暂行条例》": ["market"],
    "《人力资源和社会保障部 财政部关于印发就业补助资金管理办法的通知》": ["subsidies-2017"],
    "《登记管理办法》": ["measures-a", "measures-b"],
    "《登记管理办法》（甲人社〔2010〕01号）": ["measures-b"],
    "《另一个办法》（国务院令第七百号）": ["market"],
    "《没有的办法》": [],
    "《 、》": [],
}


@pytest.mark.parametrize("cited", MATCHED)
def test_a_citation_is_matched_by_number_and_by_any_form_of_its_title(cited: str) -> None:
    matched = [REGISTER.match(one).bases for one in recognised(cited).mentions]
    assert [[basis.key for basis in one] for one in matched] == [MATCHED[cited]]


def test_r07_each_basis_is_answered_for_itself_as_long_as_it_is_the_same() -> None:
    kept = "《人才市场管理规定》；《企业年金试行办法》"
    one, two = found(Case(kept, before=kept))
    assert one.key != two.key
    assert [one, two] == found(Case(f"{kept}；《就业服务规定》", before=kept))
