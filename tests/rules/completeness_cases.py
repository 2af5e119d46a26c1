"""R05 as a table: how a row differs from one that is filled in, and in which columns something is missing."""

from typing import Any, NamedTuple

from values.entry import AudienceOfEntry, Citation, Mode
from values.vocabulary import Level


class Case(NamedTuple):
    """A row of a real table: every column that is not named is filled in."""

    columns: dict[str, Any]
    missing: tuple[str, ...] = ()


PASSING: dict[str, Case] = {
    "the whole row": Case({}),
    "one element": Case({"content_elements": ("文件名称",)}),
    "one basis without its number": Case({"legal_bases": (Citation(text="《就业促进法》"),)}),
    "a deadline that R08 will judge": Case({"deadline": "按规定公开"}),
    "another channel than the standard's": Case({"channels": ("12333咨询电话",)}),
    "a group": Case({"audience": AudienceOfEntry(all_society=False, groups=("失业人员",))}),
    "on request": Case({"mode": Mode(proactive=False, on_request=True)}),
    "withheld with its basis": Case(
        {"mode": Mode(proactive=False, withheld=True, withheld_basis="《政府信息公开条例》第十四条")}
    ),
    "villages alone": Case({"levels": (Level.VILLAGE,)}),
}

FAILING: dict[str, Case] = {
    "no name": Case({"name": ""}, ("name",)),
    "no elements": Case({"content_elements": ()}, ("content_elements",)),
    "no basis": Case({"legal_bases": ()}, ("legal_bases",)),
    "no deadline": Case({"deadline": ""}, ("deadline",)),
    "nobody discloses it": Case({"disclosing_bodies": ()}, ("disclosing_bodies",)),
    "no channel is ticked": Case({"channels": ()}, ("channels",)),
    "特定群体 without a group": Case({"audience": AudienceOfEntry(all_society=False)}, ("audience",)),
    "neither 主动 nor 依申请": Case({"mode": Mode(proactive=False)}, ("mode",)),
    "不予公开 without a basis": Case({"mode": Mode(proactive=False, withheld=True)}, ("mode",)),
    "no level is ticked": Case({"levels": ()}, ("levels",)),
    "several columns": Case(
        {"deadline": "", "channels": (), "levels": ()}, ("deadline", "channels", "levels")
    ),
}

BORDERLINE: dict[str, Case] = {
    "a blank name": Case({"name": " "}, ("name",)),
    "an ideographic blank": Case({"deadline": "\u3000"}, ("deadline",)),
    "a broken line": Case({"deadline": "\n"}, ("deadline",)),
    "a dash": Case({"deadline": "—"}, ("deadline",)),
    "a stroke": Case({"content_elements": ("/",)}, ("content_elements",)),
    "an empty box": Case({"channels": ("□",)}, ("channels",)),
    "two blank elements": Case({"content_elements": ("", "\n")}, ("content_elements",)),
    "an element after a blank one": Case({"content_elements": ("", "文件名称")}),
    "a basis of dots": Case({"legal_bases": (Citation(text="……"),)}, ("legal_bases",)),
    "a word that says nothing is a word": Case({"deadline": "无"}),
    "a basis that is a blank for 不予公开": Case(
        {"mode": Mode(proactive=False, withheld=True, withheld_basis=" ")}, ("mode",)
    ),
    "a blank group is R10's": Case({"audience": AudienceOfEntry(all_society=False, groups=(" ",))}),
}
