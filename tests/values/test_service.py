"""Which entries are taken for services when a table is read."""

import pytest

from values.service import is_service

SERVICES = (
    "申请材料",
    "办理材料",
    "提交材料",
    "4.申请材料",
    "（四）办理所需材料",
    "应提交的材料",
    "材料清单",
    "申报材料：身份证、户口簿",
    "申请条件和申请材料",
    "服务对象、提交材料、服务时间",
    "服務對象、所需材料",
    "2．申请人需提交的材料",
    "申请条件及材料",
)
NO_SERVICES = ("", "政策申请材料", "报名材料", "相关材料", "宣传材料", "文件依据", "原材料价格")


@pytest.mark.parametrize("element", SERVICES)
def test_what_something_is_handed_in_for_is_a_service(element: str) -> None:
    assert is_service(("事项名称", element))


@pytest.mark.parametrize("element", NO_SERVICES)
def test_papers_for_something_else_make_no_service(element: str) -> None:
    assert not is_service(("事项名称", element))


def test_without_elements_nothing_is_a_service() -> None:
    assert not is_service(())
