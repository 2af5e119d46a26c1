"""What business administrators keep for the rules: words for channels (R09), and rules of the provinces."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, PrimaryKey, Typed
from values.provincial_rule import ProvincialRule


class ChannelSynonym(Base, kw_only=True):
    """A word that means a channel of the standard, in a jurisdiction and below (decision 30)."""

    __tablename__ = "channel_synonym"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    jurisdiction_id: Mapped[int] = mapped_column(sa.ForeignKey("jurisdiction.id"), index=True)
    word: Mapped[str] = mapped_column(sa.String(100))
    word_key: Mapped[str] = mapped_column(sa.String(2000))
    """As it is compared; a character may become several."""
    channel: Mapped[str] = mapped_column(sa.String(100))
    added_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    added_at: Mapped[datetime]


class ChannelSynonymWithdrawal(Base, kw_only=True):
    """The end of a synonym, whose row stays."""

    __tablename__ = "channel_synonym_withdrawal"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    synonym_id: Mapped[int] = mapped_column(sa.ForeignKey("channel_synonym.id"), unique=True)
    withdrawn_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime]


class ProvincialRuleVersion(Base, kw_only=True):
    """A version of a province's own rule; the highest one holds."""

    __tablename__ = "provincial_rule"
    __table_args__ = (sa.UniqueConstraint("jurisdiction_id", "code", "version"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    jurisdiction_id: Mapped[int] = mapped_column(sa.ForeignKey("jurisdiction.id"))
    code: Mapped[str] = mapped_column(sa.String(20))
    """As the province numbers it: P-33-01."""
    version: Mapped[int]
    rule: Mapped[ProvincialRule] = mapped_column(Typed(ProvincialRule))
    written_by_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]
