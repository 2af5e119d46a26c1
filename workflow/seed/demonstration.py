"""Load the two national standards and the demonstration county, each as proposals that went all the way."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from formats.standard_json import read_standard
from models import Catalogue, Installation, Proposal
from rules.sheet import Sheet
from values.proposal_content import DraftContent
from values.vocabulary import CatalogueKind, Field, Outcome, State
from workflow.commands import approval, drafting, publication, register, review, submission
from workflow.passwords import Passwords
from workflow.queries.catalogue import PublishedRow, catalogue_at_release
from workflow.seed import catalogues
from workflow.seed.bases import bring_in_bases
from workflow.seed.examples import open_examples
from workflow.seed.installing import install
from workflow.seed.justifying import justified
from workflow.seed.people import BODIES, JURISDICTIONS, PEOPLE
from workflow.seed.registering import (
    Demonstration,
    is_without_demonstration,
    register_planned,
    set_up_routes,
)
from workflow.seed.routes import planned_routes
from workflow.unit import transaction

TITLES = {
    Field.EMPLOYMENT: "就业领域基层政务公开标准目录",
    Field.SOCIAL_INSURANCE: "社会保险领域基层政务公开标准目录",
}
FILES = {
    Field.EMPLOYMENT: "national_employment.json",
    Field.SOCIAL_INSURANCE: "national_social_insurance.json",
}

CLAIMED = ("就业政策法规咨询", "岗位信息发布", "求职信息登记", "失业登记", "就业登记")
"""What the township's window deals with."""

FILLED = (State.PUBLISHED, State.WITHDRAWN)
"""Where proposals stand that filled a catalogue, or were left behind by a stop."""

Progress = Callable[[str], None]


def seed(
    data: Path,
    *,
    passwords: Passwords,
    demo_password: str,
    progress: Progress = lambda _: None,
    examples: bool = True,
    hash_algorithm: str = "sha256",
) -> Demonstration | None:
    """Fill an empty installation; return None where it is filled already, so that it is safe to run twice.

    One that was set up without a demonstration (`workflow.seed.empty`) never gets it.

    An interrupted seed is taken up where it stopped: what exists is found by its key and left as it is.
    """
    if _is_complete() or is_without_demonstration():
        register.bring_table_into_force()
        bring_in_bases(data)
        return None
    install(data, hash_algorithm)
    progress("people")
    # One hash serves all accounts of the demonstration: they share their password anyway.
    world = register_planned(
        JURISDICTIONS, BODIES, PEOPLE, password_hash=passwords.hash(demo_password), domain="qinghe.example"
    )
    routes = set_up_routes(world, planned_routes(world.bodies))
    for field in Field:
        progress(field.value)
        standard = fill_standard(world, field, data, routes["national"])
        _fill_local(world, field, standard, routes["county"])
    progress("township")
    _fill_township(world, routes["township"])
    if examples and not _is_worked_in():
        progress("examples")
        open_examples(world)
    return world


def _is_complete() -> bool:
    with transaction() as session:
        if session.scalar(sa.select(Installation.log)) is None:
            return False
        found = session.scalar(
            sa.select(sa.func.count()).select_from(Catalogue).where(Catalogue.current_release_no.is_not(None))
        )
        examples = session.scalar(sa.select(sa.func.count()).select_from(Proposal))
        return (found or 0) >= len(Field) * 2 + 1 and (examples or 0) > len(Field) * 2 + 1


def _is_worked_in() -> bool:
    """Whether there is any proposal beside those that fill the catalogues."""
    with transaction() as session:
        other = sa.select(Proposal.id).where(Proposal.state.not_in(FILLED)).limit(1)
        return session.scalar(other) is not None


def fill_standard(world: Demonstration, field: Field, data: Path, route_id: int) -> Catalogue:
    """Set up a national standard and bring its first proposal to publication, unless that was done."""

    def draft() -> DraftContent:
        sections = read_standard(data / FILES[field], body=str(world.bodies["generic"]))
        return catalogues.standard_draft(TITLES[field], sections)

    code = f"000000-{field.value}"
    if _catalogue(code) is None:
        register.set_up_catalogue(
            code=code,
            title=TITLES[field],
            kind=CatalogueKind.STANDARD,
            field=field,
            jurisdiction_id=world.jurisdictions["000000"],
            body_id=world.bodies["ministry"],
            route_id=route_id,
            reconstructed=True,
        )
    _fill(world, code, draft, ("national-reviewer", "national-secrecy", "national-legal"), prefix="national-")
    return _catalogue_of(code)


def _fill_local(world: Demonstration, field: Field, standard: Catalogue, route_id: int) -> None:
    code = f"990101-{field.value}"
    title = f"青禾县{TITLES[field]}"
    if _catalogue(code) is None:
        register.set_up_catalogue(
            code=code,
            title=title,
            kind=CatalogueKind.LOCAL,
            field=field,
            jurisdiction_id=world.jurisdictions["990101"],
            body_id=world.bodies["bureau"],
            route_id=route_id,
            upstream_id=standard.id,
        )
    body = "employment" if field is Field.EMPLOYMENT else "insurance"

    def draft() -> DraftContent:
        return catalogues.local_draft(
            title,
            published(standard),
            body=str(world.bodies[body]),
            place="青禾县人民政府网站“基层政务公开”专栏",
            telephone="0999-5550100",
        )

    _fill(world, code, draft, ("reviewer", "secrecy", "office"))


def _fill_township(world: Demonstration, route_id: int) -> None:
    code, title = "990101100-employment", "清溪镇就业领域基层政务公开目录"
    county = _catalogue_of("990101-employment")
    if _catalogue(code) is None:
        register.set_up_catalogue(
            code=code,
            title=title,
            kind=CatalogueKind.TOWNSHIP,
            field=Field.EMPLOYMENT,
            jurisdiction_id=world.jurisdictions["990101100"],
            body_id=world.bodies["qingxi"],
            route_id=route_id,
            upstream_id=county.id,
        )

    def draft() -> DraftContent:
        rows = Sheet({key: row.state for key, row in published(county).items()})
        said = catalogues.at_the_window(str(world.bodies["qingxi"]))
        return catalogues.claiming_draft(title, rows, names=CLAIMED, said=said, seed=code)

    _fill(world, code, draft, ("qingxi-reviewer",), prefix="qingxi-")


def _fill(
    world: Demonstration,
    code: str,
    draft: Callable[[], DraftContent],
    signers: tuple[str, ...],
    *,
    prefix: str = "",
) -> None:
    """Bring the first proposal of a catalogue from draft to published, unless it is."""
    catalogue = _catalogue_of(code)
    if catalogue.current_release_no is not None:
        return
    for number, state in _unfinished(catalogue):
        if state is State.APPROVED:
            publication.publish(number, actor=world.actor(f"{prefix}publisher"))
            return
        submission.withdraw(number, actor=world.actor(f"{prefix}drafter"))
    number = drafting.open_proposal(
        code, actor=world.actor(f"{prefix}drafter"), content=justified(code, draft())
    )
    pass_through(world, number, signers, prefix=prefix)


def pass_through(world: Demonstration, number: str, signers: tuple[str, ...], *, prefix: str = "") -> None:
    """Submit, sign off in every step, approve and publish, each by the one whose turn it is."""
    submission.submit(number, actor=world.actor(f"{prefix}drafter"))
    for login in signers:
        review.sign_off(number, actor=world.actor(login), outcome=Outcome.AGREED, opinion="经审核，同意。")
    approval.approve(number, actor=world.actor(f"{prefix}supervisor"), comment="同意公布。")
    publication.publish(number, actor=world.actor(f"{prefix}publisher"))


def published(catalogue: Catalogue) -> dict[str, PublishedRow]:
    """Return the newest release of a catalogue."""
    with transaction() as session:
        return catalogue_at_release(session, catalogue.id, catalogue.current_release_no)


def _unfinished(catalogue: Catalogue) -> list[tuple[str, State]]:
    with transaction() as session:
        rows = session.execute(
            sa.select(Proposal.number, Proposal.state)
            .where(Proposal.catalogue_id == catalogue.id)
            .order_by(Proposal.state != State.APPROVED)
        )
        return [(number, state) for number, state in rows if not state.is_final]


def _catalogue(code: str) -> Catalogue | None:
    with transaction() as session:
        return session.scalar(sa.select(Catalogue).where(Catalogue.code == code))


def _catalogue_of(code: str) -> Catalogue:
    found = _catalogue(code)
    if found is None:
        raise LookupError(code)
    return found
