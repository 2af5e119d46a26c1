"""The declarative base, the column vocabulary, and the types that make SQLite and PostgreSQL equals."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum, StrEnum
from functools import cache, lru_cache
from typing import Annotated, Any, ClassVar, Generic, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass, mapped_column
from sqlalchemy.types import TypeDecorator

from values.serial import from_plain, to_plain

T = TypeVar("T")


class Instant(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite has no time zones, so it is told on the way in and out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse naive moments and store UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment without time zone cannot be stored.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """Read SQLite's text; what one release published has one moment."""
        return _moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


@lru_cache(maxsize=256)
def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


Json = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
"""JSON as text on SQLite, as JSONB on PostgreSQL."""


KEPT = 2048
"""Values of a type that are kept to be given out again; they are frozen."""


class Typed(TypeDecorator[T], Generic[T]):
    """A frozen dataclass, or a tuple of them, kept as JSON and read back by its type."""

    impl = Json
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        """Keep the type that the column holds."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: T | None, dialect: Dialect) -> Any:  # noqa: ARG002
        """Store the JSON form."""
        return None if value is None else to_plain(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:  # noqa: ARG002
        """Read the value back."""
        return None if value is None else from_plain(value, self.kind)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:  # noqa: ARG002
        """Read the text at once into the type; many rows say the same, so what was read lately is kept."""
        return _reader(self.kind)

    def column_expression(self, column: sa.ColumnElement[T]) -> sa.ColumnElement[Any]:
        """Read JSONB as its text too, which PostgreSQL sends anyway and psycopg would take apart for itself."""
        return _AsText(column)

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """Compare as JSON."""
        return Json.coerce_compared_value(op, value)


class _AsText(sa.FunctionElement[Any]):
    """JSON as text, which on SQLite it is; what is read of it is the type of the column."""

    inherit_cache = True

    def __init__(self, column: sa.ColumnElement[Any]) -> None:
        """Keep the type."""
        super().__init__(column)
        self.type = column.type


@compiles(_AsText)
def _as_it_is(element: _AsText, compiler: Any, **how: Any) -> str:
    return str(compiler.process(element.clauses, **how))


@compiles(_AsText, "postgresql")
def _cast_to_text(element: _AsText, compiler: Any, **how: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **how)} AS TEXT)"


class DayText(sa.FunctionElement[str]):
    """A day as ISO text, which on SQLite it is; to gather many in one cell, which is quicker than reading them."""

    inherit_cache = True
    type = sa.String()


@compiles(DayText)
def _day_as_it_is(element: DayText, compiler: Any, **how: Any) -> str:
    return str(compiler.process(element.clauses, **how))


@compiles(DayText, "postgresql")
def _day_to_char(element: DayText, compiler: Any, **how: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **how)}, 'YYYY-MM-DD')"


@cache
def _reader(kind: Any) -> Callable[[str | None], Any]:
    decode = msgspec.json.Decoder(kind).decode

    @lru_cache(maxsize=KEPT)
    def read(text: str | None) -> Any:
        return None if text is None else decode(text)

    return read


class Member(TypeDecorator[Enum]):
    """A word of a closed set, read by one look-up: for queries that read many; columns have `sa.Enum`."""

    impl = sa.String
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        """Keep the set."""
        super().__init__()
        self.kind = kind

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:  # noqa: ARG002
        """Return the look-up; a word outside the set raises, as it does with `sa.Enum`."""
        return {None: None, **{member.value: member for member in self.kind}}.__getitem__


BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

PrimaryKey = Annotated[int, mapped_column(BigId, primary_key=True)]
"""A number made by the database; on SQLite only INTEGER does that."""

EntryId = Annotated[str, mapped_column(sa.String(32))]
"""Identity of an entry: 32 hexadecimal digits, made when a draft first names it."""

Sha256 = Annotated[str, mapped_column(sa.String(64))]
"""A SHA-256 in hexadecimal digits."""

Name = Annotated[str, mapped_column(sa.String(400))]
Text = Annotated[str, mapped_column(sa.Text)]


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """What every model inherits."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        int: BigId,
        StrEnum: sa.Enum(
            StrEnum,
            native_enum=False,
            create_constraint=True,
            values_callable=lambda members: [member.value for member in members],
            length=40,
        ),
    }


def closed_set(kind: type[StrEnum], name: str) -> sa.Enum:
    """Return the column type of a closed set under a constraint name of its own (a second one in a table)."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        name=name,
        values_callable=lambda members: [member.value for member in members],
        length=40,
    )
