"""R09, R12, R13, R14 and R16 as tables: what stands in a county's table, and what is found."""

ASKED = ("政府网站", "政务服务中心", "其他基层公共服务平台", "两微一端")
REST = "、政务服务中心、其他基层公共服务平台、两微一端"

CHANNELS: dict[str, tuple[tuple[str, ...], str]] = {
    "the same": (ASKED, ""),
    "in another order": (ASKED[::-1], ""),
    "more are welcome": (
        (*ASKED, "12333咨询电话", "移动客户端", "自助终端", "手机短信", "有线电视", "入户上门"),
        "",
    ),
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
    "a department's own site": (("县人力资源和社会保障局网站" + REST,), "政府网站"),
    "another county's site": (("白石县人民政府门户网站" + REST,), "政府网站"),
    "another county's, parted": (("白石县 政府网站" + REST,), "政府网站"),
    "a township's site": (("清溪镇人民政府网站" + REST,), "政府网站"),
    "an account alone": (("政府网站、政务服务中心、其他基层公共服务平台、微信公众号",), "两微一端"),
    "several are lacking": (("政府网站",), "政务服务中心、其他基层公共服务平台、两微一端"),
}

FULL = {"materials": "身份证|原件", "forms": "申请表", "notes": "用黑色笔填写", "samples": "样表"}
UNLISTED = "the materials to hand in, with their requirements"
GUIDES: dict[str, tuple[dict[str, str], str]] = {
    "complete": ({}, ""),
    "several materials": ({"materials": "身份证|原件,户口簿|复印件1份"}, ""),
    "nothing to hand in": ({"materials": "无需提交材料", "forms": "", "notes": "", "samples": ""}, ""),
    "no materials": ({"materials": ""}, UNLISTED),
    "a material without its requirement": (
        {"materials": "身份证|原件,户口簿"},
        "the requirements of the materials (户口簿)",
    ),
    "several without": (
        {"materials": "身份证,户口簿|原件,照片|略"},
        "the requirements of the materials (身份证；照片)",
    ),
    "a requirement that says nothing": (
        {"materials": "身份证|—"},
        "the requirements of the materials (身份证)",
    ),
    "no blank form": ({"forms": ""}, "a blank form"),
    "a form to follow": ({"forms": "待补充"}, "a blank form"),
    "no filling notes": ({"notes": " "}, "filling notes"),
    "no sample": ({"samples": "略"}, "a sample"),
    "nothing": (
        {"materials": "", "forms": "", "notes": "", "samples": ""},
        f"{UNLISTED}, a blank form, filling notes, a sample",
    ),
}

MATERIALS: dict[str, tuple[str, str, str, str]] = {
    # what: (own guide, standard's guide, what an element says, what is found: severity and documents)
    "the heading alone": ("身份证", "", "办理材料", ""),
    "what the guide asks": ("身份证,户口簿", "", "办理材料：身份证、户口簿", ""),
    "in other words": ("居民身份证", "", "申请材料：本人身份证复印件", ""),
    "more than the guide": ("身份证", "", "办理材料：身份证、无犯罪记录证明", "error 无犯罪记录证明"),
    "two more": ("身份证", "", "材料清单：婚育证明和体检报告", "error 婚育证明、体检报告"),
    "no guide at all": ("", "", "办理材料：身份证", ""),
    "only the standard's guide": ("", "身份证", "办理材料：身份证、学历证书", "warning 学历证书"),
    "the standard's guide is kept": ("身份证", "身份证,户口簿", "办理材料", ""),
    "the own guide asks for more": ("身份证,居住证", "身份证", "办理材料", "warning 居住证"),
    "a sentence after the list": ("身份证", "", "材料：身份证。受理后五日内办结", ""),
    "one beyond each": ("身份证,居住证", "身份证", "材料：照片", "warning 居住证; error 照片"),
}

NUMBERS: dict[str, tuple[str, str]] = {
    "an id": ("张某某 11010119000101{check}", "error"),
    "an id by groups": ("110101 19000101 {tail}", "error"),
    "an id in full-width digits": ("{wide}", "error"),
    "an old id": ("身份证110101900101001", "error"),
    "a card": ("账号6200000000000000{luhn}", "error"),
    "a card in fours": ("6200-0000-0000-0000-{luhn}", "error"),
    "a mobile number": ("联系人13900000000", "warning"),
    "a mobile number by groups": ("139 0000 0000", "warning"),
    "an id with a wrong check digit": ("110101190001010001", ""),
    "a day that is none": ("110101190013010010", ""),
    "a landline": ("0999-5550100", ""),
    "two landlines": ("0999-5550100 0999-5550101", ""),
    "the hotline": ("12333", ""),
    "a document number": ("人社厅函〔2019〕113号", ""),
    "a credit code": ("91110101MA0000000A", ""),
    "a postal code": ("邮编839000", ""),
    "dates": ("2019-06-03 2019-09-30", ""),
    "dates glued": ("2019060320190930", ""),
    "an address": ("http://www.qinghe.example/t20230830_2055235.html", ""),
    "a longer number": ("1390000000012", ""),
}
