"""R08 as tables of words: exceptions, ranges, kinds and anchors beside one another, and what the finding says."""

TWENTY = "公开事项信息形成或变更之日起20个工作日内公开"
EXCEPT = "20个工作日内公开；其中行政处罚7个工作日内公开"

KEPT = (
    (TWENTY, TWENTY),
    ("20个工作日", TWENTY),
    ("公開事項信息形成或者變更之日起２０個工作日內", TWENTY),
    ("公开事项信息形成或变更之日起10个工作日内公开", TWENTY),
    ("5-20个工作日内公开", TWENTY),
    ("即时公开", TWENTY),
    ("实时公开", "即时公开"),
    ("当日公开", TWENTY),
    ("及时公开，最迟不超过20个工作日", TWENTY),
    ("20个工作日内公开，长期公开", TWENTY),
    ("20个工作日内公开；法律、法规另有规定的，从其规定", TWENTY),
    ("20个工作日内公开；公示不少于5个工作日", TWENTY),
    ("及时", "及时公开。"),
    ("按规定公开", "按规定公开。"),
    ("每月公开", "每季度公开"),
    ("每月10日前公开", "每月15日前公开"),
    ("公示不少于7个工作日", "公示期5个工作日"),
    ("7个工作日内公开", EXCEPT),
    ("10个工作日内公开；其中行政处罚5个工作日内公开", EXCEPT),
    ("12个月内公开", "1年内公开"),
    ("自受理之日起15个工作日内办结", "自受理之日起20个工作日内办结"),
)
"""What the row says, what the standard says."""

BROKEN = (
    ("公开事项信息形成或变更之日起30个工作日内公开", TWENTY, "30个工作日"),
    ("二十一个工作日", TWENTY, "21个工作日"),
    ("10至30个工作日内公开", TWENTY, "30个工作日"),
    ("1个工作日内公开", "即时公开", "即时公开"),
    ("1个工作日内公开", "当日公开", "1个工作日"),
    ("每季度公开", "每月公开", "每季度公开"),
    ("每月20日前公开", "每月15日前公开", "每月20日前公开"),
    ("13个月内公开", "1年内公开", "13个月"),
    ("自受理之日起25个工作日内办结", "自受理之日起20个工作日内办结", "25个工作日"),
    ("20个工作日内公开", EXCEPT, "其中行政处罚"),
    ("20个工作日内公开；其中行政处罚60个工作日内公开", TWENTY, "60个工作日"),
    ("公示3个工作日", "公示不少于5个工作日", "is shown at least that long"),
    ("公示不少于5-7个工作日", "公示不少于6个工作日", "is shown at least that long"),
)
"""What the row says, what the standard says, and words of the error."""

BORDERLINE = (
    ("20日内公开", TWENTY, "counted differently"),
    ("一个月内公开", TWENTY, "counted differently"),
    ("24小时内公开", TWENTY, "counted differently"),
    ("及时公开", TWENTY, "names no number"),
    (TWENTY, "及时公开", "names no number"),
    ("长期公开", TWENTY, "a kind that the other"),
    (TWENTY, "长期公开", "a kind that the other"),
    ("每月公开", TWENTY, "repeats"),
    (TWENTY, "每月公开", "repeats"),
    ("自受理之日起20个工作日内公开", TWENTY, "different events"),
    ("信息形成之日起20个工作日内公开", TWENTY, "different events"),
    (f"{TWENTY}；自签发之日起20个工作日内公开", TWENTY, "different events"),
    (TWENTY, f"{TWENTY}；自签发之日起20个工作日内公开", "different events"),
    ("自受理之日起20个工作日内办结", TWENTY, "a kind that the other"),
    ("公示5日", "公示5个工作日", "counted differently"),
    ("其中行政处罚：7个工作日内公开", TWENTY, "a kind that the other"),
    ("按规定公开", TWENTY, "are not understood"),
    ("20个工作日内公开，见网站", TWENTY, "见网站"),
    (TWENTY, "按规定时间公开", "are not understood"),
    ("20个工作日内公开；上级另有规定的从其规定", TWENTY, "no such exception"),
    (TWENTY, "法律另有规定的从其规定", "a kind that the other"),
)
"""What the row says, what the standard says, and words of the warning."""
