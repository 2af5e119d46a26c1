"""`flask basis list|show|add|amend|repeal`: the register of legal bases, and who cites each."""

from collections.abc import Callable
from datetime import date

import click
import sqlalchemy as sa
from flask_babel import gettext, ngettext

from models import LegalBasis, LegalBasisChange, db
from values.clock import shanghai_day
from values.legal_basis import BasisStatus
from values.legal_basis import LegalBasis as KnownBasis
from web.cli.acting import acting, as_account
from web.cli.asking import a_day
from web.cli.printing import say_json, say_line, say_table, say_title, with_json
from web.cli.speaking import SpokenGroup
from web.wording import day
from workflow.bases import register_of
from workflow.basis_marking import Mark
from workflow.commands.bases import BasisFacts, register_basis
from workflow.commands.basis_marks import mark
from workflow.errors import NotFoundError
from workflow.queries.bases import CitingCatalogue, citation_counts, citing_catalogues, history
from workflow.unit import current_clock

basis = SpokenGroup("basis", help="The register of legal bases.")


@basis.command("list")
@click.argument("words", default="")
@with_json
def list_bases(words: str, *, as_json: bool) -> None:
    """List the bases whose title or number has these WORDS, with their standing today."""
    counts = citation_counts(db.session())
    found = [one for one in register_of(db.session()).bases if words in f"{one.title}{one.number}"]
    if as_json:
        return say_json([_shape(one, counts) for one in found])
    return say_table(
        [gettext("No."), gettext("Title"), gettext("Document number"), gettext("Today"), gettext("Cited")],
        [[one.key, one.title, one.number, _standing(one), str(counts.get(int(one.key), 0))] for one in found],
    )


@basis.command("show")
@click.argument("number", type=int)
@with_json
def show(number: int, *, as_json: bool) -> None:
    """Show a basis with its history and the catalogues that cite it."""
    session = db.session()
    known = _known(number)
    citing = citing_catalogues(session, number)
    changes = history(session, number)
    if as_json:
        return say_json(
            {
                **_shape(known, citation_counts(session)),
                "history": [_change_shape(one) for one in changes],
                "citing": [_citing_shape(one) for one in citing],
            }
        )
    say_title(f"《{known.title}》{known.number}")
    say_line(_standing(known))
    for one in changes:
        say_line(f"{day(one.since)} {STATUSES[one.status]()} {one.by} {one.number}", indent=2)
    return _say_citing(citing)


@basis.command("add")
@click.argument("title")
@click.option("--number", default="", help="Document number.")
@click.option("--issuer", default="", help="Who issued it.")
@click.option("--issued-on", type=a_day, help="Day of issue.")
@click.option("--in-force-from", type=a_day, help="First day in force.")
@click.option("--also", "others", multiple=True, help="By what else it is cited.")
@as_account
def add(
    title: str,
    *,
    number: str,
    issuer: str,
    issued_on: date | None,
    in_force_from: date | None,
    others: tuple[str, ...],
    login: str,
) -> None:
    """Register a basis and print its number; for business administrators."""
    facts = BasisFacts(
        title=title,
        number=number,
        issuer=issuer,
        issued_on=issued_on,
        in_force_from=in_force_from,
        other_titles=others,
    )
    say_line(str(register_basis(facts, actor=acting(login))))


def _marking(status: BasisStatus) -> Callable[..., None]:
    @click.argument("number", type=int)
    @click.argument("since", type=a_day)
    @click.argument("by")
    @click.option("--number", "order", default="", help="The order that published the text as amended.")
    @click.option("--successor", type=int, help="Number of the basis that takes its place.")
    @click.option("--preview", is_flag=True, help="Only show which catalogues would be given a draft.")
    @click.option("--without-drafts", is_flag=True, help="Open no drafts for the citing catalogues.")
    @as_account
    def command(
        number: int,
        since: date,
        by: str,
        *,
        order: str,
        successor: int | None,
        preview: bool,
        without_drafts: bool,
        login: str,
    ) -> None:
        actor = acting(login)
        _known(number)
        if preview:
            _say_citing(citing_catalogues(db.session(), number))
            return
        db.session.rollback()
        said = Mark(status=status, since=since, by=by, number=order, successor=successor)
        mark(number, said, actor=actor, opens=not without_drafts)
        say_line(gettext("Recorded. The queue opens the drafts of the catalogues that cite it."))

    return command


_amend, _repeal = _marking(BasisStatus.AMENDED), _marking(BasisStatus.REPEALED)
basis.command("amend", help="Record an amendment since a day BY a document; for business administrators.")(
    _amend
)
basis.command("repeal", help="Record the repeal since a day BY a document; for business administrators.")(
    _repeal
)

STATUSES: dict[BasisStatus, Callable[[], str]] = {
    BasisStatus.NOT_YET_IN_FORCE: lambda: gettext("not yet in force"),
    BasisStatus.IN_FORCE: lambda: gettext("in force"),
    BasisStatus.AMENDED: lambda: gettext("amended"),
    BasisStatus.REPEALED: lambda: gettext("repealed"),
}


def _known(number: int) -> KnownBasis:
    """Return a basis of the register; raise NotFoundError where there is none."""
    if db.session.scalar(sa.select(LegalBasis.id).where(LegalBasis.id == number)) is None:
        raise NotFoundError
    return next(one for one in register_of(db.session()).bases if one.key == str(number))


def _status(known: KnownBasis) -> BasisStatus:
    return known.standing_on(shanghai_day(current_clock.get().now())).status


def _standing(known: KnownBasis) -> str:
    return STATUSES[_status(known)]()


def _say_citing(citing: list[CitingCatalogue]) -> None:
    for one in citing:
        rows = ngettext("%(num)d citation", "%(num)d citations", one.citations)
        say_line(f"{one.catalogue.code} {one.catalogue.title}: {rows}", indent=2)
    if not citing:
        say_line(gettext("No catalogue cites it."), indent=2)


def _shape(known: KnownBasis, counts: dict[int, int]) -> dict[str, object]:
    return {
        "number": int(known.key),
        "title": known.title,
        "document_number": known.number,
        "issuer": known.issuer,
        "issued_on": known.issued_on.isoformat() if known.issued_on else None,
        "in_force_from": known.in_force_from.isoformat() if known.in_force_from else None,
        "status": _status(known).value,
        "successor": int(known.successor) if known.successor else None,
        "citations": counts.get(int(known.key), 0),
    }


def _change_shape(one: LegalBasisChange) -> dict[str, object]:
    return {
        "status": one.status.value,
        "since": one.since.isoformat(),
        "by": one.by,
        "number": one.number,
        "takes_back": one.revokes_id is not None,
    }


def _citing_shape(one: CitingCatalogue) -> dict[str, object]:
    return {"code": one.catalogue.code, "title": one.catalogue.title, "citations": one.citations}
