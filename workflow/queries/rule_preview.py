"""What a change of words or provincial rules would do, before it is made: the rules themselves, over stored catalogues."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, ChannelSynonym, Jurisdiction
from rules.check import ADMINISTERED_RULES, RowRule, check_listed
from rules.findings import Finding
from rules.grounds import Grounds
from rules.provincial import TEXTS, provincial
from values.names import normalised
from values.provincial_rule import LookedAt, ProvincialRule
from values.vocabulary import CatalogueKind
from workflow.compliance.reading import grounds_of_many
from workflow.errors import NotFoundError
from workflow.queries.administered import Kept, Word, holding, kept_in
from workflow.queries.administered_lists import newest_rule
from workflow.queries.catalogue import arranged

MOST_CATALOGUES = 100
"""Catalogues that are looked at while somebody waits."""

MOST_ROWS = 100
"""Rows that are listed; all are counted."""

_LATEST = date(9998, 12, 31)
"""The last day that has a year of days behind it."""

_NEXT = 2**63
"""The number of a word that is not there yet: behind all others of its jurisdiction."""


@dataclass(frozen=True, kw_only=True)
class ChangedRow:
    """A row of which the rules would say something else."""

    code: str
    title: str
    entry: str
    number: str
    name: str
    said: tuple[str, ...]
    """What the row says there."""
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What a change would do."""

    day: date
    """The day for which it is computed."""
    looked_at: int
    """Catalogues that were looked at."""
    total: int
    """Catalogues that there are."""
    rows: tuple[ChangedRow, ...]
    """The first of the rows that change, by catalogue and in the order of the table."""
    changed: int
    disappearing: int
    appearing: int


@dataclass(frozen=True)
class _Changed:
    """A catalogue before and after, with the rules that look at it and what else may change."""

    catalogue: Catalogue
    before: Grounds
    after: Grounds
    rules: Sequence[RowRule]
    looks_at: LookedAt


Change = Callable[[Catalogue, Grounds], _Changed]
"""Says what a catalogue is checked against before and after."""


def preview_word(session: Session, place: Jurisdiction, word: str, channel: str, *, day: date) -> Preview:
    """Return what would change if a word meant a channel in a jurisdiction and below."""
    more = Word(number=_NEXT, path=place.path, key=normalised(word), channel=channel)
    return _of_words(session, place, lambda kept: kept.with_word(more), day)


def preview_withdrawal(session: Session, row: ChannelSynonym, place: Jurisdiction, *, day: date) -> Preview:
    """Return what would change if a word meant its channel no more."""
    return _of_words(session, place, lambda kept: kept.without_word(row.id), day)


def preview_rule(session: Session, place: Jurisdiction, rule: ProvincialRule, *, day: date) -> Preview:
    """Return what would change if a rule of a jurisdiction said this, on the day or when it comes into force."""
    newest = newest_rule(session, rule.id, place.id)
    present = (newest.rule,) if newest else ()
    if rule.holds_on(rule.in_force_from):
        day = max(day, date.fromisoformat(rule.in_force_from))

    def changed(catalogue: Catalogue, grounds: Grounds) -> _Changed:
        before = replace(grounds, provincial=holding(present, catalogue.field, day))
        after = replace(grounds, provincial=holding((rule,), catalogue.field, day))
        return _Changed(catalogue, before, after, (provincial,), rule.looks_at)

    return _preview(session, place, lambda _: changed, day)


def preview_ending(session: Session, place: Jurisdiction, code: str, last: date, *, day: date) -> Preview:
    """Return what a rule of a jurisdiction would find no more on the day after its last.

    Raises: NotFoundError where the jurisdiction has no such rule.
    """
    newest = newest_rule(session, code, place.id)
    if newest is None:
        raise NotFoundError
    ended = replace(newest.rule, in_force_until=last.isoformat())
    return preview_rule(session, place, ended, day=max(day, min(last, _LATEST) + timedelta(days=1)))


def _of_words(session: Session, place: Jurisdiction, change: Callable[[Kept], Kept], day: date) -> Preview:
    def prepared(catalogues: Sequence[Catalogue]) -> Change:
        places = {one.jurisdiction_id for one in catalogues}
        kept = change(kept_in(session, places))
        # The words of a jurisdiction remember what they made of a cell; its catalogues share them.
        synonyms = {one: kept.synonyms(one) for one in places}

        def changed(catalogue: Catalogue, grounds: Grounds) -> _Changed:
            after = replace(grounds, synonyms=synonyms[catalogue.jurisdiction_id])
            return _Changed(catalogue, grounds, after, ADMINISTERED_RULES, LookedAt.CHANNELS)

        return changed

    return _preview(session, place, prepared, day)


def _preview(
    session: Session, place: Jurisdiction, prepared: Callable[[Sequence[Catalogue]], Change], day: date
) -> Preview:
    below = (
        sa.select(Catalogue)
        .join(Jurisdiction, Jurisdiction.id == Catalogue.jurisdiction_id)
        .where(
            Jurisdiction.path.startswith(place.path, autoescape=True),
            Catalogue.kind != CatalogueKind.TOWNSHIP,
            Catalogue.current_release_no.is_not(None),
        )
    )
    total = session.scalar(sa.select(sa.func.count()).select_from(below.subquery())) or 0
    asked = below.order_by(Jurisdiction.path, Catalogue.code).limit(MOST_CATALOGUES)
    catalogues = session.scalars(asked).all()
    changed = prepared(catalogues)
    rows = [
        row
        for catalogue, grounds, _ in grounds_of_many(session, catalogues, day=day)
        for row in _rows(changed(catalogue, grounds))
    ]
    return Preview(
        day=day,
        looked_at=len(catalogues),
        total=total,
        rows=tuple(rows[:MOST_ROWS]),
        changed=len(rows),
        disappearing=sum(len(row.gone) for row in rows),
        appearing=sum(len(row.new) for row in rows),
    )


def _rows(one: _Changed) -> Iterator[ChangedRow]:
    before, after = check_listed(one.before, one.rules), check_listed(one.after, one.rules)
    states = one.before.sheet.states
    changed = {
        key
        for key, found in before.items()
        if found != after[key] or _understood(one.before, key) != _understood(one.after, key)
    }
    for row in arranged(states.values()) if changed else ():
        key = row.state.entry
        if key in changed:
            yield ChangedRow(
                code=one.catalogue.code,
                title=one.catalogue.title,
                entry=key,
                number=row.number,
                name=row.state.content.name,
                said=TEXTS[one.looks_at](row.state.content),
                gone=tuple(found for found in before[key] if found not in after[key]),
                new=tuple(found for found in after[key] if found not in before[key]),
            )


def _understood(grounds: Grounds, key: str) -> frozenset[str]:
    """Return which channels a row names, by the words that hold."""
    return grounds.synonyms.named(grounds.sheet.states[key].content.channels)
