"""The ledger's rows: which event is which leaf, the tree's perfect subtrees, signed heads."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class LedgerLeaf(Base, kw_only=True):
    """The place of an event in the tree; no gaps."""

    __tablename__ = "ledger_leaf"

    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), unique=True)
    leaf_hash: Mapped[bytes] = mapped_column(sa.LargeBinary)


class LedgerNode(Base, kw_only=True):
    """The root of a perfect subtree of 2**level leaves."""

    __tablename__ = "ledger_node"

    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(sa.LargeBinary)


class LedgerCheckpoint(Base, kw_only=True):
    """A signed head of the tree (C2SP tlog-checkpoint)."""

    __tablename__ = "ledger_checkpoint"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(sa.LargeBinary)
    note: Mapped[bytes] = mapped_column(sa.LargeBinary)
    signed_at: Mapped[datetime]
