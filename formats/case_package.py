"""A case file as an archive package: its papers, a table of contents to read, a manifest for programs; `docs/writing.md`."""

import json
from collections.abc import Sequence
from datetime import date
from html import escape

from formats.package_writing import packed
from values.canonical import sha256_hex
from values.case_file import CaseCover, CasePaper

CONTENTS = "目录.html"
MANIFEST = "manifest.json"
NO_SECRETS = "无（非涉密系统）"
"""密级."""
UNKNOWN = "—"

_PAGE = """\
<!DOCTYPE html>
<html lang="zh-Hans">
<head><meta charset="utf-8"><title>{number}</title><style>
body {{ font: 15px/1.7 SimSun, "Noto Serif CJK SC", serif; margin: 2em; }}
table {{ border-collapse: collapse; margin: 0 0 1.5em; }}
th, td {{ border: 1px solid #000; padding: .2em .6em; text-align: left; vertical-align: top; }}
td:last-child {{ word-break: break-all; }}
@page {{ size: A4 landscape; }}
thead {{ display: table-header-group; }}
</style></head>
<body>
<h1>卷内文件目录</h1>
<table>
{cover}
</table>
<table>
<thead><tr><th>顺序号</th><th>文号</th><th>责任者</th><th>题名</th><th>日期</th><th>页数</th><th>文件</th><th>SHA-256</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
<h2>未收入本卷</h2>
<ul>
{left_out}
</ul>
<p>归档日期以系统所记移出本卷的时间为准，本包不载，以便同一卷每次移出的字节相同。页数：PDF 按其页数计，公文的 Word 文件按同名 PDF 计，图像每幅计 1 页；数据文件（JSON、证明等）和未成版面的附件不分页，记“—”。</p>
</body>
</html>
"""


def case_package(cover: CaseCover, papers: Sequence[CasePaper]) -> bytes:
    """Return the package; the same case always gives the same bytes."""
    parts: dict[str, str | bytes] = {
        CONTENTS: _contents(cover, papers),
        MANIFEST: _manifest(cover, papers),
    }
    return packed(parts | {one.path: one.data for one in papers})


def _contents(cover: CaseCover, papers: Sequence[CasePaper]) -> str:
    facts = (
        ("档号", cover.file_number),
        ("全宗号", cover.fonds),
        ("题名", cover.title),
        ("文号", cover.proposal),
        ("目录", cover.catalogue),
        ("责任者", cover.responsible),
        ("页数", str(_all_pages(papers))),
        ("办理结果", cover.state),
        ("立卷日期", _day(cover.opened_on)),
        ("办结日期", _day(cover.closed_on)),
        ("保管期限", cover.term),
        ("改定期限的理由", cover.term_reason or UNKNOWN),
        ("保管至", _day(cover.kept_until)),
        ("密级", NO_SECRETS),
    )
    rows = [
        (
            str(no),
            one.document_number or UNKNOWN,
            one.responsible or UNKNOWN,
            one.title,
            _day(one.day),
            UNKNOWN if one.pages is None else str(one.pages),
            one.path,
            sha256_hex(one.data),
        )
        for no, one in enumerate(papers, 1)
    ]
    return _PAGE.format(
        number=escape(cover.file_number),
        cover="\n".join(f"<tr><th>{name}</th><td>{escape(text)}</td></tr>" for name, text in facts),
        rows="\n".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>" for cells in rows),
        left_out="\n".join(f"<li>{escape(one)}</li>" for one in cover.left_out),
    )


def _all_pages(papers: Sequence[CasePaper]) -> int:
    """Return how many pages the case has; a paper that is there as Word file and PDF counts once."""
    return sum({one.path.rpartition(".")[0]: one.pages or 0 for one in papers}.values())


def _manifest(cover: CaseCover, papers: Sequence[CasePaper]) -> str:
    document = {
        "v": 1,
        "file_number": cover.file_number,
        "fonds": cover.fonds,
        "proposal": cover.proposal,
        "title": cover.title,
        "catalogue": cover.catalogue,
        "responsible": cover.responsible,
        "pages": _all_pages(papers),
        "state": cover.state,
        "opened_on": _iso(cover.opened_on),
        "closed_on": _iso(cover.closed_on),
        "term": cover.term,
        "term_reason": cover.term_reason,
        "kept_until": _iso(cover.kept_until),
        "secrecy": NO_SECRETS,
        "left_out": list(cover.left_out),
        "files": [
            {
                "no": no,
                "path": one.path,
                "title": one.title,
                "document_number": one.document_number,
                "responsible": one.responsible,
                "date": _iso(one.day),
                "pages": one.pages,
                "size": len(one.data),
                "sha256": sha256_hex(one.data),
            }
            for no, one in enumerate(papers, 1)
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else UNKNOWN


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
