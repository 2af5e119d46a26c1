"""Build the small world that tests play in, by commands alone."""

from dataclasses import dataclass

from flask import Flask

from models import Catalogue
from tests.world import COUNTY, HEADING, OTHER_COUNTY, ROWS, STANDARD, World, content, draft
from values.entry import EntryContent, EntryState
from values.proposal_content import DraftChange, DraftContent
from values.rank import ranks
from values.vocabulary import BodyKind, CatalogueKind, Field, Level, Operation, Outcome, Post, Role, StepKind
from values.workdays import WorkingDayTable
from workflow.commands import approval, drafting, publication, register, review, submission
from workflow.passwords import Passwords
from workflow.seed.catalogues import local_draft
from workflow.seed.justifying import justified
from workflow.unit import transaction

__all__ = ["World", "build_world"]

STRUCTURAL = tuple(one for one in Operation if one is not Operation.AMEND)

JURISDICTIONS = (
    ("000000", "中华人民共和国", Level.NATION, None),
    ("990000", "示范省", Level.PROVINCE, "000000"),
    ("990100", "青原市", Level.CITY, "990000"),
    ("990101", "青禾县", Level.COUNTY, "990100"),
    ("990102", "白石县", Level.COUNTY, "990100"),
)

BODIES = (
    ("ministry", "人力资源社会保障部", "000000"),
    ("city", "青原市人力资源和社会保障局", "990100"),
    ("bureau", "青禾县人力资源和社会保障局", "990101"),
    ("centre", "青禾县就业服务中心", "990101"),
    ("office", "青禾县人民政府办公室", "990101"),
    ("audit", "青禾县审计局", "990101"),
    ("other-bureau", "白石县人力资源和社会保障局", "990102"),
    ("other-office", "白石县人民政府办公室", "990102"),
)


@dataclass(frozen=True)
class Account:
    """An account of the world with a role in a body."""

    login: str
    name: str
    body: str
    role: Role
    post: Post = Post.STAFF


def _county(prefix: str, names: str) -> tuple[Account, ...]:
    """Return one account for every working role of a county."""
    seats = (
        ("drafter", "bureau", Role.DRAFTER, Post.STAFF),
        ("drafter2", "bureau", Role.DRAFTER, Post.STAFF),
        ("reviewer", "bureau", Role.REVIEWER, Post.SECTION_CHIEF),
        ("secrecy", "office", Role.REVIEWER, Post.OPENNESS_OFFICER),
        ("office", "office", Role.REVIEWER, Post.DEPUTY_LEADER),
        ("legal", "office", Role.REVIEWER, Post.LEGAL_OFFICER),
        ("supervisor", "bureau", Role.SUPERVISOR, Post.PRINCIPAL_LEADER),
        ("supervisor2", "bureau", Role.SUPERVISOR, Post.DEPUTY_LEADER),
        ("publisher", "bureau", Role.PUBLISHER, Post.STAFF),
        ("publisher2", "bureau", Role.PUBLISHER, Post.STAFF),
    )
    return tuple(
        Account(prefix + login, name, prefix + body, role, post)
        for (login, body, role, post), name in zip(seats, names.split(), strict=True)
    )


ACCOUNTS = (
    *_county("", "李禾 周苗 王岚 赵衡 陈默 孙律 郑岩 马川 许扬 何溪"),
    *_county("other-", "白一 白二 白三 白四 白五 白六 白七 白八 白九 白十"),
    Account("national-drafter", "部级起草员", "ministry", Role.DRAFTER),
    Account("national-reviewer", "部级审核员", "ministry", Role.REVIEWER, Post.SECTION_CHIEF),
    Account("national-supervisor", "部级签发人", "ministry", Role.SUPERVISOR),
    Account("national-publisher", "部级发布员", "ministry", Role.PUBLISHER),
    Account("centre-drafter", "吴穗", "centre", Role.DRAFTER),
    Account("office-drafter", "柳青", "office", Role.DRAFTER),
    Account("overseer", "冯远", "city", Role.OVERSEER),
    Account("auditor", "周正", "audit", Role.AUDITOR),
    Account("business-admin", "钱程", "office", Role.BUSINESS_ADMINISTRATOR),
    Account("system-admin", "高志", "office", Role.SYSTEM_ADMINISTRATOR),
    Account("security-admin", "秦安", "office", Role.SECURITY_ADMINISTRATOR),
    Account("audit-admin", "丁明", "audit", Role.AUDIT_ADMINISTRATOR),
    # Small offices: people with two roles, on whom separation of duties is tried.
    Account("drafting-reviewer", "双一", "bureau", Role.REVIEWER, Post.SECTION_CHIEF),
    Account("drafting-reviewer", "双一", "bureau", Role.DRAFTER),
    Account("drafting-supervisor", "双二", "bureau", Role.SUPERVISOR),
    Account("drafting-supervisor", "双二", "bureau", Role.DRAFTER),
    Account("drafting-publisher", "双三", "bureau", Role.PUBLISHER),
    Account("drafting-publisher", "双三", "bureau", Role.DRAFTER),
    Account("signing-supervisor", "双四", "bureau", Role.REVIEWER, Post.SECTION_CHIEF),
    Account("signing-supervisor", "双四", "bureau", Role.SUPERVISOR),
    Account("two-posts", "双五", "bureau", Role.REVIEWER, Post.SECTION_CHIEF),
    Account("two-posts", "双五", "office", Role.REVIEWER, Post.OPENNESS_OFFICER),
)


def build_world(app: Flask) -> World:
    """Fill an empty, migrated database; called within the app's context."""
    settings = app.config["SETTINGS"]
    world = World(password=settings.demo_password)
    working_days = WorkingDayTable(exceptions={}, names={}, first_year=2004, last_year=2026)
    register.install("mulu-tests", working_days=working_days, source="周末之外都是工作日")
    _people(world, Passwords(time_cost=settings.password_time_cost, memory_kib=settings.password_memory_kib))
    _catalogue(world, STANDARD, "ministry", route=_national_route(world))
    _through(world, STANDARD, _standard(world), ("national-reviewer",), "national-")
    for code, prefix in ((COUNTY, ""), (OTHER_COUNTY, "other-")):
        _catalogue(world, code, f"{prefix}bureau", route=_county_route(world, prefix))
        signers = tuple(prefix + signer for signer in ("reviewer", "secrecy", "office"))
        _through(world, code, _local(world, code, prefix), signers, prefix)
    return world


def _people(world: World, passwords: Passwords) -> None:
    for code, name, level, parent in JURISDICTIONS:
        world.jurisdictions[code] = register.register_jurisdiction(
            code=code, name=name, level=level, parent=parent
        )
    for key, name, code in BODIES:
        world.bodies[key] = register.register_body(
            name=name, kind=BodyKind.ADMINISTRATIVE_ORGAN, jurisdiction_id=world.jurisdictions[code]
        )
    password_hash = passwords.hash(world.password)
    for account in ACCOUNTS:
        if account.login not in world.people:
            world.people[account.login] = register.register_person(
                login=account.login,
                name=account.name,
                email=f"{account.login}@qinghe.example",
                password_hash=password_hash,
            )
        register.assign(
            person_id=world.people[account.login],
            body_id=world.bodies[account.body],
            role=account.role,
            post=account.post,
        )


def _national_route(world: World) -> int:
    step = register.PlannedStep(
        position=1,
        kind=StepKind.SECTION_REVIEW,
        body_id=world.bodies["ministry"],
        post=Post.SECTION_CHIEF,
        working_days=5,
    )
    return register.set_up_route(
        name="标准目录办理流程", jurisdiction_id=world.jurisdictions["000000"], steps=[step]
    )


def _county_route(world: World, prefix: str) -> int:
    return register.set_up_route(
        name="县级目录办理流程",
        jurisdiction_id=world.jurisdictions["990102" if prefix else "990101"],
        steps=county_steps(world, prefix),
    )


def county_steps(world: World, prefix: str = "") -> list[register.PlannedStep]:
    """Return the default steps of a county (domain, section 4)."""
    step = register.PlannedStep
    bureau, office = world.bodies[f"{prefix}bureau"], world.bodies[f"{prefix}office"]
    return [
        step(
            position=1, kind=StepKind.SECTION_REVIEW, body_id=bureau, post=Post.SECTION_CHIEF, working_days=3
        ),
        step(
            position=2,
            kind=StepKind.SECRECY_REVIEW,
            body_id=office,
            post=Post.OPENNESS_OFFICER,
            working_days=5,
        ),
        step(
            position=3,
            kind=StepKind.LEGALITY_REVIEW,
            body_id=office,
            post=Post.LEGAL_OFFICER,
            working_days=3,
            normative_only=True,
        ),
        step(
            position=4,
            kind=StepKind.GOVERNMENT_OFFICE_REVIEW,
            body_id=office,
            post=Post.DEPUTY_LEADER,
            working_days=3,
            operations=STRUCTURAL,
        ),
    ]


def _catalogue(world: World, code: str, body: str, *, route: int) -> None:
    is_standard = code == STANDARD
    world.catalogues[code] = register.set_up_catalogue(
        code=code,
        title="就业领域基层政务公开标准目录" if is_standard else f"{code}就业领域政务公开目录",
        kind=CatalogueKind.STANDARD if is_standard else CatalogueKind.LOCAL,
        field=Field.EMPLOYMENT,
        jurisdiction_id=world.jurisdictions[code[:6]],
        body_id=world.bodies[body],
        route_id=route,
        upstream_id=None if is_standard else world.catalogues[STANDARD],
    )


def _standard(world: World) -> DraftContent:
    heading = EntryState(entry=_identity(0), parent=None, rank="5", content=EntryContent(name=HEADING))
    rows = [
        EntryState(
            entry=_identity(number),
            parent=heading.entry,
            rank=rank,
            content=content(name, world.bodies["ministry"]),
        )
        for number, (name, rank) in enumerate(zip(ROWS, ranks(len(ROWS)), strict=True), start=1)
    ]
    return draft([DraftChange(operation=Operation.ADD, after=state) for state in (heading, *rows)])


def _local(world: World, code: str, prefix: str) -> DraftContent:
    return local_draft(
        code,
        world.rows(STANDARD),
        body=str(world.bodies[f"{prefix}bureau"]),
        place="县人民政府网站专栏",
        telephone="0999-5550100",
    )


def _identity(number: int) -> str:
    """Return the identity of a row of the standard, the same in every run."""
    return f"{number:032x}"


def _through(world: World, code: str, text: DraftContent, signers: tuple[str, ...], prefix: str) -> None:
    drafter = world.actor(f"{prefix}drafter")
    number = drafting.open_proposal(code, actor=drafter, content=justified(code, text))
    submission.submit(number, actor=drafter)
    for signer in signers:
        review.sign_off(number, actor=world.actor(signer), outcome=Outcome.AGREED, opinion="同意。")
    approval.approve(number, actor=world.actor(f"{prefix}supervisor"), comment="同意公布。")
    publication.publish(number, actor=world.actor(f"{prefix}publisher"))
    with transaction() as session:
        assert session.get_one(Catalogue, world.catalogues[code]).current_release_no == 1
