"""`--preview` of words for channels and provincial rules: what a command would change, and nothing changed."""

from collections.abc import Iterator

from flask_babel import gettext, ngettext

from models import Jurisdiction, db
from rules.findings import Finding
from values.messages import N_, Message
from web.cli.acting import acting, business_seats
from web.cli.printing import say_json, say_line
from web.language import say
from web.wording.common import day
from workflow.basis_marking import administering_seat
from workflow.errors import ForbiddenError, NotFoundError
from workflow.queries.rule_preview import ChangedRow, Preview


def place_of(login: str) -> Jurisdiction:
    """Return the jurisdiction to which what an account writes by command belongs: the first that it administers.

    Raises: ForbiddenError for others than business administrators.
    """
    seat = administering_seat(business_seats(acting(login)))
    if seat is None:
        raise ForbiddenError(Message(N_("Only a business administrator does this.")))
    found = db.session.get(Jurisdiction, seat.jurisdiction)
    if found is None:
        raise NotFoundError
    return found


def say_preview(preview: Preview, *, as_json: bool) -> None:
    """Print what a change would do: in all, then row by row."""
    if as_json:
        return say_json(_plain(preview))
    return _say(preview)


def _plain(preview: Preview) -> dict[str, object]:
    return {
        "day": preview.day.isoformat(),
        "looked_at": preview.looked_at,
        "total": preview.total,
        "changed": preview.changed,
        "disappearing": preview.disappearing,
        "appearing": preview.appearing,
        "rows": [
            {
                "catalogue": row.code,
                "entry": row.entry,
                "number": row.number,
                "name": row.name,
                "gone": [_found(one) for one in row.gone],
                "new": [_found(one) for one in row.new],
            }
            for row in preview.rows
        ],
    }


def _found(one: Finding) -> dict[str, str]:
    return {"rule": one.rule, "severity": one.severity.value, "message": say(one.message)}


def _say(preview: Preview) -> None:
    say_line(gettext("What would change"))
    if preview.changed:
        say_line(
            " · ".join(
                (
                    ngettext("%(num)d row would change", "%(num)d rows would change", preview.changed),
                    ngettext(
                        "%(num)d finding disappears", "%(num)d findings disappear", preview.disappearing
                    ),
                    ngettext("%(num)d finding appears", "%(num)d findings appear", preview.appearing),
                )
            )
        )
    else:
        say_line(gettext("No published row here or below is affected now."))
    say_line(
        gettext(
            "Looked at: %(looked)s of %(total)s published catalogues here and below, as of %(day)s.",
            looked=preview.looked_at,
            total=preview.total,
            day=day(preview.day),
        )
    )
    if preview.looked_at < preview.total:
        say_line(gettext("What it does to the others, the next check of every catalogue shows."))
    if len(preview.rows) < preview.changed:
        say_line(gettext("The first %(shown)s rows are listed.", shown=len(preview.rows)))
    for row in preview.rows:
        say_line(f"{row.code} {row.number} {row.name}", indent=2)
        for line in _changes(row):
            say_line(line, indent=4)


def _changes(row: ChangedRow) -> Iterator[str]:
    yield from (_line(gettext("Disappears:"), one) for one in row.gone)
    yield from (_line(gettext("Appears:"), one) for one in row.new)
    if not row.gone and not row.new:
        yield gettext("Understood differently; no finding changes.")


def _line(what: str, one: Finding) -> str:
    return f"{what} {one.rule} {say(one.message)}"
