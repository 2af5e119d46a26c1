"""R07 as a table: what a row cites, what it cited before, and what is found when it takes effect on 2026-03-02."""

from datetime import date
from typing import NamedTuple

from values.basis_register import BasisRegister
from values.legal_basis import BasisChange, BasisStatus, LegalBasis

EFFECTIVE = date(2026, 3, 2)


def repealed(since: date, by: str) -> BasisChange:
    return BasisChange(status=BasisStatus.REPEALED, since=since, by=by)


def amended(since: date, by: str, number: str = "") -> BasisChange:
    return BasisChange(status=BasisStatus.AMENDED, since=since, by=by, number=number)


REGISTER = BasisRegister(
    (
        LegalBasis(
            key="transparency-2007",
            title="中华人民共和国政府信息公开条例",
            number="国务院令第492号",
            in_force_from=date(2008, 5, 1),
            changes=(amended(date(2019, 5, 15), "国务院令第711号", "国务院令第711号"),),
        ),
        LegalBasis(
            key="promotion",
            title="中华人民共和国就业促进法",
            in_force_from=date(2008, 1, 1),
            changes=(amended(date(2015, 4, 24), "全国人民代表大会常务委员会的决定"),),
        ),
        LegalBasis(
            key="market-rules",
            title="人才市场管理规定",
            number="人事部令第1号",
            changes=(repealed(date(2019, 12, 31), "人力资源社会保障部令第43号"),),
            successor="market",
        ),
        LegalBasis(
            key="market",
            title="人力资源市场暂行条例",
            number="国务院令第700号",
            in_force_from=date(2018, 10, 1),
        ),
        LegalBasis(
            key="subsidies-2017",
            title="财政部 人力资源社会保障部关于印发〈就业补助资金管理办法〉的通知",
            number="财社〔2017〕164号",
            changes=(repealed(date(2026, 3, 2), "财社〔2026〕8号"),),
        ),
        LegalBasis(
            key="annual-2004",
            title="企业年金试行办法",
            number="劳动和社会保障部令第20号",
            changes=(repealed(date(2018, 2, 1), ""),),
            successor="annual-2017",
        ),
        LegalBasis(
            key="annual-2017",
            title="企业年金办法",
            number="人力资源和社会保障部 财政部令第36号",
            in_force_from=date(2018, 2, 1),
        ),
        LegalBasis(
            key="ahead", title="社会保险经办规定", number="国务院令第999号", in_force_from=date(2026, 3, 3)
        ),
        LegalBasis(
            key="today", title="就业服务规定", number="国务院令第998号", in_force_from=date(2026, 3, 2)
        ),
        LegalBasis(
            key="measures-a",
            title="登记管理办法",
            number="甲人社〔2001〕1号",
            changes=(repealed(date(2010, 1, 1), "甲人社〔2010〕1号"),),
        ),
        LegalBasis(key="measures-b", title="登记管理办法", number="甲人社〔2010〕1号"),
    )
)


class Case(NamedTuple):
    """What is cited, what was, and the findings: severity and a word of the message that names the matter."""

    cited: str
    found: tuple[tuple[str, str], ...] = ()
    before: str | None = None


PASSING = (
    Case("《人力资源市场暂行条例》（国务院令第700号）"),
    Case("《人力资源市场暂行条例》(中华人民共和国国务院令第700号)"),
    Case("《中华人民共和国就业促进法》(2007年8月30日通过,2015年4月24日修正)"),
    Case("《中华人民共和国政府信息公开条例》(中华人民共和国国务院令第711号)"),
    Case("《政府信息公开条例》（国务院令第492号公布，第711号修订）"),
    Case("《企业年金办法》（人力资源和社会保障部 财政部令第36号）"),
    Case("《企业年金办法》（人力资源社会保障部、财政部令第三十六号）"),
    Case("《甲县就业见习管理办法》（甲政发〔2024〕3号）"),
    Case("《关于印发工伤保险经办规程的通知》（人社部发〔2012〕11号）"),
    Case("《人力资源市场暂行条例》、《企业年金办法》；《就业服务规定》"),
    Case("《国务院关于工人退休、退职的暂行办法》（国发〔1978〕104号）"),
    Case(""),
)

FAILING = (
    Case("《人才市场管理规定》（人事部令第1号）", (("error", "repealed"),)),
    Case("《人才市场管理规定》", (("error", "cite 《人力资源市场暂行条例》 instead"),)),
    Case("人事部令第1号", (("hint", "without a title"), ("error", "repealed"))),
    Case("《企业年金试行办法》（劳动和社会保障部令第20号）", (("error", "cite 《企业年金办法》 instead"),)),
    Case("《就业补助资金管理办法》（财社〔2017〕164号）", (("error", "what applies instead"),)),
    Case("《关于印发〈就业补助资金管理办法〉的通知》", (("error", "财社〔2026〕8号"),)),
    Case("《社会保险经办规定》（国务院令第999号）", (("warning", "2026-03-03 only"),)),
    Case("人力资源市场暂行条例", (("hint", "write 《人力资源市场暂行条例》"),)),
    Case("《人力资源市场暂行条例", (("hint", "》 is missing"),)),
    Case("人力资源市场暂行条例》", (("hint", "《 is missing"),)),
    Case("<人力资源市场暂行条例>", (("hint", "other brackets"),)),
    Case("《国务院意见》（国发[2015]2号）", (("hint", "〔〕; write 《国务院意见》（国发〔2015〕2号）"),)),
    Case("《国务院意见（国发〔2015〕2号）》", (("hint", "behind the title"),)),
    Case("国家有关规定", (("hint", "“国家有关规定” names no law"),)),
    Case(
        "《人力资源市场暂行条例》（劳动和社会保障部令第20号）",
        (("hint", "belongs to 《企业年金试行办法》"), ("error", "repealed")),
    ),
)

BORDERLINE = (
    Case("《人才市场管理规定》", (("warning", "repealed"),), before="《人才市场管理规定》（人事部令第1号）"),
    Case("《人才市场管理规定》", (("warning", "repealed"),), before="人才市场管理规定"),
    Case("《人才市场管理规定》", (("error", "repealed"),), before="《企业年金办法》"),
    Case("《企业年金办法》", before="《人才市场管理规定》"),
    Case("《就业服务规定》（国务院令第998号）"),
    Case("《中华人民共和国就业促进法》", (("hint", "amended on 2015-04-24"),)),
    Case("《政府信息公开条例》（国务院令第492号）", (("hint", "amended on 2019-05-15 by 国务院令第711号"),)),
    Case("《政府信息公开条例》（国务院令第492号，2010年修改）", (("hint", "amended on 2019-05-15"),)),
    Case("《登记管理办法》"),
    Case("《登记管理办法》（甲人社〔2001〕1号）", (("error", "甲人社〔2010〕1号"),)),
    Case("《人力资源市场暂行条例》第三条、第五条第二款"),
    Case("《关于印发《就业见习管理办法》的通知》（甲人社〔2024〕9号）"),
    Case(
        "《人力资源市场暂行条例》（以下简称《条例》）；《条例》第三条",
        (("hint", "abbreviation"),),
    ),
    Case("《人才市场管理规定》、《人才市场管理规定》", (("error", "repealed"),)),
    Case("（国务院令第700号）", (("hint", "without a title"),)),
)
