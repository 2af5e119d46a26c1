"""R01 as a table: which rows a catalogue has, which of them a proposal changes, and on which rows something is found."""

from typing import NamedTuple

NOT_LISTED, TOO_DEEP = "is not listed", "level 1, 2 or 3"


class Case(NamedTuple):
    """A catalogue as it would be."""

    rows: dict[str, str]
    """Row → the row that it stands under; empty: on level 1."""
    changed: tuple[str, ...]
    gone: tuple[str, ...] = ()
    """Rows that are cancelled (取消) or left out (不列入)."""
    found: dict[str, str] = {}  # noqa: RUF012 - nobody writes into it
    """Row → words of the message."""


AID = {"就业援助": "", "就业困难人员认定": "就业援助", "公益性岗位补贴申领": "就业援助"}
DEEPER = {**AID, "乡镇公益性岗位补贴申领": "公益性岗位补贴申领"}

PASSING: dict[str, Case] = {
    "a heading on level 1": Case({"就业援助": ""}, ("就业援助",)),
    "a row under its heading": Case(AID, ("就业困难人员认定",)),
    "a refinement on level 3": Case(DEEPER, ("乡镇公益性岗位补贴申领",)),
    "a row of level 1 that has none below it": Case({**AID, "失业登记": ""}, ("失业登记",)),
    "a heading is cancelled with all that is below it": Case(
        AID, tuple(AID), gone=("就业援助", "就业困难人员认定", "公益性岗位补贴申领")
    ),
    "a row is left out, its heading stays": Case(AID, ("就业困难人员认定",), gone=("就业困难人员认定",)),
    "a row moves to another heading": Case(
        {**AID, "就业登记": "", "公益性岗位补贴申领": "就业登记"}, ("公益性岗位补贴申领",)
    ),
}

FAILING: dict[str, Case] = {
    "on level 4": Case(
        {**DEEPER, "村级公益性岗位补贴申领": "乡镇公益性岗位补贴申领"},
        ("村级公益性岗位补贴申领",),
        found={"村级公益性岗位补贴申领": TOO_DEEP},
    ),
    "on level 5, with the row above it": Case(
        {
            **DEEPER,
            "村级公益性岗位补贴申领": "乡镇公益性岗位补贴申领",
            "村级岗位公示": "村级公益性岗位补贴申领",
        },
        ("村级公益性岗位补贴申领",),
        found={"村级公益性岗位补贴申领": TOO_DEEP, "村级岗位公示": TOO_DEEP},
    ),
    "under a row that was never there": Case(
        {"失业登记": "就业登记服务"}, ("失业登记",), found={"失业登记": NOT_LISTED}
    ),
    "under a row that is left out": Case(
        AID, ("就业困难人员认定",), gone=("就业援助",), found={"就业困难人员认定": NOT_LISTED}
    ),
    "a heading is cancelled and its rows stay": Case(
        AID,
        ("就业援助",),
        gone=("就业援助",),
        found={"就业困难人员认定": NOT_LISTED, "公益性岗位补贴申领": NOT_LISTED},
    ),
    "the ground is lost two levels down": Case(
        DEEPER,
        ("就业援助",),
        gone=("就业援助", "就业困难人员认定"),
        found={"公益性岗位补贴申领": NOT_LISTED, "乡镇公益性岗位补贴申领": NOT_LISTED},
    ),
    "a row takes those below it to level 4": Case(
        {**DEEPER, "公益性岗位补贴申领": "就业困难人员认定"},
        ("公益性岗位补贴申领",),
        found={"乡镇公益性岗位补贴申领": TOO_DEEP},
    ),
    "its own parent": Case({"失业登记": "失业登记"}, ("失业登记",), found={"失业登记": NOT_LISTED}),
    "two rows under one another": Case(
        {"失业登记": "就业登记", "就业登记": "失业登记"},
        ("失业登记",),
        found={"失业登记": NOT_LISTED, "就业登记": NOT_LISTED},
    ),
}

BORDERLINE: dict[str, Case] = {
    "level 3 is the deepest": Case(
        {**AID, "公益性岗位补贴申领": "就业困难人员认定"}, ("公益性岗位补贴申领",)
    ),
    "a legacy defect that nobody touches": Case({**AID, "失业登记": "就业登记服务"}, ("就业困难人员认定",)),
    "a row that is cancelled stands nowhere": Case(
        {"失业登记": "就业登记服务"}, ("失业登记",), gone=("失业登记",)
    ),
    "one of two rows stays behind": Case(
        AID,
        ("就业援助", "就业困难人员认定"),
        gone=("就业援助", "就业困难人员认定"),
        found={"公益性岗位补贴申领": NOT_LISTED},
    ),
    "a row that is named and not there": Case(AID, ("就业登记",)),
}
