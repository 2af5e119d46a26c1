"""People, what they may do where (assignments), and who stands in for whom."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Name, PrimaryKey
from values.vocabulary import Post, Role


class Person(Base, kw_only=True):
    """Someone who can sign in."""

    __tablename__ = "person"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    login: Mapped[str] = mapped_column(sa.String(60), unique=True)
    name: Mapped[Name]
    email: Mapped[str] = mapped_column(sa.String(254))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    """argon2id; empty: cannot sign in."""
    language: Mapped[str] = mapped_column(sa.String(10), default="zh_Hans")
    """The language of their mails, and of pages until they choose another."""
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    """In a row, since the last success."""
    locked_until: Mapped[datetime | None] = mapped_column(default=None)
    session_epoch: Mapped[int] = mapped_column(default=0)
    """Raised to end all sessions of the person."""
    password_until: Mapped[date | None] = mapped_column(default=None)
    """The last day of the password: afterwards every page leads to where it is changed. One that the system made has
    no day at all and is over at once. None: it does not end."""


class Assignment(Base, kw_only=True):
    """A role of a person in a body, with the post that routes name, from–until."""

    __tablename__ = "assignment"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"), index=True)
    role: Mapped[Role]
    post: Mapped[Post] = mapped_column(default=Post.STAFF)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_until: Mapped[date | None] = mapped_column(default=None)
    """The last day on which it counts; before the first one: it never did."""
    granted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), default=None)
    """Who granted it, never to themselves; None: whoever set the installation up."""


class Delegation(Base, kw_only=True):
    """A deputy for a time of absence; the trail shows both names, and separation of duties binds both."""

    __tablename__ = "delegation"
    __table_args__ = (sa.CheckConstraint("person_id <> deputy_id", name="not_self"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    valid_from: Mapped[date]
    valid_until: Mapped[date]


class Subscription(Base, kw_only=True):
    """Someone who wants to hear of every release of a catalogue."""

    __tablename__ = "subscription"
    __table_args__ = (sa.UniqueConstraint("person_id", "catalogue_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    catalogue_id: Mapped[int] = mapped_column(sa.ForeignKey("catalogue.id"), index=True)
