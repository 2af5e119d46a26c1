"""R08 as tables: what a row says, what the standard says, and what is found."""

TWENTY = "公开事项信息形成或变更之日起20个工作日内公开"

KEPT = (
    (TWENTY, TWENTY),
    ("公开事项信息形成或变更之日起10个工作日内公开", TWENTY),
    ("二十个工作日内", TWENTY),
    ("自公开事项信息形成或者变更之日起 20 个 工作日 内予以公开。", TWENTY),
    ("即时公开", TWENTY),
    ("及时公开，最迟不超过20个工作日", TWENTY),
    ("10-20个工作日内公开", TWENTY),
    ("20个工作日内公开；其中行政处罚7个工作日内", TWENTY),
    ("20个工作日内公开，法律、法规另有规定的，从其规定", TWENTY),
    ("公开事项信息形成或變更之日起20個工作日內公開", TWENTY),
    ("每月公开", "每季度公开"),
    ("公示不少于7个工作日", "公示不少于5个工作日"),
    ("长期公开", "长期公开"),
    ("實時", "即时"),
    ("当日公开", TWENTY),
)
"""A deadline that is no longer than the standard's, however it is written."""

LONGER = (
    ("公开事项信息形成或变更之日起30个工作日内公开", TWENTY),
    ("21个工作日内", TWENTY),
    ("三十个工作日内公开", TWENTY),
    ("20-25个工作日内公开", TWENTY),
    (TWENTY, "即时公开"),
    (TWENTY, "公开事项信息形成或变更之日起7个工作日内公开"),
    ("每年公开", "每季度公开"),
    ("每月20日前公开", "每月10日前公开"),
    ("公示不少于3个工作日", "公示不少于5个工作日"),
    ("制定或获取信息之日起15个工作日内公开", "制定或获取信息之日起10个工作日内公开"),
    ("20个工作日内公开；其中行政处罚20个工作日内", "20个工作日内公开；其中行政处罚7个工作日内"),
    ("２５个工作日内", TWENTY),
)
"""A deadline that is longer, or a public notice that is shorter: an error."""

NOT_COMPARABLE = (
    ("20日内公开", TWENTY),
    ("20天内公开", TWENTY),
    ("1个月内公开", TWENTY),
    ("及时公开", TWENTY),
    (TWENTY, "及时公开"),
    ("自签发之日起20个工作日内公开", TWENTY),
    ("按规定公开", TWENTY),
    ("每月公开", TWENTY),
    ("自受理之日起20个工作日内办结", TWENTY),
    ("20个工作日内公开，特殊情况另有规定的除外", TWENTY),
    ("动态更新", TWENTY),
    ("公示不少于5个工作日", TWENTY),
    ("2019年6月3日前公开", TWENTY),
)
"""What cannot be told for certain never passes in silence: a warning."""
