"""Which entries are services: somebody hands something in for them (domain, section 3; decision 31)."""

import re
import unicodedata
from collections.abc import Iterable

_HANDED_IN = re.compile(
    r"""(?:^|[\W\d_]|[及和与或])             # an element of its own, or one that stands behind another
    (?:(?:申请人?|申报|办理|办事|提交|递交|报送|受理|所需|需要?|须|应|的)+)?
    材料""",
    re.VERBOSE,
)
"""申请材料, 办理材料, 应提交的材料; not 政策申请材料 of what is asked for elsewhere, 报名材料 of a course, 相关材料."""


def is_service(content_elements: Iterable[str]) -> bool:
    """Whether an entry whose elements are these is a service, for which a guide is due (R12).

    It fills the field in when a table is read; people decide it from then on.
    """
    return any(_HANDED_IN.search(unicodedata.normalize("NFKC", one)) for one in content_elements)
