"""Read many catalogues with their standards in few statements, as grounds for the rules."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import Catalogue, Entry, EntryVersion
from rules.grounds import Grounds
from rules.sheet import Sheet
from values.channels import ChannelSynonyms
from values.entry import EntryState
from values.provincial_rule import ProvincialRule
from values.vocabulary import CatalogueKind, Field
from workflow.bases import register_of
from workflow.dues import working_days
from workflow.grounds import EVER
from workflow.queries.administered import holding, kept_in
from workflow.queries.catalogue import catalogue_as_of
from workflow.versions import read_versions, select_versions


@dataclass
class Standards:
    """The standards in force on a day, each read once."""

    session: Session
    day: date
    _sheets: dict[int | None, Sheet] = field(default_factory=lambda: {None: Sheet({})})
    _catalogues: list[Catalogue] | None = None
    _synonyms: dict[int, ChannelSynonyms] = field(default_factory=dict)
    _rules: dict[int, tuple[ProvincialRule, ...]] = field(default_factory=dict)

    @property
    def catalogues(self) -> list[Catalogue]:
        """Return all standards, by code."""
        if self._catalogues is None:
            asked = sa.select(Catalogue).where(Catalogue.kind == CatalogueKind.STANDARD)
            self._catalogues = list(self.session.scalars(asked.order_by(Catalogue.code)))
        return self._catalogues

    def sheet(self, catalogue_id: int | None) -> Sheet:
        """Return what a standard says; nothing where there is none."""
        if catalogue_id not in self._sheets:
            rows = catalogue_as_of(self.session, catalogue_id or 0, day=self.day, known=EVER)
            self._sheets[catalogue_id] = Sheet({key: row.state for key, row in rows.items()})
        return self._sheets[catalogue_id]

    def release_of(self, catalogue_id: int | None) -> int | None:
        """Return the newest release of a standard."""
        return next((one.current_release_no for one in self.catalogues if one.id == catalogue_id), None)

    def beside(self, catalogue_id: int | None) -> int | None:
        """Return the standard of the other field, of the same jurisdiction."""
        own = next((one for one in self.catalogues if one.id == catalogue_id), None)
        others = (
            one.id
            for one in self.catalogues
            if own is not None and one.id != own.id and one.jurisdiction_id == own.jurisdiction_id
        )
        return next(others, None)

    def synonyms(self, jurisdiction_id: int) -> ChannelSynonyms:
        """Return which words of a jurisdiction's catalogues mean a channel of the standard."""
        if jurisdiction_id not in self._synonyms:
            self.expect([jurisdiction_id])
        return self._synonyms[jurisdiction_id]

    def rules(self, jurisdiction_id: int, of_field: Field | None) -> tuple[ProvincialRule, ...]:
        """Return the rules of the provinces that a jurisdiction's catalogues of a field keep on the day."""
        if jurisdiction_id not in self._rules:
            self.expect([jurisdiction_id])
        return holding(self._rules[jurisdiction_id], of_field, self.day)

    def expect(self, jurisdictions: Collection[int]) -> None:
        """Read at once what administrators keep for these jurisdictions."""
        kept = kept_in(self.session, jurisdictions)
        for one in jurisdictions:
            self._synonyms[one], self._rules[one] = kept.synonyms(one), kept.rules[one]

    def grounds(
        self, states: Sequence[EntryState], upstream: int | None, jurisdiction_id: int, of_field: Field | None
    ) -> Grounds:
        """Return a whole catalogue of a jurisdiction with what it is checked against."""
        own = {state.entry: state for state in states}
        return Grounds(
            sheet=Sheet(own),
            upstream=self.sheet(upstream),
            elsewhere=self.sheet(self.beside(upstream)),
            published=own,
            register=register_of(self.session),
            synonyms=self.synonyms(jurisdiction_id),
            provincial=self.rules(jurisdiction_id, of_field),
            day=self.day,
            working_days=working_days(self.session),
        )


def published_states(session: Session, catalogues: Sequence[int]) -> dict[int, list[EntryState]]:
    """Return the rows of the newest release of many catalogues, by catalogue, in two statements."""
    order = (EntryVersion.effective_from.desc(), EntryVersion.release_no.desc())
    place = sa.func.row_number().over(partition_by=EntryVersion.entry_id, order_by=order).label("place")
    ranked = sa.select(EntryVersion.id, place).where(EntryVersion.catalogue_id.in_(catalogues)).subquery()
    newest = select_versions().join(ranked, EntryVersion.id == ranked.c.id).where(ranked.c.place == 1)
    asked = sa.select(Entry.id, Entry.catalogue_id).where(Entry.catalogue_id.in_(catalogues))
    homes = {row.id: row.catalogue_id for row in session.execute(asked)}
    found: dict[int, list[EntryState]] = defaultdict(list)
    for _, state in read_versions(session, newest):
        found[homes[state.entry]].append(state)
    return found


def grounds_of_many(
    session: Session, catalogues: Sequence[Catalogue], *, day: date
) -> Iterator[tuple[Catalogue, Grounds, int | None]]:
    """Yield catalogues with their grounds and the release of the standard that they are held against."""
    standards = Standards(session, day)
    standards.expect({one.jurisdiction_id for one in catalogues})
    states = published_states(session, [one.id for one in catalogues])
    for one in catalogues:
        upstream = one.upstream_catalogue_id
        grounds = standards.grounds(states.get(one.id, []), upstream, one.jurisdiction_id, one.field)
        yield one, grounds, standards.release_of(upstream)
