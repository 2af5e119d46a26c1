"""The page about the rules, from the rulebook; `python -m tests.docs.rules_page` writes it again."""

from rules.rulebook import RULES, Rule
from tests.docs.blocks import said
from tests.rules.national import remaining, standard
from tests.sources import ROOT
from values.vocabulary import Field

PAGE = ROOT / "docs" / "rules.md"


def page() -> str:
    """Return the whole page, Chinese first."""
    return "\n".join(
        [
            "# 目录规则 · Rules of the catalogues",
            "",
            (
                "本页由规则手册（`rules/rulebook.py`）生成；同样内容见网页 `/rules` 和命令 `flask rules list`。"
                "This page is written from the rulebook by `python -m tests.docs.rules_page`."
            ),
            "",
            (
                "错误（error）阻止提交、签发和发布；警告（warning）须书面说明；提示（hint）仅作告知。"
                "与“重建稿，待核”的上级字段比较得出的结论至多为警告。"
                "An error stops, a warning asks for a justification, a hint only tells;"
                " what compares with a reconstruction is at most a warning."
            ),
            "",
            *(line for rule in RULES for line in _rule(rule)),
            "## 国家目录自查 · The national catalogues held against themselves",
            "",
            *_national(),
            "",
        ]
    )


def _rule(rule: Rule) -> list[str]:
    return [
        f'<a id="{rule.id}"></a>',
        "",
        f"## {rule.id} {said(rule.name, 'zh')} · {rule.name}",
        "",
        (
            f"{rule.clause} · {'、'.join(f'`{one}`' for one in rule.fields)}"
            f" · {' / '.join(one.value for one in rule.severities)}"
        ),
        "",
        f"{said(rule.asks, 'zh')} {rule.asks}",
        "",
        f"{said(rule.right, 'zh')} {rule.right}",
        "",
    ]


EXPLAINED = {
    "R12": (
        "这些事项的公开内容列有须提交的材料（申请材料、办理材料、提交材料），所以是服务类事项；《通知》附件只列公开事项，"
        "不附办事指南，指南由各县编制（三（二）），因此每一项都有这一条。政策咨询、信息发布和专项活动所列的"
        "“政策申请材料”“报名材料”“相关材料”不是为本事项提交的，不算服务类事项；读入表格时据此预填，起草人可以改。"
        "Their elements list materials to hand in, so they are services; the annexes bring no service guides, which"
        " counties write (N3.2). Papers for something else (a policy, a course, a campaign) make no service; the tick"
        " is filled in so when a table is read, and drafters may change it."
    ),
}
"""Why a finding on the national catalogues themselves stays."""


def _national() -> list[str]:
    names: dict[tuple[str, str], list[str]] = {}
    for field in Field:
        for one in remaining(field):
            name = standard(field).states[one.entry].content.name
            names.setdefault((one.rule, one.field), []).append(f"{name}（{field.value} {one.entry}）")
    if not names:
        return ["没有发现。Nothing is found."]
    lines = []
    for (rule, field_name), rows in sorted(names.items()):
        lines += [f"- `{rule}` `{field_name}`，{len(rows)} 项：{EXPLAINED[rule]}", f"  {'、'.join(rows)}"]
    return lines


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
