"""Routes (办理流程) as data: the steps a proposal needs before it is approved."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey, Typed
from values.vocabulary import Operation, Post, StepKind


class Route(Base, kw_only=True):
    """A named way to approval; catalogues name theirs."""

    __tablename__ = "route"

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
