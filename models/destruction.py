"""Lists of case files to be destroyed (销毁清册): who proposed them, what they name, and what became of them."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Sha256, Text
from values.retention import DestructionAction, RetentionTerm


class DestructionList(Base, kw_only=True):
    """A list of a jurisdiction; it is never changed."""

    __tablename__ = "destruction_list"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    jurisdiction_id: Mapped[int] = mapped_column(sa.ForeignKey("jurisdiction.id"), index=True)
    proposed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    body_id: Mapped[int] = mapped_column(sa.ForeignKey("body.id"))
    proposed_at: Mapped[datetime]
    reason: Mapped[Text]
    """What the appraisal (鉴定) found: why nothing in it is needed any more."""


class DestructionItem(Base, kw_only=True):
    """A case file on a list, with the archive package that was taken out of it before."""

    __tablename__ = "destruction_item"
    __table_args__ = (sa.UniqueConstraint("list_id", "proposal_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    list_id: Mapped[int] = mapped_column(sa.ForeignKey("destruction_list.id"))
    proposal_id: Mapped[int] = mapped_column(sa.ForeignKey("proposal.id"), index=True)
    file_number: Mapped[str] = mapped_column(sa.String(60))
    term: Mapped[RetentionTerm]
    closed_on: Mapped[date]
    kept_until: Mapped[date]
    """The last day of its term."""
    package_sha256: Mapped[Sha256]


class DestructionAct(Base, kw_only=True):
    """What became of a list: approved or refused by a second person, then carried out."""

    __tablename__ = "destruction_act"
    __table_args__ = (sa.UniqueConstraint("list_id", "action"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    list_id: Mapped[int] = mapped_column(sa.ForeignKey("destruction_list.id"))
    action: Mapped[DestructionAction]
    actor_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    opinion: Mapped[Text]
    acted_at: Mapped[datetime]
