"""The clean official table, in fictional words, with the cells that are merged."""

from formats.grid import Grid

TITLE = "青禾县就业领域基层政务公开标准目录"
TOP = [
    "序号",
    "公开事项",
    "",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "",
    "公开方式",
    "",
    "公开层级",
    "",
    "",
]
BELOW = [
    "",
    "一级事项",
    "二级事项",
    *[""] * 5,
    "全社会",
    "特定群体",
    "主动",
    "依申请",
    "县级",
    "乡级",
    "村级",
]
BASIS = "《人力资源市场暂行条例》（国务院令第700号）"
TAIL = [
    "20个工作日内",
    "青禾县人力资源和社会保障局",
    "■政府网站\n■政务服务中心\n□政府公报",
    "√",
    "",
    "√",
    "",
    "√",
    "√",
    "",
]


def row(
    number: str, first: str, second: str, *, elements: str = "服务对象；服务内容", **other: str
) -> list[str]:
    """Return a row of the table, with some of its columns by name."""
    told = [number, first, second, elements, BASIS, *TAIL]
    columns = {
        "bases": 4,
        "deadline": 5,
        "body": 6,
        "channels": 7,
        "all": 8,
        "group": 9,
        "county": 12,
        "township": 13,
    }
    for name, text in other.items():
        told[columns[name]] = text
    return told


CLEAN = [
    [TITLE, *[""] * 14],
    list(TOP),
    list(BELOW),
    row("1", "就业信息服务", "就业政策法规咨询"),
    row("2", "", "岗位信息发布"),
    row("3", "职业介绍服务", "职业介绍"),
]
MERGED = [
    (0, 0, 0, 14),
    (1, 0, 2, 0),
    (1, 1, 1, 2),
    *[(1, column, 2, column) for column in range(3, 8)],
    (1, 8, 1, 9),
    (1, 10, 1, 11),
    (1, 12, 1, 14),
    (3, 1, 4, 1),
]


def non_empty(rows: list[list[str]], name: str = "Sheet1") -> list[str]:
    """Return the places of all cells that say something."""
    grid = Grid(name, rows)
    return [grid.place(at, column) for at in range(len(rows)) for column, _ in grid.cells(at)]
