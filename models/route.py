"""Routes (办理流程) as data: the steps a proposal needs before it is approved."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey, Text, Typed
from values.vocabulary import Operation, Post, StepKind


class Route(Base, kw_only=True):
    """A version of a named way to approval; catalogues name the newest, submitted proposals the one they took.

    A version is never rewritten: who changes a route writes the next version beside it.
    """

    __tablename__ = "route"
    __table_args__ = (sa.Index("uq_route_version", "first_id", "version", unique=True),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    name: Mapped[Name]
    jurisdiction_id: Mapped[int] = mapped_column(sa.ForeignKey("jurisdiction.id"), index=True)
    allows_two_steps: Mapped[bool] = mapped_column(default=False)
    """Whether one person may take two steps on a revision (small offices); it is shown then."""
    approval_working_days: Mapped[int] = mapped_column(default=5)
    publication_working_days: Mapped[int] = mapped_column(default=3)
    """Working days from approval to publication."""
    publishing_body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("body.id"), default=None)
    """公布单位, where it is another than the holder of the catalogue."""
    apply_working_days: Mapped[int | None] = mapped_column(default=None)
    """Working days from 触发日 within which the drafters apply; None: the county sets none."""
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    first_id: Mapped[int | None] = mapped_column(sa.ForeignKey("route.id"), default=None)
    """Its first version, by which people call it; None: it is that one."""


class RouteStep(Base, kw_only=True):
    """A step of a route. Steps of the same position run side by side."""

    __tablename__ = "route_step"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    route_id: Mapped[int] = mapped_column(sa.ForeignKey("route.id"), index=True)
    position: Mapped[int]
    kind: Mapped[StepKind]
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    post: Mapped[Post | None] = mapped_column(default=None)
    """The post that takes the step; None: any reviewer of the body."""
    working_days: Mapped[int]
    """How long the step may take."""
    operations: Mapped[tuple[Operation, ...]] = mapped_column(Typed(tuple[Operation, ...]), default=())
    """The step is needed when the proposal has one of these; empty: always."""
    normative_only: Mapped[bool] = mapped_column(default=False)
    """The step is needed only where the catalogue is issued as a 规范性文件."""

    def is_needed(self, operations: Collection[Operation], *, is_normative: bool) -> bool:
        """Whether a proposal with these operations takes the step."""
        is_asked = not self.operations or not set(self.operations).isdisjoint(operations)
        return is_asked and (is_normative or not self.normative_only)


class RouteAcknowledgement(Base, kw_only=True):
    """That an administrator knows a version to be longer than the statutory time, and why it is kept."""

    __tablename__ = "route_acknowledgement"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    route_id: Mapped[int] = mapped_column(sa.ForeignKey("route.id"), index=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    reason: Mapped[Text]
    longest: Mapped[int]
    """The working days that were shown with it."""
    acknowledged_at: Mapped[datetime]
