"""`flask basis list|show|add|correct|amend|repeal|take-back`: the register of legal bases, and who cites each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import click
from flask_babel import gettext, ngettext

from models import db
from values.clock import shanghai_day
from values.legal_basis import BasisStatus
from values.legal_basis import LegalBasis as KnownBasis
from web.catalogue.hiding import citations
from web.cli.acting import acting, as_account, for_account, reading_seats
from web.cli.asking import a_day, a_day_or_none
from web.cli.basis_shapes import basis_shape, citing_shape, mark_shape, proposal_shape
from web.cli.printing import say_json, say_line, say_table, say_title, with_json
from web.cli.story.speaking import SpokenGroup
from web.wording.common import day, label, moment
from workflow.basis_marking import Mark
from workflow.commands.bases import BasisFacts, correct_basis, facts_of, register_basis
from workflow.commands.basis_marks import mark, take_mark_back
from workflow.queries.bases import CitingCatalogue
from workflow.queries.basis_drafts import consequences
from workflow.queries.basis_file import BasisFile, MarkInHistory, basis_file, matching_bases
from workflow.queries.citing_proposals import CitingProposal, listed, proposals_citing
from workflow.reach import seats_of
from workflow.unit import current_clock

basis = SpokenGroup("basis", help="The register of legal bases.")


@basis.command("list")
@click.argument("words", default="")
@with_json
def list_bases(words: str, *, as_json: bool) -> None:
    """List the bases whose title or number has these WORDS, with their standing today."""
    found = matching_bases(db.session(), words, day=_today())
    counts = citations(()).counts([int(one.key) for one in found])
    if as_json:
        return say_json([basis_shape(one, _status(one), counts) for one in found])
    return say_table(
        [gettext("No."), gettext("Title"), gettext("Document number"), gettext("Today"), gettext("Cited")],
        [
            [one.key, one.title, one.number, label(_status(one)), str(counts.get(int(one.key), 0))]
            for one in found
        ],
    )


@basis.command("show")
@click.argument("number", type=int)
@for_account
@with_json
def show(number: int, *, login: str, as_json: bool) -> None:
    """Show a basis with its history, the catalogues that cite it, and the open proposals that the account may see."""
    session, file, seats = db.session(), _file(number), reading_seats(login)
    known = citations(seats)
    citing = known.catalogues(number)
    proposals = listed(session, proposals_citing(session, seats, number))
    if as_json:
        return say_json(
            {
                **basis_shape(file.known, _status(file.known), known.counts([number])),
                "history": [mark_shape(one) for one in file.marks],
                "citing": [citing_shape(one, known.rows(number, one.catalogue)) for one in citing],
                "proposals": [proposal_shape(one) for one in proposals],
            }
        )
    say_title(f"《{file.known.title}》{file.known.number}")
    say_line(label(_status(file.known)))
    for one in file.marks:
        _say_mark(one)
    _say_citing(citing)
    return _say_proposals(proposals)


@basis.command("add")
@click.argument("title")
@click.option("--number", default="", help="Document number.")
@click.option("--issuer", default="", help="Who issued it.")
@click.option("--issued-on", type=a_day, help="Day of issue.")
@click.option("--in-force-from", type=a_day, help="First day in force.")
@click.option("--also", "others", multiple=True, help="By what else it is cited.")
@as_account
@with_json
def add(
    title: str,
    *,
    number: str,
    issuer: str,
    issued_on: date | None,
    in_force_from: date | None,
    others: tuple[str, ...],
    login: str,
    as_json: bool,
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
    made = register_basis(facts, actor=acting(login))
    say_json({"number": made}) if as_json else say_line(str(made))


@basis.command("correct")
@click.argument("number", type=int)
@click.option("--title", help="Its title.")
@click.option("--document-number", "number_of_document", help="Document number.")
@click.option("--issuer", help="Who issued it.")
@click.option("--issued-on", type=a_day_or_none, help="Day of issue.")
@click.option("--in-force-from", type=a_day_or_none, help="First day in force.")
@click.option("--also", "others", multiple=True, help="By what else it is cited: all of it.")
@click.option("--note", help="What is still to be verified.")
@as_account
@with_json
def correct(
    number: int,
    *,
    number_of_document: str | None,
    issued_on: date | str | None,
    in_force_from: date | str | None,
    others: tuple[str, ...],
    login: str,
    as_json: bool,
    **texts: str | None,
) -> None:
    """Correct what is named of a basis, "" for what is nothing; for business administrators."""
    actor, row = acting(login), _file(number).row
    said: dict[str, Any] = {
        name: text for name, text in (*texts.items(), ("number", number_of_document)) if text is not None
    }
    days = {"issued_on": issued_on, "in_force_from": in_force_from}
    said |= {name: one or None for name, one in days.items() if one is not None}
    if others:
        said["other_titles"] = tuple(one for one in others if one)
    facts, version = replace(facts_of(row), **said), row.version
    db.session.rollback()
    correct_basis(number, facts, actor=actor, version=version)
    if as_json:
        return say_json({"number": number})
    return say_line(gettext("The register is corrected; its history stays."))


def _marking(status: BasisStatus) -> Callable[..., None]:
    @click.argument("number", type=int)
    @click.argument("since", type=a_day)
    @click.argument("by")
    @click.option("--number", "order", default="", help="The order that published the text as amended.")
    @click.option("--successor", type=int, help="Number of the basis that takes its place.")
    @click.option("--preview", is_flag=True, help="Only show which catalogues would be given a draft.")
    @click.option("--without-drafts", is_flag=True, help="Open no drafts for the citing catalogues.")
    @as_account
    @with_json
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
        as_json: bool,
    ) -> None:
        actor = acting(login)
        said = Mark(status=status, since=since, by=by, number=order, successor=successor)
        file = _file(number)
        if preview:
            return _say_consequences(said, file, actor.person_id or 0, as_json=as_json)
        db.session.rollback()
        change = mark(number, said, actor=actor, opens=not without_drafts)
        if as_json:
            return say_json({"mark": change, "opens_drafts": not without_drafts})
        recorded = gettext("Mark %(number)s is recorded.", number=change)
        then = gettext("The queue opens the drafts of the catalogues that cite it.")
        return say_line(recorded if without_drafts else f"{recorded} {then}")

    return command


_amend, _repeal = _marking(BasisStatus.AMENDED), _marking(BasisStatus.REPEALED)
basis.command("amend", help="Record an amendment since a day BY a document; for business administrators.")(
    _amend
)
basis.command("repeal", help="Record the repeal since a day BY a document; for business administrators.")(
    _repeal
)


@basis.command("take-back")
@click.argument("change", type=int)
@as_account
@with_json
def take_back(change: int, *, login: str, as_json: bool) -> None:
    """Say that a mark, by its number, was a mistake; it stays in the history. For business administrators."""
    take_mark_back(change, actor=acting(login))
    if as_json:
        return say_json({"mark": change})
    return say_line(gettext("The mark is taken back. It stays in the history and counts no more."))


def _today() -> date:
    return shanghai_day(current_clock.get().now())


def _file(number: int) -> BasisFile:
    return basis_file(db.session(), number, today=_today())


def _status(known: KnownBasis) -> BasisStatus:
    return known.standing_on(_today()).status


def _say_mark(one: MarkInHistory) -> None:
    said = f"{one.change.id} {day(one.change.since)} {label(one.change.status)} {one.change.by} {one.change.number}"
    if one.taken_back is not None:
        at = moment(one.taken_back.recorded_at)
        said += gettext(" (taken back by %(name)s on %(moment)s)", name=one.taken_back_by, moment=at)
    say_line(said, indent=2)


def _say_citing(citing: list[CitingCatalogue]) -> None:
    for one in citing:
        rows = ngettext("%(num)d citation", "%(num)d citations", one.citations)
        say_line(f"{one.catalogue.code} {one.catalogue.title}: {rows}", indent=2)
    if not citing:
        say_line(gettext("No catalogue cites it."), indent=2)


def _say_proposals(proposals: list[CitingProposal]) -> None:
    for one in proposals:
        rows = ngettext("in %(num)d row", "in %(num)d rows", one.rows)
        say_line(f"{one.number} {one.title} ({label(one.state)}): {rows}", indent=2)


def _say_consequences(said: Mark, file: BasisFile, person_id: int, *, as_json: bool) -> None:
    """Say what would follow: who is given a draft, and who cites it out of scope."""
    seats = seats_of(db.session(), person_id, _today())
    found = consequences(db.session(), file.row.id, said, seats, version=file.row.version)
    known = citations(seats)
    beyond = known.catalogues(file.row.id, beyond=found.path)
    if as_json:
        return say_json(
            {
                "given_a_draft": [
                    {"code": one.catalogue.code, "title": one.catalogue.title} for one in found.drafts
                ],
                "out_of_scope": [citing_shape(one, known.rows(file.row.id, one.catalogue)) for one in beyond],
            }
        )
    say_line(gettext("Given a draft"))
    for one in found.drafts:
        say_line(f"{one.catalogue.code} {one.catalogue.title}", indent=2)
    if not found.drafts:
        say_line(gettext("No catalogue of %(place)s and below cites it.", place=found.jurisdiction), indent=2)
    say_line(gettext("Out of scope, given no draft"))
    return _say_citing(beyond)
