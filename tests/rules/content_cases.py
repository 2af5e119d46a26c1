"""R09, R12, R13, R14 and R16 as tables: what stands in a county's table, and what is found."""

from values.vocabulary import Trigger

ASKED = ("政府网站", "政务服务中心", "其他基层公共服务平台", "两微一端")
REST = "、政务服务中心、其他基层公共服务平台、两微一端"

CHANNELS_KEPT: dict[str, tuple[tuple[str, ...], str]] = {
    "the same": (ASKED, ""),
    "in another order": (ASKED[::-1], ""),
    "more are welcome": (
        (*ASKED, "12333咨询电话", "移动客户端", "自助终端", "手机短信", "有线电视", "入户上门"),
        "",
    ),
}
CHANNELS_IN_OTHER_WORDS: dict[str, tuple[tuple[str, ...], str]] = {
    "the county's portal": (("青禾县人民政府门户网站" + REST,), ""),
    "the portal without a name": (("人民政府门户网站" + REST,), ""),
    "the portal of the county in general": (("县政府门户网站" + REST,), ""),
    "the city's and the county's name": (("青原市青禾县人民政府网站" + REST,), ""),
    "a column of the site": (("青禾县人民政府网站“基层政务公开”专栏" + REST,), ""),
    "the new media": (("政府网站", "政务服务中心", "其他基层公共服务平台", "政务新媒体"), ""),
    "platforms without 其他": (("政府网站", "政务服务中心", "基层公共服务平台", "两微一端"), ""),
    "glued": (("政府网站政务服务中心其他基层公共服务平台两微一端",), ""),
    "split over lines": (("政府网", "站", "政务服务\n中心", "其他基层公共\n服务平台", "两微一端"), ""),
    "broken by spaces": (("政 府 网 站", "政务 服务中心", "其他基层公共服务平台", "两微一端"), ""),
    "ticked": (("■政府网站 ■政务服务中心 □政府公报 ☑其他基层公共服务平台 √两微一端",), ""),
    "one without its tick": (("■政府网站 □政务服务中心 ■其他基层公共服务平台 ■两微一端",), "政务服务中心"),
}
CHANNELS_LACKING: dict[str, tuple[tuple[str, ...], str]] = {
    "a department's own site": (("县人力资源和社会保障局网站" + REST,), "政府网站"),
    "another county's site": (("白石县人民政府门户网站" + REST,), "政府网站"),
    "another county's, parted": (("白石县 政府网站" + REST,), "政府网站"),
    "a township's site": (("清溪镇人民政府网站" + REST,), "政府网站"),
    "an account alone": (("政府网站、政务服务中心、其他基层公共服务平台、微信公众号",), "两微一端"),
    "several are lacking": (("政府网站",), "政务服务中心, 其他基层公共服务平台, 两微一端"),
}
CHANNELS = {**CHANNELS_KEPT, **CHANNELS_IN_OTHER_WORDS, **CHANNELS_LACKING}

FULL = {"materials": "身份证|原件", "forms": "申请表", "notes": "用黑色笔填写", "samples": "样表"}
UNLISTED = "the materials to hand in, with their requirements"
GUIDES_COMPLETE: dict[str, tuple[dict[str, str], str]] = {
    "complete": ({}, ""),
    "several materials": ({"materials": "身份证|原件,户口簿|复印件1份"}, ""),
    "nothing to hand in": ({"materials": "无需提交材料", "forms": "", "notes": "", "samples": ""}, ""),
}
GUIDES_LACKING: dict[str, tuple[dict[str, str], str]] = {
    "no materials": ({"materials": ""}, UNLISTED),
    "a material without its requirement": (
        {"materials": "身份证|原件,户口簿"},
        "the requirements of the materials (户口簿)",
    ),
    "two of them": ({"materials": "身份证,户口簿"}, "the requirements of the materials (身份证；户口簿)"),
    "no blank form": ({"forms": ""}, "a blank form"),
    "no filling notes": ({"notes": ""}, "filling notes"),
    "no sample": ({"samples": ""}, "a sample"),
    "nothing": (
        {"materials": "", "forms": "", "notes": "", "samples": ""},
        f"{UNLISTED}, a blank form, filling notes, a sample",
    ),
}
GUIDES_BORDERLINE: dict[str, tuple[dict[str, str], str]] = {
    "a requirement that says nothing": (
        {"materials": "身份证|—"},
        "the requirements of the materials (身份证)",
    ),
    "a form to follow": ({"forms": "待补充"}, "a blank form"),
    "filling notes of a blank": ({"notes": " "}, "filling notes"),
    "a sample that is left away": ({"samples": "略"}, "a sample"),
    "nothing to hand in, and yet something": (
        {"materials": "无,申请表", "forms": "", "notes": "", "samples": ""},
        "the requirements of the materials (无；申请表), a blank form, filling notes, a sample",
    ),
    "one word is enough": ({"forms": "表", "notes": "无", "samples": "见网站"}, ""),
}
GUIDES = {**GUIDES_COMPLETE, **GUIDES_LACKING, **GUIDES_BORDERLINE}

Asked = dict[str, tuple[str, str, str, str]]
"""What → own guide, standard's guide, what an element says, what is found: severity and documents."""

MATERIALS_KEPT: Asked = {
    "what the guide asks": ("身份证,户口簿", "", "办理材料：身份证、户口簿", ""),
    "in other words": ("居民身份证", "", "申请材料：本人身份证复印件", ""),
    "the standard's guide is kept": ("身份证", "身份证,户口簿", "办理材料", ""),
    "some of it": ("身份证,户口簿", "", "提交材料：户口簿原件", ""),
}
MATERIALS_BEYOND: Asked = {
    "more than the guide": ("身份证", "", "办理材料：身份证、无犯罪记录证明", "error 无犯罪记录证明"),
    "two more": ("身份证", "", "材料清单：婚育证明和体检报告", "error 婚育证明, 体检报告"),
    "only the standard's guide": ("", "身份证", "办理材料：身份证、学历证书", "warning 学历证书"),
    "the own guide asks for more": ("身份证,居住证", "身份证", "办理材料", "warning 居住证"),
    "one beyond each": ("身份证,居住证", "身份证", "材料：照片", "warning 居住证; error 照片"),
}
MATERIALS_BORDERLINE: Asked = {
    "the heading alone": ("身份证", "", "办理材料", ""),
    "no guide at all": ("", "", "办理材料：身份证", ""),
    "a sentence after the list": ("身份证", "", "材料：身份证。受理后五日内办结", ""),
    "copies": ("身份证", "", "材料：身份证一式两份", ""),
    "a form of address": ("证明", "", "材料：申请人户籍证明", ""),
    "a requirement names it": ("身份证|附户口簿", "", "材料：户口簿", ""),
    "one character": ("身份证", "", "材料：等、其", ""),
    "a guide of one character": ("表", "", "材料：申请表", "error 申请表"),
    "the beginning of another document": ("身份证明", "", "材料：身份证", ""),
}
MATERIALS = {**MATERIALS_KEPT, **MATERIALS_BEYOND, **MATERIALS_BORDERLINE}

LAW, POLICY = Trigger.NEW_LAW, Trigger.NEW_POLICY
Told = dict[str, tuple[Trigger | None, str, str, bool]]
"""What → trigger, the proposal's interpretation, that of a row that changes, whether it is found lacking."""

INTERPRETED: Told = {
    "on the proposal": (POLICY, "这次调整把公开时限缩短到10个工作日。", "", False),
    "on a row that changes": (POLICY, "", "补贴按月发放，不用再申请。", False),
    "on both": (POLICY, "见政策问答。", "补贴按月发放。", False),
}
NOT_INTERPRETED: Told = {
    "a new policy says nothing": (POLICY, "", "", True),
    "a blank": (POLICY, " ", "", True),
    "a broken line": (POLICY, "", "\n", True),
    "an ideographic blank on each": (POLICY, "\u3000", "\u3000", True),
}
NOT_ASKED: Told = {
    "one sign is something": (POLICY, "略", "", False),
    "no trigger yet": (None, "", "", False),
    "a new law, which its makers interpret": (LAW, "", "", False),
    **{f"another trigger: {one}": (one, "", "", False) for one in Trigger if one not in {LAW, POLICY}},
}
INTERPRETATIONS = {**INTERPRETED, **NOT_INTERPRETED, **NOT_ASKED}

NUMBERS_OF_PERSONS: dict[str, tuple[str, str]] = {
    "an id": ("张某某 11010119000101{check}", "error"),
    "an id by groups": ("110101 19000101 {tail}", "error"),
    "an id in full-width digits": ("{wide}", "error"),
    "an old id": ("身份证110101900101001", "error"),
    "a card": ("账号6200000000000000{luhn}", "error"),
    "a card in fours": ("6200-0000-0000-0000-{luhn}", "error"),
    "a mobile number": ("联系人13900000000", "warning"),
    "a mobile number by groups": ("139 0000 0000", "warning"),
}
NUMBERS_NEARLY: dict[str, tuple[str, str]] = {
    "an id with a wrong check digit": ("110101190001010001", ""),
    "a day that is none": ("110101190013010010", ""),
    "a longer number": ("1390000000012", ""),
    "dates glued": ("2019060320190930", ""),
    "a credit code": ("91110101MA0000000A", ""),
}
OTHER_NUMBERS: dict[str, tuple[str, str]] = {
    "a landline": ("0999-5550100", ""),
    "two landlines": ("0999-5550100 0999-5550101", ""),
    "the hotline": ("12333", ""),
    "a document number": ("人社厅函〔2019〕113号", ""),
    "a postal code": ("邮编839000", ""),
    "dates": ("2019-06-03 2019-09-30", ""),
    "an address": ("http://www.qinghe.example/t20230830_2055235.html", ""),
}
NUMBERS = {**NUMBERS_OF_PERSONS, **NUMBERS_NEARLY, **OTHER_NUMBERS}
