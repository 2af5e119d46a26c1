"""The fictional bodies and people of the demonstration; nobody here exists."""

from dataclasses import dataclass

from values.vocabulary import BodyKind, Level, Post, Role


@dataclass(frozen=True)
class PlannedBody:
    """A body of the demonstration."""

    key: str
    name: str
    kind: BodyKind
    jurisdiction: str
    line: str = ""


@dataclass(frozen=True)
class PlannedPerson:
    """An account of the demonstration."""

    login: str
    name: str
    body: str
    role: Role
    post: Post = Post.STAFF


JURISDICTIONS = (
    ("000000", "中华人民共和国", Level.NATION, None),
    ("990000", "示范省", Level.PROVINCE, "000000"),
    ("990100", "青原市", Level.CITY, "990000"),
    ("990101", "青禾县", Level.COUNTY, "990100"),
    ("990101100", "清溪镇", Level.TOWNSHIP, "990101"),
    ("990101200", "柳河乡", Level.TOWNSHIP, "990101"),
)

LINE = "人力资源社会保障"

BODIES = (
    PlannedBody("ministry", "人力资源社会保障部", BodyKind.ADMINISTRATIVE_ORGAN, "000000", LINE),
    PlannedBody("generic", "人力资源社会保障部门", BodyKind.GENERIC, "000000", LINE),
    PlannedBody("city", "青原市人力资源和社会保障局", BodyKind.ADMINISTRATIVE_ORGAN, "990100", LINE),
    PlannedBody("bureau", "青禾县人力资源和社会保障局", BodyKind.ADMINISTRATIVE_ORGAN, "990101", LINE),
    PlannedBody("employment", "青禾县就业服务中心", BodyKind.PUBLIC_INSTITUTION, "990101", LINE),
    PlannedBody("insurance", "青禾县社会保险服务中心", BodyKind.PUBLIC_INSTITUTION, "990101", LINE),
    PlannedBody("office", "青禾县人民政府办公室", BodyKind.ADMINISTRATIVE_ORGAN, "990101"),
    PlannedBody("justice", "青禾县司法局", BodyKind.ADMINISTRATIVE_ORGAN, "990101"),
    PlannedBody("audit", "青禾县审计局", BodyKind.ADMINISTRATIVE_ORGAN, "990101"),
    PlannedBody("data", "青禾县大数据中心", BodyKind.PUBLIC_INSTITUTION, "990101"),
    PlannedBody("qingxi", "清溪镇人民政府", BodyKind.ADMINISTRATIVE_ORGAN, "990101100"),
    PlannedBody("liuhe", "柳河乡人民政府", BodyKind.ADMINISTRATIVE_ORGAN, "990101200"),
)

PEOPLE = (
    PlannedPerson("drafter", "李禾", "bureau", Role.DRAFTER),
    PlannedPerson("drafter2", "周苗", "employment", Role.DRAFTER),
    PlannedPerson("drafter3", "吴穗", "insurance", Role.DRAFTER),
    PlannedPerson("reviewer", "王岚", "bureau", Role.REVIEWER, Post.SECTION_CHIEF),
    PlannedPerson("secrecy", "赵衡", "office", Role.REVIEWER, Post.OPENNESS_OFFICER),
    PlannedPerson("office", "陈默", "office", Role.REVIEWER, Post.DEPUTY_LEADER),
    PlannedPerson("legal", "孙律", "justice", Role.REVIEWER, Post.LEGAL_OFFICER),
    PlannedPerson("supervisor", "郑岩", "bureau", Role.SUPERVISOR, Post.PRINCIPAL_LEADER),
    PlannedPerson("supervisor2", "马川", "bureau", Role.SUPERVISOR, Post.DEPUTY_LEADER),
    PlannedPerson("publisher", "许扬", "bureau", Role.PUBLISHER),
    PlannedPerson("overseer", "冯远", "city", Role.OVERSEER),
    PlannedPerson("auditor", "周正", "audit", Role.AUDITOR),
    PlannedPerson("business-admin", "钱程", "office", Role.BUSINESS_ADMINISTRATOR),
    PlannedPerson("system-admin", "高志", "data", Role.SYSTEM_ADMINISTRATOR),
    PlannedPerson("security-admin", "秦安", "data", Role.SECURITY_ADMINISTRATOR),
    PlannedPerson("audit-admin", "丁明", "audit", Role.AUDIT_ADMINISTRATOR),
    PlannedPerson("qingxi-drafter", "何溪", "qingxi", Role.DRAFTER),
    PlannedPerson("qingxi-reviewer", "江岸", "qingxi", Role.REVIEWER, Post.SECTION_CHIEF),
    PlannedPerson("qingxi-supervisor", "林泉", "qingxi", Role.SUPERVISOR, Post.PRINCIPAL_LEADER),
    PlannedPerson("qingxi-publisher", "沈渡", "qingxi", Role.PUBLISHER),
    PlannedPerson("liuhe-drafter", "柳青", "liuhe", Role.DRAFTER),
    PlannedPerson("national-drafter", "部级起草员", "ministry", Role.DRAFTER),
    PlannedPerson("national-reviewer", "部级处室审核员", "ministry", Role.REVIEWER, Post.SECTION_CHIEF),
    PlannedPerson("national-secrecy", "部级保密审查员", "ministry", Role.REVIEWER, Post.OPENNESS_OFFICER),
    PlannedPerson("national-legal", "部级合法性审核员", "ministry", Role.REVIEWER, Post.LEGAL_OFFICER),
    PlannedPerson("national-supervisor", "部级签发人", "ministry", Role.SUPERVISOR, Post.PRINCIPAL_LEADER),
    PlannedPerson("national-publisher", "部级发布员", "ministry", Role.PUBLISHER),
)
"""What each account may do is its role; the login says it too, so that a newcomer need not look it up."""
