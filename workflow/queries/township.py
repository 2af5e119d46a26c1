"""A township's catalogue as it is read: the county's rows for townships, with what the township claims (认领).

Its own rows are only the claims; its releases, versions and comparisons are about them. What the county
changes shows here on the same day, on either clock, without the township doing anything.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

import sqlalchemy as sa

from models import Catalogue, Release
from rules.sheet import Sheet
from values.claim import is_claimable, over
from values.clock import end_of_day
from values.hiding import redacted
from workflow.queries import catalogue as raw
from workflow.queries.catalogue import PublishedRow
from workflow.queries.public import Reading, Rows, chain_of


@dataclass(frozen=True)
class TownshipReading(Reading):
    """A township's catalogue as one reader may read it."""

    county: Reading
    """The county's catalogue, as the same reader may read it."""

    def home_of(self, row: PublishedRow) -> Catalogue:
        """Return the catalogue that a row is a row of: the township's where it is claimed."""
        return self.catalogue if row.claimed else self.source

    @property
    def source(self) -> Catalogue:
        """The county's catalogue."""
        return self.county.catalogue

    def in_force(self, day: date, *, known: datetime | None = None) -> dict[str, PublishedRow]:
        """Return what was in force on a day; nothing by what was known before the township's first release."""
        known = known or self.now
        if known < self._first_shown:
            return {}
        claims = raw.catalogue_as_of(self.session, self.catalogue.id, day=day, known=known)
        return self._composed(self.county.in_force(day, known=known), claims, day)

    def shown(self, day: date) -> dict[str, PublishedRow]:
        """Return what the page said on a past day; nothing before the township's first release."""
        claims = raw.shown(self.session, self.catalogue.id, day=day, now=self.now)
        if min(end_of_day(day), self.now) < self._first_shown:
            return {}
        return self._composed(self.county.shown(day), claims, day)

    def with_waiting(
        self, day: date, *, known: datetime | None = None
    ) -> tuple[dict[str, PublishedRow], dict[str, PublishedRow]]:
        """Return what was in force on a day and, by row, what changes it next: the county's version or the township's."""
        known = known or self.now
        if known < self._first_shown:
            return {}, {}
        claims, claims_ahead = raw.as_of_and_ahead(self.session, self.catalogue.id, day=day, known=known)
        county, county_ahead = self.county.with_waiting(day, known=known)
        rows = self._composed(county, claims, day)
        showing = {row.claimed or key: key for key, row in rows.items()}
        ahead = list(county_ahead.items())
        ahead += [(row.state.upstream_entry or "", row) for row in self._each(claims_ahead.values())]
        latest_first = sorted(ahead, key=lambda one: one[1].effective_from, reverse=True)
        return rows, {showing[key]: row for key, row in latest_first if key in showing}

    def newest_release(self, rows: Rows, *, day: date, known: datetime) -> int | None:
        """Return the newest release of the township's own of which a claim was in force on a day, hidden or not."""
        del rows
        claims = raw.catalogue_as_of(self.session, self.catalogue.id, day=day, known=known)
        return max((row.release_no for row in claims.values()), default=None)

    @cached_property
    def _first_shown(self) -> datetime:
        """When the township's first release was published."""
        first = sa.select(Release.published_at).where(
            Release.catalogue_id == self.catalogue.id, Release.no == 1
        )
        return self.session.scalars(first).one()

    def _composed(self, county: Rows, claims: Rows, day: date) -> dict[str, PublishedRow]:
        """Return the county's rows for townships, with the claims that a reader may see laid over them."""
        listed = {claim.state.upstream_entry: claim for claim in claims.values() if claim.state.is_listed}
        sheet = Sheet({key: row.state for key, row in county.items()})
        found: dict[str, PublishedRow] = {}
        for key, row in county.items():
            if not is_claimable(row.state, is_heading=key in sheet.headings):
                continue
            claim = listed.get(key)
            seen = self._row(claim, [claim.state.entry], day) if claim else None
            if claim is None:
                found[key] = row
            elif seen is not None:
                found[seen.state.entry] = _laid_over(row, seen)
        return found | {key: county[key] for key in _headings(found.values(), sheet)}

    def _row(self, row: PublishedRow, chain: Collection[str], day: date | None) -> PublishedRow | None:
        """Return a claim as the reader may see it: what hides the county's row hides its name here as well."""
        seen = super()._row(row, chain, day)
        veil = self.county.veil_of(row.state.upstream_entry or "")
        if seen is None or any(one.is_row for one in veil):
            return None
        names = [one for one in veil if one.field == "name"]
        if not names:
            return seen
        state = redacted(seen.state, names, notice=self.notice)
        return replace(seen, state=state, hidden_fields=seen.hidden_fields | {"name"}, content_sha256="")


def _laid_over(row: PublishedRow, claim: PublishedRow) -> PublishedRow:
    """Return the county's row with a claim laid over it; it holds since the later of the two."""
    state = over(row.state, claim.state)
    hidden = row.hidden_fields | (claim.hidden_fields - {"name"})
    return replace(
        claim,
        state=state,
        published_at=max(row.published_at, claim.published_at),
        effective_from=max(row.effective_from, claim.effective_from),
        content_sha256="" if hidden else state.sha256,
        hidden_fields=hidden,
        hidden=(*row.hidden, *claim.hidden),
        was_hidden=row.was_hidden or claim.was_hidden,
        claimed=row.state.entry,
    )


def _headings(rows: Iterable[PublishedRow], sheet: Sheet) -> set[str]:
    """Return the rows of the county that others stand under."""
    parents = {key: state.parent for key, state in sheet.states.items()}
    return {one for row in rows for one in chain_of(row.state.parent or "", parents) if one in parents}
