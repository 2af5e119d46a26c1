"""`docs/screens.md`: every page with its picture, by who uses it."""

from itertools import groupby

from tests.screens.captions import Caption, captions
from tests.sources import ROOT

PAGE = ROOT / "docs" / "screens.md"

GROUPS = {
    "": "公众 · The public",
    "drafter": "起草人 · A drafter",
    "drafter2": "新来的起草人 · A new drafter",
    "town-drafter": "乡镇起草人 · A township's drafter",
    "new-drafter": "初次使用的县的起草人 · A drafter of a new county",
    "new-drafter2": "同县其他单位的起草人 · A drafter of another body there",
    "reviewer": "审核人 · A reviewer",
    "supervisor": "签发人 · A supervisor",
    "publisher": "发布员 · A publisher",
    "auditor": "监督检查人员 · An auditor",
    "overseer": "监督员 · An overseer",
    "business-admin": "业务管理员 · A business administrator",
    "system-admin": "系统管理员 · A system administrator",
    "security-admin": "安全保密管理员 · A security administrator",
    "audit-admin": "安全审计员 · An audit administrator",
}

HEAD = """# Every page · 全部页面

<!-- Written by `make screens` from `tests/screens/captions.toml`. -->

Each page as its users see it, in the fictional county of the tests: wide in Chinese, and the main ones also in English and on a phone. 每个页面在示例县里的样子：一律有中文宽屏图，主要页面另有英文图和手机图。"""


def markdown() -> str:
    """Return the page."""
    parts = [HEAD]
    for login, found in groupby(captions(), key=lambda one: one.login):
        parts.append(f"## {GROUPS[login]}")
        parts += [_section(one) for one in found]
    return "\n\n".join(parts) + "\n"


def _section(caption: Caption) -> str:
    chinese, _, english = caption.title.partition(" · ")
    lines = [f"### {caption.title}", f"`{caption.address}`", f"{caption.zh}\\\n{caption.en}"]
    for shot in caption.shots():
        if shot.is_narrow:
            lines.append(f'<img src="screens/{shot.name}" alt="{chinese}（手机）" width="280">')
        else:
            lines.append(f"![{english if shot.language == 'en' else chinese}](screens/{shot.name})")
    return "\n\n".join(lines)
