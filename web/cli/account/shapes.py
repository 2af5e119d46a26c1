"""Accounts as commands print them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from values.vocabulary import Post, Role
from web.cli.printing import local_text
from workflow.queries.account_file import AccountFile
from workflow.queries.account_list import AccountState, HeldRole, ListedAccount


@dataclass(frozen=True, kw_only=True)
class ShownRole:
    """A role that a person holds, held or is to hold."""

    number: int
    role: Role
    body: str
    jurisdiction: str
    post: Post
    valid_from: date | None
    valid_until: date | None
    granted_by: str


@dataclass(frozen=True, kw_only=True)
class ShownAccount:
    """An account in a list."""

    login: str
    name: str
    state: AccountState
    entered_at: str | None
    roles: Sequence[ShownRole]


@dataclass(frozen=True, kw_only=True)
class WholeAccount:
    """An account with everything that is known of it."""

    account: ShownAccount
    email: str
    language: str
    history: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class MadePassword:
    """A first password, which is printed this once."""

    login: str
    password: str


@dataclass(frozen=True, kw_only=True)
class ChangedAccount:
    """An account that was changed."""

    login: str
    state: AccountState


@dataclass(frozen=True, kw_only=True)
class NumberedRole:
    """A role that was granted or ended."""

    number: int


def account_shape(account: ListedAccount) -> ShownAccount:
    """Return what a list prints of an account."""
    return ShownAccount(
        login=account.login,
        name=account.name,
        state=account.state,
        entered_at=local_text(account.entered_at) if account.entered_at else None,
        roles=[role_shape(one) for one in account.roles],
    )


def file_shape(file: AccountFile, history: Sequence[str]) -> WholeAccount:
    """Return what is printed of one account."""
    return WholeAccount(
        account=ShownAccount(
            login=file.person.login,
            name=file.person.name,
            state=file.state,
            entered_at=local_text(file.entered_at) if file.entered_at else None,
            roles=[role_shape(one) for one in file.roles],
        ),
        email=file.person.email,
        language=file.person.language,
        history=history,
    )


def role_shape(role: HeldRole) -> ShownRole:
    """Return what is printed of a role."""
    return ShownRole(
        number=role.number,
        role=role.role,
        body=role.body,
        jurisdiction=role.place,
        post=role.post,
        valid_from=role.valid_from,
        valid_until=role.valid_until,
        granted_by=role.granted_by,
    )
