"""The ledger's rows: the logs, which event is which leaf, the tree's perfect subtrees, signed heads and their copies."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class LedgerLog(Base, kw_only=True):
    """A log of this installation: the first is made at set-up, another only after a return to an older state."""

    __tablename__ = "ledger_log"

    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    origin: Mapped[str] = mapped_column(sa.String(80), unique=True)
    """What its events and checkpoints call it."""
    hash_algorithm: Mapped[str] = mapped_column(sa.String(10))
    opened_at: Mapped[datetime]
    follows: Mapped[bytes | None] = mapped_column(sa.LargeBinary, default=None)
    """The newest checkpoint of the log before that was found outside the database."""


class LedgerKey(Base, kw_only=True):
    """A key that signs heads of a log; its private half is never in the database."""

    __tablename__ = "ledger_key"

    log_no: Mapped[int] = mapped_column(sa.ForeignKey("ledger_log.no"), primary_key=True)
    no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    verifier_key: Mapped[str] = mapped_column(sa.String(200), unique=True)
    since: Mapped[datetime]


class LedgerLeaf(Base, kw_only=True):
    """The place of an event in a tree; no gaps."""

    __tablename__ = "ledger_leaf"

    log_no: Mapped[int] = mapped_column(sa.ForeignKey("ledger_log.no"), primary_key=True)
    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    event_id: Mapped[int] = mapped_column(sa.ForeignKey("event.id"), unique=True)
    leaf_hash: Mapped[bytes] = mapped_column(sa.LargeBinary)


class LedgerNode(Base, kw_only=True):
    """The root of a perfect subtree of 2**level leaves, from level 1 on."""

    __tablename__ = "ledger_node"

    log_no: Mapped[int] = mapped_column(sa.ForeignKey("ledger_log.no"), primary_key=True)
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hash: Mapped[bytes] = mapped_column(sa.LargeBinary)


class LedgerCheckpoint(Base, kw_only=True):
    """A signed head of a tree (C2SP tlog-checkpoint)."""

    __tablename__ = "ledger_checkpoint"

    log_no: Mapped[int] = mapped_column(sa.ForeignKey("ledger_log.no"), primary_key=True)
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(sa.LargeBinary)
    note: Mapped[bytes] = mapped_column(sa.LargeBinary)
    signed_at: Mapped[datetime]


class LedgerCopy(Base, kw_only=True):
    """That a checkpoint was written somewhere that the database's administrator cannot rewrite."""

    __tablename__ = "ledger_copy"
    __table_args__ = (
        sa.ForeignKeyConstraint(["log_no", "size"], ["ledger_checkpoint.log_no", "ledger_checkpoint.size"]),
    )

    log_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    """`folder` or `mailbox`."""
    written_at: Mapped[datetime]


class LedgerCosignature(Base, kw_only=True):
    """A witness's line under a checkpoint (C2SP tlog-cosignature)."""

    __tablename__ = "ledger_cosignature"
    __table_args__ = (
        sa.ForeignKeyConstraint(["log_no", "size"], ["ledger_checkpoint.log_no", "ledger_checkpoint.size"]),
    )

    log_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    verifier_key: Mapped[str] = mapped_column(sa.String(200), primary_key=True)
    line: Mapped[str] = mapped_column(sa.String(400))
    signed_at: Mapped[datetime]
