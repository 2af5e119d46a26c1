"""R08 as tables: what a row says, what the standard says, and what is found; grouped by what decides it."""

from typing import NamedTuple

TWENTY = "公开事项信息形成或变更之日起20个工作日内公开"
EXCEPT = "20个工作日内公开；其中行政处罚7个工作日内公开"


class Case(NamedTuple):
    """A row beside the standard."""

    own: str
    standard: str
    said: str = ""
    """Words of the message, in English; empty: nothing is found."""


Table = dict[str, tuple[Case, ...]]

KEPT: Table = {
    "the same, however it is written": (
        Case(TWENTY, TWENTY),
        Case("20个工作日", TWENTY),
        Case("二十个工作日内", TWENTY),
        Case("自公开事项信息形成或者变更之日起 20 个 工作日 内予以公开。", TWENTY),
        Case("公开事项信息形成或變更之日起20個工作日內公開", TWENTY),
        Case("公開事項信息形成或者變更之日起２０個工作日內", TWENTY),
        Case("長期公開", "长期公开"),
        Case("實時", "即时"),
        Case("实时公开", "即时公开"),
        Case("12个月内公开", "1年内公开"),
    ),
    "shorter": (
        Case("公开事项信息形成或变更之日起10个工作日内公开", TWENTY),
        Case("即时公开", TWENTY),
        Case("当日公开", TWENTY),
        Case("自受理之日起15个工作日内办结", "自受理之日起20个工作日内办结"),
    ),
    "of a range the upper end counts": (
        Case("10-20个工作日内公开", TWENTY),
        Case("5-20个工作日内公开", TWENTY),
    ),
    "a number stands beside 及时, 长期 or a public notice": (
        Case("及时公开，最迟不超过20个工作日", TWENTY),
        Case("20个工作日内公开，长期公开", TWENTY),
        Case("20个工作日内公开；公示不少于5个工作日", TWENTY),
    ),
    "what repeats, at least as often and as early": (
        Case("每月公开", "每季度公开"),
        Case("每月10日前公开", "每月15日前公开"),
    ),
    "a public notice is shown at least as long": (
        Case("公示不少于7个工作日", "公示不少于5个工作日"),
        Case("公示不少于7个工作日", "公示期5个工作日"),
    ),
    "a shorter time for some, as the standard has it or of one's own": (
        Case("20个工作日内公开；其中行政处罚7个工作日内", TWENTY),
        Case("7个工作日内公开", EXCEPT),
        Case("10个工作日内公开；其中行政处罚5个工作日内公开", EXCEPT),
    ),
    "what laws except is nobody's to shorten": (
        Case("20个工作日内公开，法律、法规另有规定的，从其规定", TWENTY),
    ),
    "the same words, understood or not": (
        Case("及时", "及时公开。"),
        Case("按规定公开", "按规定公开。"),
    ),
}
"""A deadline that is no longer than the standard's: nothing is found."""

LONGER: Table = {
    "more of the same": (
        Case("公开事项信息形成或变更之日起30个工作日内公开", TWENTY, "30个工作日"),
        Case("21个工作日内", TWENTY, "21个工作日"),
        Case("三十个工作日内公开", TWENTY, "30个工作日"),
        Case("２５个工作日内", TWENTY, "25个工作日"),
        Case(TWENTY, "公开事项信息形成或变更之日起7个工作日内公开", "7个工作日"),
        Case("制定或获取信息之日起15个工作日内公开", "制定或获取信息之日起10个工作日内公开", "10个工作日"),
        Case("自受理之日起25个工作日内办结", "自受理之日起20个工作日内办结", "25个工作日"),
        Case("13个月内公开", "1年内公开", "13个月"),
    ),
    "nothing is as short as 即时, and 当日 comes next": (
        Case(TWENTY, "即时公开", "即时公开"),
        Case("1个工作日内公开", "即时公开", "即时公开"),
        Case("1个工作日内公开", "当日公开", "1个工作日"),
    ),
    "of a range the upper end counts": (
        Case("20-25个工作日内公开", TWENTY, "25个工作日"),
        Case("10至30个工作日内公开", TWENTY, "30个工作日"),
    ),
    "what repeats, less often or later": (
        Case("每年公开", "每季度公开", "每年公开"),
        Case("每季度公开", "每月公开", "每季度公开"),
        Case("每月20日前公开", "每月10日前公开", "每月20日前公开"),
    ),
    "a public notice is shown for less": (
        Case("公示不少于3个工作日", "公示不少于5个工作日", "is shown at least that long"),
        Case("公示3个工作日", "公示不少于5个工作日", "is shown at least that long"),
        Case("公示不少于5-7个工作日", "公示不少于6个工作日", "is shown at least that long"),
    ),
    "what the standard asks of some, or what is one's own for some": (
        Case(
            "20个工作日内公开；其中行政处罚20个工作日内",
            "20个工作日内公开；其中行政处罚7个工作日内",
            "其中行政处罚",
        ),
        Case("20个工作日内公开", EXCEPT, "其中行政处罚"),
        Case("20个工作日内公开；其中行政处罚60个工作日内公开", TWENTY, "60个工作日"),
    ),
}
"""A deadline that is longer, or a public notice that is shorter: an error, and nothing else."""

NOT_COMPARABLE: Table = {
    "another unit": (
        Case("20日内公开", TWENTY, "counted differently"),
        Case("20天内公开", TWENTY, "counted differently"),
        Case("1个月内公开", TWENTY, "counted differently"),
        Case("24小时内公开", TWENTY, "counted differently"),
        Case("公示5日", "公示5个工作日", "counted differently"),
    ),
    "no number on one side": (
        Case("及时公开", TWENTY, "names no number"),
        Case(TWENTY, "及时公开", "names no number"),
        Case("长期公开", TWENTY, "a kind that the other"),
        Case(TWENTY, "长期公开", "a kind that the other"),
    ),
    "one of them repeats": (
        Case("每月公开", TWENTY, "repeats"),
        Case(TWENTY, "每月公开", "repeats"),
    ),
    "counted from another event": (
        Case("自签发之日起20个工作日内公开", TWENTY, "different events"),
        Case("信息形成之日起20个工作日内公开", TWENTY, "different events"),
        Case(f"{TWENTY}；自签发之日起20个工作日内公开", TWENTY, "different events"),
        Case(TWENTY, f"{TWENTY}；自签发之日起20个工作日内公开", "different events"),
    ),
    "another kind": (
        Case("自受理之日起20个工作日内办结", TWENTY, "a kind that the other"),
        Case("公示不少于5个工作日", TWENTY, "a kind that the other"),
        Case("其中行政处罚：7个工作日内公开", TWENTY, "a kind that the other"),
        Case(TWENTY, "法律另有规定的从其规定", "a kind that the other"),
    ),
    "words that are not understood": (
        Case("按规定公开", TWENTY, "are not understood"),
        Case("动态更新", TWENTY, "are not understood"),
        Case("2019年6月3日前公开", TWENTY, "are not understood"),
        Case("20个工作日内公开，见网站", TWENTY, "见网站"),
        Case(TWENTY, "按规定时间公开", "are not understood"),
    ),
    "an exception that the standard does not make": (
        Case("20个工作日内公开，特殊情况另有规定的除外", TWENTY, "no such exception"),
        Case("20个工作日内公开；上级另有规定的从其规定", TWENTY, "no such exception"),
    ),
}
"""What cannot be told for certain never passes in silence: a warning, and no error."""


def all_of(*tables: Table) -> list[Case]:
    """Return the cases of tables, in their order."""
    return [case for table in tables for cases in table.values() for case in cases]
