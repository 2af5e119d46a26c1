"""Message services: who sets them up, what fits, and what is never shown."""

import json
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError

from models import MessageService
from tests.workflow.reached import ADMIN, SECRET, SIGN_KEY, events, rows, service
from tests.world import World
from values.clock import FrozenClock
from values.services import ServiceKind
from workflow.commands.services import set_service, switch_service, try_service
from workflow.errors import ForbiddenError, InvalidError, NotFoundError
from workflow.services import bound_to
from workflow.unit import transaction
from workflow.vault import Vault, VaultError


@pytest.fixture(autouse=True)
def _surroundings(context: Flask, clock: FrozenClock) -> None:
    """Every test here runs commands on a stopped clock."""


@pytest.mark.parametrize("login", ["drafter", "business-admin", "security-admin", "auditor"])
def test_only_system_administrators_set_services_up(world: World, tmp_path: Path, login: str) -> None:
    number = service(world, ServiceKind.WECOM_APP, tmp_path)
    with pytest.raises(ForbiddenError):
        switch_service(number, actor=world.actor(login), on=False)
    with pytest.raises(ForbiddenError):
        try_service(number, actor=world.actor(login))
    with pytest.raises(ForbiddenError):
        set_service(
            ServiceKind.WECOM_ROBOT,
            actor=world.actor(login),
            vault=Vault(tmp_path / "services.key"),
            settings={},
            credentials={"secret": SECRET},
        )
    switch_service(number, actor=world.actor(ADMIN), on=False)
    assert not rows()[0].is_on


def test_not_of_another_jurisdiction(world: World, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        set_service(
            ServiceKind.WECOM_ROBOT,
            actor=world.actor(ADMIN),
            vault=Vault(tmp_path / "services.key"),
            settings={},
            credentials={"secret": SECRET},
            place=world.jurisdictions["990102"],
        )
    with pytest.raises(NotFoundError):
        switch_service(99, actor=world.actor(ADMIN), on=True)


def test_credentials_stand_neither_in_the_database_nor_in_events(world: World, tmp_path: Path) -> None:
    service(world, ServiceKind.DINGTALK_ROBOT, tmp_path)
    (row,) = rows()
    told = [event.data.decode() for event in events("service_set")]
    for secret in (SECRET, SIGN_KEY):
        assert secret not in f"{row.locked}{row.settings}{row.base}{told}"
    vault = Vault(tmp_path / "services.key")
    assert vault.open(row.locked, bound_to(row)) == {"secret": SECRET, "sign_key": SIGN_KEY}
    assert (tmp_path / "services.key").stat().st_mode & 0o777 == 0o600
    details = json.loads(told[0])["details"]
    assert (details["channel"], details["kind"], details["credentials"]) == (
        "dingtalk",
        "dingtalk_robot",
        "replaced",
    )


def test_what_is_locked_opens_for_the_same_place_kind_and_address_only(world: World, tmp_path: Path) -> None:
    service(world, ServiceKind.WECOM_APP, tmp_path)
    (row,) = rows()
    vault = Vault(tmp_path / "services.key")
    for name, other in (("base", "https://evil.example"), ("jurisdiction", "7"), ("kind", "wecom_robot")):
        with pytest.raises(VaultError):
            vault.open(row.locked, {**bound_to(row), name: other})
    with pytest.raises(VaultError):
        vault.open("AAAA", bound_to(row))


@pytest.mark.parametrize("content", [None, b"no key", b"c2hvcnQ=\n"])
def test_a_key_that_is_no_key_is_said(world: World, tmp_path: Path, content: bytes | None) -> None:
    service(world, ServiceKind.WECOM_APP, tmp_path)
    (row,) = rows()
    key = tmp_path / "services.key"
    if content is None:
        key.unlink()
    else:
        key.write_bytes(content)
    with pytest.raises(VaultError, match=r"services\.key"):
        Vault(key).open(row.locked, bound_to(row))


def test_whoever_makes_the_key_second_uses_the_first(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "keys" / "services.key")
    locked = vault.lock({"secret": SECRET}, {})
    vault._make()
    assert vault.open(locked, {}) == {"secret": SECRET}
    assert [one.name for one in (tmp_path / "keys").iterdir()] == ["services.key"]


def test_a_key_that_others_may_read_is_refused(world: World, tmp_path: Path) -> None:
    service(world, ServiceKind.WECOM_APP, tmp_path)
    (tmp_path / "services.key").chmod(0o644)
    with pytest.raises(VaultError, match="0600"):
        Vault(tmp_path / "services.key").open(rows()[0].locked, bound_to(rows()[0]))


def test_credentials_are_kept_with_the_same_address_and_asked_for_with_another(
    world: World, tmp_path: Path
) -> None:
    service(world, ServiceKind.WECOM_APP, tmp_path)
    vault, settings = Vault(tmp_path / "services.key"), {"corp_id": "ww2", "agent_id": "3"}
    again = {"actor": world.actor(ADMIN), "vault": vault, "settings": settings, "credentials": {"secret": ""}}
    set_service(ServiceKind.WECOM_APP, **again)  # type: ignore[arg-type]
    (row,) = rows()
    assert row.settings == settings
    assert vault.open(row.locked, bound_to(row)) == {"secret": SECRET}
    assert json.loads(events("service_set")[-1].data)["details"]["credentials"] == "kept"
    with pytest.raises(InvalidError) as refused:
        set_service(ServiceKind.WECOM_APP, base="https://gateway.qinghe.example", **again)  # type: ignore[arg-type]
    assert [one.field for one in refused.value.issues] == ["secret"]


def test_a_new_secret_takes_the_place_of_all_and_a_new_signature_of_itself(
    world: World, tmp_path: Path
) -> None:
    service(world, ServiceKind.DINGTALK_ROBOT, tmp_path)
    vault = Vault(tmp_path / "services.key")

    def changed(**credentials: str) -> dict[str, str]:
        actor, kind = world.actor(ADMIN), ServiceKind.DINGTALK_ROBOT
        set_service(kind, actor=actor, vault=vault, settings={}, credentials=credentials)
        (row,) = rows()
        return vault.open(row.locked, bound_to(row))

    assert changed(sign_key="new") == {"secret": SECRET, "sign_key": "new"}
    assert changed(secret="new") == {"secret": "new"}


def test_a_lost_key_is_mended_by_giving_credentials_anew(world: World, tmp_path: Path) -> None:
    service(world, ServiceKind.WECOM_APP, tmp_path)
    (tmp_path / "services.key").unlink()
    service(world, ServiceKind.WECOM_APP, tmp_path)
    (row,) = rows()
    assert Vault(tmp_path / "services.key").open(row.locked, bound_to(row)) == {"secret": SECRET}


@pytest.mark.parametrize(
    ("kind", "said", "base", "fields"),
    [
        (ServiceKind.WECOM_APP, {}, "", ["corp_id", "agent_id"]),
        (ServiceKind.WECOM_APP, {"corp_id": "w", "agent_id": "x"}, "", ["agent_id"]),
        (ServiceKind.WECOM_APP, {"corp_id": "w" * 501, "agent_id": "1"}, "", ["corp_id"]),
        (ServiceKind.WECOM_ROBOT, {}, "http://example.org", ["base"]),
        (ServiceKind.WECOM_ROBOT, {}, "https://10.0.0.1", ["base"]),
        (ServiceKind.WECOM_ROBOT, {}, "https://a:b@example.org", ["base"]),
        (ServiceKind.SMS_GATEWAY, {"template": "x"}, "", ["base", "template"]),
        (
            ServiceKind.SMS_GATEWAY,
            {"template": "m={mobile}&t={text}", "header": "no header"},
            "https://sms.example.org/send",
            ["header"],
        ),
    ],
)
def test_what_does_not_fit_is_said_all_at_once(
    world: World, tmp_path: Path, kind: ServiceKind, said: dict[str, str], base: str, fields: list[str]
) -> None:
    with pytest.raises(InvalidError) as refused:
        set_service(
            kind,
            actor=world.actor(ADMIN),
            vault=Vault(tmp_path / "services.key"),
            settings=said,
            credentials={"secret": SECRET},
            base=base,
        )
    assert [one.field for one in refused.value.issues] == fields
    assert rows() == []


def test_the_operator_allows_an_address_inside(world: World, tmp_path: Path) -> None:
    inside = frozenset({"10.0.0.1:8080"})
    service(world, ServiceKind.WECOM_ROBOT, tmp_path, base="http://10.0.0.1:8080", inside=inside)
    assert rows()[0].base == "http://10.0.0.1:8080"


def test_another_kind_takes_the_place_and_the_usual_address_is_none(world: World, tmp_path: Path) -> None:
    first = service(world, ServiceKind.WECOM_APP, tmp_path)
    second = service(world, ServiceKind.WECOM_ROBOT, tmp_path, base="https://qyapi.weixin.qq.com/")
    assert first == second
    assert [(one.kind, one.base, one.settings) for one in rows()] == [(ServiceKind.WECOM_ROBOT, "", {})]


def test_switching_twice_is_one_event(world: World, tmp_path: Path) -> None:
    number = service(world, ServiceKind.WECOM_APP, tmp_path)
    for on in (False, False, True):
        switch_service(number, actor=world.actor(ADMIN), on=on)
    assert len(events("service_switched")) == 2


def test_the_database_refuses_a_kind_of_another_channel(world: World, tmp_path: Path) -> None:
    service(world, ServiceKind.WECOM_APP, tmp_path)
    with pytest.raises(IntegrityError, match="kind_of_channel"), transaction() as session:
        session.execute(sa.update(MessageService).values(kind=ServiceKind.SMS_GATEWAY))
