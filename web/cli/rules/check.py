"""`flask rules check`: hold a whole catalogue, stored or in a file, against its standard."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
import sqlalchemy as sa
from flask_babel import gettext, ngettext

from formats.reading import read
from formats.unreadable import MOST_BYTES, UnreadableFileError
from models import Catalogue, db
from rules.findings import Severity
from rules.grounds import Grounds
from rules.matching import matched, shared_names
from values.catalogue_document import CatalogueDocument
from values.messages import N_
from values.vocabulary import CatalogueKind
from web.cli.printing import say_json, say_line, say_table, with_json
from web.cli.rules.group import rules
from web.cli.rules.shapes import WholeCheck, WholeFinding
from web.language import say
from web.wording.common import listed
from workflow.compliance.outcome import Found, outcome
from workflow.compliance.reading import Standards, published_states
from workflow.errors import InvalidError, Issue, invalid
from workflow.queries.bodies import current_day

ONE = N_("Name one file, or one stored catalogue with --catalogue.")
SEVERITIES = {Severity.ERROR: N_("Error"), Severity.WARNING: N_("Warning"), Severity.HINT: N_("Hint")}


@rules.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--catalogue", "code", metavar="CODE", help="A stored catalogue instead of a file.")
@click.option("--upstream", metavar="CODE", help="The stored standard to hold it against.")
@with_json
def check(file: Path | None, *, code: str | None, upstream: str | None, as_json: bool) -> None:
    """Hold each catalogue against its standard and the rules; status 1 where there is an error."""
    standards = Standards(db.session(), current_day())
    if file is not None and code is None:
        asked = [_filed(standards, one, upstream) for one in _documents(file)]
    elif code is not None and file is None:
        asked = [_stored(standards, code, upstream)]
    else:
        raise invalid("file", ONE)
    told = [(standard, outcome(grounds).findings) for standard, grounds in asked]
    found = [one for _, findings in told for one in findings]
    if as_json:
        say_json(WholeCheck(findings=tuple(map(shape, found))))
    else:
        for standard, findings in told:
            _tell(findings, standard)
    if any(one.severity is Severity.ERROR for one in found):
        sys.exit(1)


def _stored(standards: Standards, code: str, upstream: str | None) -> tuple[str, Grounds]:
    catalogue = db.session.scalar(sa.select(Catalogue).where(Catalogue.code == code))
    if catalogue is None or catalogue.current_release_no is None:
        raise invalid("catalogue", N_("There is no published catalogue with this code."))
    if catalogue.kind is CatalogueKind.TOWNSHIP:
        raise invalid(
            "catalogue",
            N_("A township's catalogue holds claims of its county's rows: check the county's catalogue."),
        )
    own = _standard(standards, upstream).id if upstream else catalogue.upstream_catalogue_id
    title = next((one.title for one in standards.catalogues if one.id == own), "")
    states = published_states(db.session(), [catalogue.id])[catalogue.id]
    return title, standards.grounds(states, own, catalogue.jurisdiction_id, catalogue.field)


def _documents(file: Path) -> Iterator[CatalogueDocument]:
    """Yield the catalogues that a file holds; a workbook may hold one a sheet."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
        yield from (one for one in read(file.name, data).catalogues if one.rows)
    except OSError as error:
        raise invalid("file", N_("There is no file here that can be opened.")) from error
    except UnreadableFileError as error:
        raise InvalidError([Issue("file", error.message)]) from error


def _filed(standards: Standards, document: CatalogueDocument, upstream: str | None) -> tuple[str, Grounds]:
    states = document.states()
    if upstream:
        standard = _standard(standards, upstream)
    elif standards.catalogues:
        standard = max(standards.catalogues, key=lambda one: shared_names(states, standards.sheet(one.id)))
    else:
        raise invalid("upstream", N_("No standard is stored yet: run `flask --app wsgi seed` first."))
    rows = matched(states, standards.sheet(standard.id))
    return standard.title, standards.grounds(rows, standard.id, standard.jurisdiction_id, standard.field)


def _standard(standards: Standards, code: str) -> Catalogue:
    found = next((one for one in standards.catalogues if one.code == code), None)
    if found is None:
        raise invalid(
            "upstream", N_("There is no standard with this code; `flask catalogue list` prints them.")
        )
    return found


def shape(one: Found) -> WholeFinding:
    """Return a finding as programs read it: the row by its displayed number, where it has one."""
    return WholeFinding(
        rule=one.rule,
        severity=one.severity.value,
        entry=one.number or one.entry,
        field=one.field,
        message=say(one.said),
        clause=one.clause,
        name=one.name,
        is_reconstructed=one.is_reconstructed,
    )


def _tell(found: Sequence[Found], standard: str) -> None:
    if standard:
        say_line(gettext("Held against: %(standard)s", standard=standard))
    if found:
        say_table(
            [gettext("Rule"), gettext("Severity"), gettext("Place"), gettext("What is found")], _lines(found)
        )
    numbers = {kind: sum(one.severity is kind for one in found) for kind in Severity}
    say_line(
        listed(
            (
                ngettext("%(num)d error", "%(num)d errors", numbers[Severity.ERROR]),
                ngettext("%(num)d warning", "%(num)d warnings", numbers[Severity.WARNING]),
                ngettext("%(num)d hint", "%(num)d hints", numbers[Severity.HINT]),
            )
        )
    )


def _lines(found: Iterable[Found]) -> list[list[str]]:
    return [
        [one.rule, gettext(SEVERITIES[one.severity]), f"{one.number} {one.name}".strip(), say(one.said)]
        for one in found
    ]
