"""Message services (消息通道) of jurisdictions, and where people are reached through them."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Text, Typed
from values.services import LONGEST_ADDRESS, ServiceKind
from values.vocabulary import Channel


class MessageService(Base, kw_only=True):
    """How a jurisdiction, and what lies below it, uses a channel; a nearer one decides before one above."""

    __tablename__ = "message_service"
    __table_args__ = (
        sa.UniqueConstraint("jurisdiction_id", "channel"),
        sa.CheckConstraint("kind LIKE channel || '%'", name="kind_of_channel"),
        sa.CheckConstraint("locked <> ''", name="locked"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    jurisdiction_id: Mapped[int] = mapped_column(sa.ForeignKey("jurisdiction.id"))
    channel: Mapped[Channel]
    kind: Mapped[ServiceKind]
    base: Mapped[str] = mapped_column(sa.String(200), default="")
    """Another address than the service has by default; empty: that one."""
    settings: Mapped[dict[str, str]] = mapped_column(Typed(dict[str, str]))
    """What is no secret, by name."""
    locked: Mapped[Text]
    """The credentials, locked with a key that is not in the database and bound to place, kind and address."""
    is_on: Mapped[bool] = mapped_column(default=True)
    changed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class PersonAddress(Base, kw_only=True):
    """Where a person is reached through a channel; personal data, which no event repeats."""

    __tablename__ = "person_address"
    __table_args__ = (sa.CheckConstraint("address <> ''", name="address"),)

    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), primary_key=True)
    channel: Mapped[Channel] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(sa.String(LONGEST_ADDRESS))
    """The number of a mobile telephone, or the name that the service knows the person by."""
    set_at: Mapped[datetime]
