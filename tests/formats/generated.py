"""Catalogues that Hypothesis makes up: any text, any tree of three levels, anything that a row can say."""

from hypothesis import strategies as st

from formats.cell_writing import OPTIONS
from formats.columns import WORDS
from formats.tabled import one_line
from values.catalogue_document import CatalogueDocument, DocumentRow
from values.entry import (
    AudienceOfEntry,
    Citation,
    DisclosingBody,
    EntryContent,
    Guide,
    Material,
    Mode,
    Place,
    ServiceCode,
    Telephones,
)
from values.names import normalised
from values.vocabulary import Level

TRICKY = (
    *(
        "=1+1",
        "+86",
        "-",
        "@SUM(A1)",
        "'=1",
        "＝1",
        "√",
        "口",
        "■政府网站",
        "□",
        "10.0",
        "1.1",
        "001",
        "_x0041_",
    ),
    *(
        "24小时自助服务",
        "一、总则",
        "1.就业信息服务2.1失业登记",
        "说明",
        "合计",
        "共计3项",
        "注：见附件",
        "政府网占",
        "政府网站政府公报",
    ),
    *(
        "甲；乙",
        "甲、乙",
        "甲，乙",
        "甲\n乙",
        "  甲  乙  ",
        "●甲",
        "（1）甲",
        "3）甲",
        "。",
        "《甲》《乙》",
        "《甲》、《乙》",
    ),
    *(
        "国发﹝2015﹞2号",
        "民发〔2018)23号〕",
        "社會保險",
        "機關",
        "甲乙甲乙甲乙甲乙",
        "工作曰",
        "全社会",
        "社会保险参保人员",
    ),
    *(
        "特定群体：参保人",
        "不予公开",
        "依申请",
        "主动",
        "乡镇便民服务中心（乡级）",
        "县级",
        "村",
        "公开事项",
        "\u2060甲",
    ),
    *(
        "<b>甲</b>&amp;",
        '"甲","乙"',
        "a" * 40,
        "材料",
        "目录",
        "甲\u3000乙",
        "甲\u00a0乙",
        "\ufeff甲",
        "甲\tb",
        "1",
        "\U0001f600",
    ),
)
ANY = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
"""Any text that PostgreSQL can keep."""
TEXTS = st.one_of(
    st.sampled_from(TRICKY),
    st.sampled_from(sorted(WORDS)),
    ANY,
    st.text("甲乙丙丁12（）《》、；。 ", max_size=10),
)
LISTS = st.lists(TEXTS, max_size=4).map(tuple)
LEVELS = st.lists(st.sampled_from(list(Level)), max_size=3, unique=True).map(tuple)


def _contents(names: st.SearchStrategy[str]) -> st.SearchStrategy[EntryContent]:
    return st.builds(
        EntryContent,
        name=names,
        content_elements=LISTS,
        legal_bases=st.lists(st.builds(Citation, text=TEXTS, url=TEXTS, basis=TEXTS), max_size=3).map(tuple),
        deadline=TEXTS,
        disclosing_bodies=st.lists(
            st.builds(DisclosingBody, body=TEXTS, lead=st.booleans(), levels=LEVELS), max_size=3
        ).map(tuple),
        channels=st.one_of(LISTS, st.lists(st.sampled_from(OPTIONS), max_size=5).map(tuple)),
        audience=st.builds(AudienceOfEntry, all_society=st.booleans(), groups=LISTS),
        mode=st.builds(
            Mode,
            proactive=st.booleans(),
            on_request=st.booleans(),
            withheld=st.booleans(),
            withheld_basis=TEXTS,
        ),
        levels=LEVELS,
        is_service=st.booleans(),
        guide=st.builds(
            Guide,
            elements=LISTS,
            materials=st.lists(st.builds(Material, name=TEXTS), max_size=1).map(tuple),
            samples=LISTS,
        ),
        places=st.lists(st.builds(Place, level=st.sampled_from(list(Level)), text=TEXTS), max_size=1).map(
            tuple
        ),
        telephones=st.builds(Telephones, questions=TEXTS, supervision=TEXTS, complaints=TEXTS),
        interpretation=TEXTS,
        service_codes=st.lists(st.builds(ServiceCode, scheme=TEXTS, code=TEXTS), max_size=1).map(tuple),
        provenance=st.dictionaries(st.sampled_from(["name", "deadline"]), TEXTS, max_size=1),
    )


NAMES = TEXTS.filter(lambda one: bool(one_line(one)))
BARE = NAMES.map(lambda name: EntryContent(name=name))
CONTENTS = st.one_of(BARE, _contents(NAMES))
NUMBERS = st.one_of(st.just(""), st.from_regex(r"[1-9][0-9]?(\.[1-9]){0,2}", fullmatch=True), TEXTS)
FURTHER = st.dictionaries(TEXTS, TEXTS, max_size=2)


@st.composite
def catalogues(draw: st.DrawFn) -> CatalogueDocument:
    """Make up a catalogue; names differ, since equal ones beside one another are the same row (R02)."""
    rows: list[DocumentRow] = []
    taken: set[str] = set()

    def grow(level: int, parent: int | None) -> None:
        for _ in range(draw(st.integers(min_value=1 if level == 1 else 0, max_value=3))):
            content = draw(CONTENTS)
            key = normalised(one_line(content.name))
            if key in taken:
                continue
            taken.add(key)
            rows.append(
                DocumentRow(
                    number=draw(NUMBERS), level=level, parent=parent, content=content, further=draw(FURTHER)
                )
            )
            if level < 3:
                grow(level + 1, len(rows) - 1)

    grow(1, None)
    return CatalogueDocument(title=draw(TEXTS), rows=tuple(rows))
