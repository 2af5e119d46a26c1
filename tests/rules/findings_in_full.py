"""Every sentence of every rule once, with all that a finding says; `python -m tests.rules.findings_in_full` writes it.

Keys stand here in full as well: by them an answer is found again after the product was brought up to date.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from rules.check import check, check_whole
from rules.claims import claims
from rules.findings import Finding
from rules.grounds import Grounds, Paper
from rules.sheet import Sheet
from tests.rules.bases_cases import EFFECTIVE, REGISTER
from tests.rules.floor_cases import left_out, local, saying, standard
from tests.rules.test_provincial import RULE
from tests.rules.test_timeliness import TABLE
from tests.sources import ROOT
from tests.values.test_personal_data import an_id, luhn
from values.channels import SEEDED, ChannelSynonyms
from values.claim import only_named
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
)
from values.vocabulary import LeaveOutReason, Level, Origin, Trigger

PAGE = ROOT / "tests" / "rules" / "findings_in_full.txt"

UPSTREAM = standard(
    channels=("政府网站",),
    levels=(Level.COUNTY,),
    legal_bases=(Citation(text="《就业服务与就业管理规定》"),),
)
BEFORE = local(UPSTREAM)
ROW = BEFORE.states["u"]
ARTICLE = "《中华人民共和国政府信息公开条例》第十四条"


def _own(name: str, entry: str = "own", **said: Any) -> EntryState:
    row = saying(ROW, name=name, content_elements=("别的要素",), **said)
    return replace(row, entry=entry, origin=Origin.SUPPLEMENT, upstream_entry=None)


def _cites(*texts: str) -> EntryState:
    return saying(ROW, legal_bases=tuple(Citation(text=one) for one in texts))


def _changes() -> Iterator[tuple[str, list[EntryState]]]:
    """Yield rows as they are changed, in the catalogue that adapts every row of the standard."""
    yield "R01 without its heading", [BEFORE.states["h"].ended]
    deep = [
        replace(_own(f"第{one}层"), entry=f"own{one}", parent=f"own{one - 1}" if one else "h")
        for one in range(3)
    ]
    yield "R01 too deep", deep
    yield "R02 the same", [_own("就业困难人员 认定")]
    yield (
        "R02 nearly the same",
        [
            _own("就业困难人员认定申请", "own1"),
            _own("认定就业困难人员", "own2"),
            _own("就业困难人群认定", "own3"),
        ],
    )
    alike = saying(ROW, name="零工市场")
    yield "R02 the same content", [replace(alike, entry="own", origin=Origin.REFINEMENT, upstream_entry=None)]
    yield "R03 lost", [ROW.ended]
    yield "R03 without a reason", [left_out(ROW, None)]
    for reason in LeaveOutReason:
        yield f"R03 {reason}, borne out by nothing", [left_out(ROW, reason, "无")]
    first = left_out(ROW, LeaveOutReason.NOT_PRACTISED, "本县未开展此项业务。")
    other = left_out(ROW, LeaveOutReason.CANCELLED_ABOVE, "国发〔2019〕6号取消")
    yield "R03 two reasons", [first, replace(other, entry="other")]
    yield "R04 name and place", [saying(replace(ROW, parent="k"), name="岗位补贴")]
    yield "R04 a heading below another", [replace(BEFORE.states["h"], parent="k")]
    nobody = AudienceOfEntry(all_society=False)
    empty = EntryContent(name="", audience=nobody, mode=Mode(proactive=False))
    yield "R05 nothing is filled in", [replace(ROW, content=empty)]
    heading = BEFORE.states["h"]
    yield (
        "R05 an empty heading",
        [heading, *(one.ended for one in BEFORE.states.values() if one.parent == "h")],
    )
    yield "R06 elements", [saying(ROW, content_elements=("补贴对象",))]
    for cited in (
        *(
            "人力资源市场暂行条例》",
            "《人力资源市场暂行条例",
            "人力资源市场暂行条例",
            "<人力资源市场暂行条例>",
        ),
        *("《国务院意见》（国发[2015]2号）", "《国务院意见（国发〔2015〕2号）》", "国发〔2015〕2号"),
        *("《人力资源市场暂行条例》（以下简称《条例》）；《条例》第三条", "国家有关规定"),
        *("《人力资源市场暂行条例》（财社〔2017〕164号）", "《登记管理办法》（甲人社〔2001〕1号）"),
        *(
            "《人才市场管理规定》",
            "《企业年金试行办法》",
            "《社会保险经办规定》",
            "《中华人民共和国就业促进法》",
        ),
    ):
        yield f"R07 {cited}", [_cites(cited)]
    for deadline in (
        *("30个工作日内公开", "20日内公开", "及时公开", "每月公开", "自签发之日起20个工作日内公开"),
        *("自受理之日起20个工作日内办结", "按规定公开", "20个工作日内公开；上级另有规定的从其规定"),
    ):
        yield f"R08 {deadline}", [saying(ROW, deadline=deadline)]
    yield "R09 channels", [saying(ROW, channels=("县人社局网站",))]
    yield "R10 nobody", [saying(ROW, audience=replace(nobody, groups=("特定群体", "失业人员")))]
    yield "R11 not proactive", [saying(ROW, mode=Mode(proactive=False, on_request=True))]
    yield "R11 withheld", [saying(ROW, mode=Mode(proactive=False, withheld=True, withheld_basis=ARTICLE))]
    yield "R11 together", [saying(ROW, mode=Mode(withheld=True, withheld_basis="不便公开"))]
    yield "R12 the guide", [saying(ROW, is_service=True, guide=Guide(materials=(Material(name="身份证"),)))]
    yield "R12 no guide", [saying(ROW, is_service=True)]
    asked = Guide(materials=(Material(name="身份证", requirement="原件"),))
    yield (
        "R13 beyond one's own guide",
        [saying(ROW, guide=asked, content_elements=(*ROW.content.content_elements, "材料：照片、户口簿"))],
    )
    numbers = f"{an_id('11010119000101001')} 6200000000000000{luhn('6200000000000000')} 13900000000"
    yield (
        "R16 numbers",
        [saying(ROW, interpretation=numbers, places=(Place(level=Level.COUNTY, text=numbers),))],
    )
    yield "R17 levels", [saying(ROW, levels=(Level.VILLAGE,))]
    yield "a province's own", [saying(ROW, telephones=replace(ROW.content.telephones, questions=""))]


def found() -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield each situation with what is found."""
    synonyms = ChannelSynonyms(SEEDED).at("示范省", "青原市", "青禾县")
    plain = Grounds(
        sheet=BEFORE, upstream=UPSTREAM, published=BEFORE.states, register=REGISTER, synonyms=synonyms
    )
    for what, changes in _changes():
        changed = replace(
            plain,
            sheet=BEFORE.after(changes),
            day=EFFECTIVE,
            provincial=(RULE,) if "province" in what else (),
        )
        yield what, check(changed, frozenset(one.entry for one in changes))
    both = replace(plain, elsewhere=Sheet({"E": replace(UPSTREAM.states["W"], entry="E")}))
    twin = _own("岗位信息发布")
    yield (
        "R02 in the other field",
        check(replace(both, sheet=Sheet({"own": twin, "h": BEFORE.states["h"]})), frozenset(["own"])),
    )
    bare = BEFORE.after([one.ended for one in BEFORE.states.values() if one.parent == "h"])
    yield (
        "R05 a heading that stood empty",
        check(replace(plain, sheet=bare, published=bare.states), frozenset("h")),
    )
    gone = Sheet({key: one for key, one in BEFORE.states.items() if key != "u"})
    yield "R03 missing from the whole", check_whole(replace(plain, sheet=gone))
    kept = _cites("《人才市场管理规定》")
    yield (
        "R07 kept",
        check(
            replace(plain, sheet=BEFORE.after([kept]), published={"u": kept}, day=EFFECTIVE), frozenset("u")
        ),
    )
    notice = standard(deadline="公示不少于5个工作日")
    short = saying(local(notice).states["u"], deadline="公示不少于3个工作日")
    yield "R08 a notice", check(Grounds(sheet=local(notice).after([short]), upstream=notice), frozenset("u"))
    beyond = standard(guide=Guide(materials=(Material(name="身份证"),)))
    more = saying(local(beyond).states["u"], guide=Guide(materials=(Material(name="照片"),)))
    yield (
        "R13 beyond the standard's guide",
        check(Grounds(sheet=local(beyond).after([more]), upstream=beyond), frozenset("u")),
    )
    marked = standard(levels=tuple(Level))
    unmarked = saying(local(marked).states["u"], levels=())
    all_levels = Grounds(sheet=local(marked).after([unmarked]), upstream=marked)
    yield "R17 every level", check(all_levels, frozenset("u"))
    unsure = standard(provenance={"deadline": "inferred"})
    late = saying(local(unsure).states["u"], deadline="30个工作日内公开")
    yield (
        "R08 against a reconstruction",
        check(Grounds(sheet=local(unsure).after([late]), upstream=unsure), frozenset("u")),
    )
    withheld = saying(ROW, mode=Mode(proactive=False, withheld=True, withheld_basis=ARTICLE))
    for is_decided in (False, True):
        paper = Paper(
            trigger=Trigger.NEW_POLICY,
            trigger_date=date(2026, 12, 20) if is_decided else date(2026, 3, 2),
            texts={"title": "联系13900000000"},
            is_decided=is_decided,
        )
        proposal = replace(
            plain,
            sheet=BEFORE.after([withheld]),
            paper=paper,
            published_on=date(2027, 3, 1),
            working_days=TABLE,
        )
        yield (
            f"R11, R14, R15 and R16 on a proposal{', decided' * is_decided}",
            check(proposal, frozenset("u")),
        )
    yield "C01 claims", tuple(_claims())


def _claims() -> Iterator[Finding]:
    """Yield what is found on claims of a township: of what is not there, a heading, twice, more, and nothing."""
    county = Sheet(
        {
            "h": saying(BEFORE.states["h"], levels=(Level.TOWNSHIP,)),
            "u": saying(ROW, levels=(Level.TOWNSHIP,)),
            "v": saying(BEFORE.states["v"], levels=(Level.COUNTY,)),
            "w": saying(BEFORE.states["w"], levels=(Level.TOWNSHIP,)),
            "x": saying(BEFORE.states["w"], name="零工市场", levels=(Level.TOWNSHIP,)),
            "y": saying(BEFORE.states["w"], name="失业登记", levels=(Level.TOWNSHIP,)),
            "z": saying(BEFORE.states["w"], name="就业登记", levels=(Level.TOWNSHIP,)),
        }
    )
    names = {key: (one.content.name,) for key, one in county.states.items()}

    def claim(key: str, of: str, **said: Any) -> EntryState:
        body = (DisclosingBody(body="7"),)
        words = replace(only_named(names.get(of, ("",))[0]), **{"disclosing_bodies": body, **said})
        return EntryState(
            entry=key, parent=None, rank="5", content=words, origin=Origin.ADAPTED, upstream_entry=of
        )

    rows = [
        claim("a", "nowhere"),
        claim("b", "h"),
        claim("c", "v"),
        claim("d", "w"),
        claim("e", "w"),
        claim("f", "x", name="别的名称"),
        claim("g", "y", disclosing_bodies=()),
        claim("i", "u"),
        replace(claim("j", "z"), parent="i"),
        replace(claim("k", ""), upstream_entry=None),
        claim("untouched", "nowhere else"),
    ]
    sheet = Sheet({one.entry: one for one in rows})
    yield from claims(sheet, frozenset(sheet.states) - {"untouched"}, county=county, names=names)


def page() -> str:
    """Return the whole page."""
    lines: list[str] = []
    for what, findings in found():
        lines += [f"# {what}", *(line for one in findings for line in _told(one)), ""]
    return "\n".join(lines)


def _told(one: Finding) -> list[str]:
    marks = [f"against {one.against}"] * bool(one.against) + ["reconstructed"] * one.is_reconstructed
    return [
        " · ".join(
            [f"{one.severity.value} {one.key}", one.rule, one.entry or "–", one.field, one.clause, *marks]
        ),
        f"    {one.message.in_english()}",
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
