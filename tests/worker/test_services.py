"""Message services against a server that answers as they do: signatures, tokens, refusals, and what never may be asked."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.worker.service_server import SECRET, SIGN_KEY, Services, services_running
from values.services import ServiceKind
from worker.services import Account, Note, post, service_of, tokens
from worker.services.failures import (
    NoAnswerError,
    NotAllowedAddressError,
    NotReachedError,
    RefusedError,
    ServiceError,
    TooOftenError,
)
from worker.services.sms import Gateway

NOTE = Note(text="请审核：青禾县就业目录", to=("zhang.san",), id="mulu-delivery-7")
SETTINGS = {"corp_id": "ww1", "agent_id": "1000002", "app_key": "ding1", "app_id": "cli_1"}
SENT_TO = {
    ServiceKind.WECOM_APP: "/cgi-bin/message/send",
    ServiceKind.WECOM_ROBOT: "/cgi-bin/webhook/send",
    ServiceKind.DINGTALK_APP: "/topapi/message/corpconversation/asyncsend_v2",
    ServiceKind.DINGTALK_ROBOT: "/robot/send",
    ServiceKind.FEISHU_APP: "/open-apis/im/v1/messages",
    ServiceKind.FEISHU_ROBOT: f"/open-apis/bot/v2/hook/{SECRET}",
}
APPS = [ServiceKind.WECOM_APP, ServiceKind.DINGTALK_APP, ServiceKind.FEISHU_APP]
TEMPLATE = '{"to": ["{mobile}"], "content": "【目录】{text}", "serial": "{id}", "key": "{secret}"}'


@pytest.fixture
def services() -> Iterator[Services]:
    """The services, on loopback; no token is known yet."""
    tokens._kept.clear()
    with services_running() as running:
        yield running


def account(services: Services, **settings: str) -> Account:
    return Account(
        base=services.base,
        settings={**SETTINGS, **settings},
        credentials={"secret": SECRET, "sign_key": SIGN_KEY},
        inside=frozenset({services.host}),
    )


def gateway(services: Services, template: str = TEMPLATE, **settings: str) -> Gateway:
    given = {"template": template, "success_field": "status.code", "success_value": "OK", **settings}
    return Gateway(replace(account(services, **given), base=f"{services.base}/sms"))


@pytest.mark.parametrize("kind", SENT_TO)
def test_a_service_takes_a_note_whose_signature_and_token_are_right(
    services: Services, kind: ServiceKind
) -> None:
    service_of(kind, account(services)).send(NOTE)
    (body,) = services.sent(SENT_TO[kind])
    assert "请审核" in str(body).encode().decode("unicode_escape", errors="replace") or "请审核" in str(body)
    assert "zhang.san" in str(body)


@pytest.mark.parametrize("kind", APPS)
def test_a_token_is_kept_and_asked_for_anew_when_it_has_ended(services: Services, kind: ServiceKind) -> None:
    service = service_of(kind, account(services))
    service.send(NOTE)
    service.send(NOTE)
    assert services.tokens == 1
    services.tokens = 5  # The service gave out newer ones; ours no longer counts.
    service.send(NOTE)
    assert services.tokens == 6


def test_wecom_tells_repetitions_apart_and_names_one_person_only(services: Services) -> None:
    service_of(ServiceKind.WECOM_APP, account(services)).send(NOTE)
    (body,) = services.sent("/cgi-bin/message/send")
    assert (body["touser"], body["agentid"], body["enable_duplicate_check"]) == ("zhang.san", 1000002, 1)
    with pytest.raises(RefusedError, match="invaliduser"):
        service_of(ServiceKind.WECOM_APP, account(services)).send(replace(NOTE, to=("gone",)))


def test_feishu_gets_the_same_id_for_the_same_note(services: Services) -> None:
    service = service_of(ServiceKind.FEISHU_APP, account(services))
    for to in ("ou_1", "on_1", "a@qinghe.example", "u1"):
        service.send(replace(NOTE, to=(to,)))
    assert {body["uuid"] for body in services.sent("/open-apis/im/v1/messages")} == {NOTE.id}
    kinds = [query["receive_id_type"] for path, query, _ in services.asked if path.endswith("messages")]
    assert kinds == ["open_id", "union_id", "email", "user_id"]


@pytest.mark.parametrize(
    "kind", [ServiceKind.WECOM_ROBOT, ServiceKind.DINGTALK_ROBOT, ServiceKind.FEISHU_ROBOT]
)
def test_a_robot_names_several_by_id_or_mobile_number(services: Services, kind: ServiceKind) -> None:
    service_of(kind, account(services)).send(replace(NOTE, to=("13800000000", "zhang.san")))
    (body,) = services.sent(SENT_TO[kind])
    assert "zhang.san" in str(body)
    assert ("13800000000" in str(body)) is (kind is not ServiceKind.FEISHU_ROBOT)
    assert "@all" not in str(body)


def test_a_wrong_signature_is_refused_in_the_words_of_the_service(services: Services) -> None:
    wrong = replace(account(services), credentials={"secret": SECRET, "sign_key": "another"})
    with pytest.raises(RefusedError, match="310000 sign not match"):
        service_of(ServiceKind.DINGTALK_ROBOT, wrong).send(NOTE)
    with pytest.raises(RefusedError, match="19021 sign match fail"):
        service_of(ServiceKind.FEISHU_ROBOT, wrong).send(NOTE)


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (ServiceKind.DINGTALK_ROBOT, b'{"errcode": 130101, "errmsg": "send too fast"}'),
        (ServiceKind.FEISHU_ROBOT, b'{"code": 11232, "msg": "frequency limited"}'),
        (ServiceKind.FEISHU_APP, b'{"code": 99991400, "msg": "request trigger frequency limit"}'),
    ],
)
def test_too_often_is_told_apart(services: Services, kind: ServiceKind, answer: bytes) -> None:
    services.instead.append((200, answer, {}))
    with pytest.raises(TooOftenError):
        service_of(kind, account(services)).send(NOTE)


@pytest.mark.parametrize("kind", [ServiceKind.DINGTALK_ROBOT, ServiceKind.FEISHU_ROBOT])
def test_a_robot_without_a_key_signs_nothing(services: Services, kind: ServiceKind) -> None:
    services.instead.append((200, b'{"errcode": 0, "code": 0}', {}))
    service_of(kind, replace(account(services), credentials={"secret": SECRET})).send(NOTE)
    ((_, query, body),) = services.asked
    assert "sign" not in query
    assert "sign" not in body


def test_the_newer_interface_of_dingtalk_says_an_ended_token_in_its_own_way(services: Services) -> None:
    service = service_of(ServiceKind.DINGTALK_APP, account(services))
    service.send(NOTE)
    services.instead.append((200, b'{"errcode": 88, "sub_code": "40014", "errmsg": "token"}', {}))
    service.send(NOTE)
    assert services.tokens == 2


def test_no_token_is_no_answer(services: Services) -> None:
    services.instead.append((200, b'{"errcode": 0}', {}))
    with pytest.raises(NoAnswerError, match="no token"):
        service_of(ServiceKind.WECOM_APP, account(services)).send(NOTE)


def test_a_template_that_is_no_json_is_said(services: Services) -> None:
    with pytest.raises(NoAnswerError, match="neither JSON nor a form"):
        gateway(services, '{"mobile": "{mobile}", "content": {text}').send(NOTE)


@pytest.mark.parametrize("kind", APPS)
def test_wrong_credentials_are_refused(services: Services, kind: ServiceKind) -> None:
    wrong = replace(account(services), credentials={"secret": "wrong"})
    with pytest.raises(ServiceError):
        service_of(kind, wrong).send(NOTE)
    asked = {path for path, _, _ in services.asked}
    assert asked, "nobody asked for a token"
    assert SENT_TO[kind] not in asked


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ((200, b"<html>proxy</html>", {}), NoAnswerError),
        ((200, b"[1]", {}), NoAnswerError),
        ((200, b"[" * 50_000, {}), NoAnswerError),
        ((200, b'{"errcode": "0"}', {}), RefusedError),
        ((200, b"{}", {}), RefusedError),
        ((500, b"oh", {}), NoAnswerError),
        ((400, b'{"errcode": 93000, "errmsg": "no"}', {}), RefusedError),
        ((302, b"", {"Location": "http://127.0.0.1:1/"}), NoAnswerError),
        ((200, b" " * (post.LARGEST_ANSWER + 1), {}), NoAnswerError),
        ((429, b"", {"Retry-After": "900"}), TooOftenError),
        ((200, b'{"errcode": 45009, "errmsg": "api freq out of limit"}', {}), TooOftenError),
        ((200, b'{"errcode": -1, "errmsg": "system busy"}', {}), TooOftenError),
    ],
)
def test_whatever_is_no_success_is_a_failure(
    services: Services, answer: tuple[int, bytes, dict[str, str]], error: type[ServiceError]
) -> None:
    services.instead.append(answer)
    with pytest.raises(error) as failed:
        service_of(ServiceKind.WECOM_ROBOT, account(services)).send(NOTE)
    assert SECRET not in str(failed.value)
    assert len(services.asked) == 1, "nothing is followed, nothing asked twice"
    if answer[0] == 429:
        assert failed.value.wait == 900


def test_a_service_that_dawdles_is_cut_off(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "SECONDS", 0.3)
    services.dawdles = 1
    with pytest.raises(NotReachedError):
        service_of(ServiceKind.WECOM_ROBOT, account(services)).send(NOTE)


def test_one_that_sends_a_byte_now_and_then_is_cut_off_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "SECONDS", 0.5)
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def drip() -> None:
            reached, _ = server.accept()
            with reached:
                while not stop.wait(0.1):
                    try:
                        reached.sendall(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        there = Account(
            base=f"http://127.0.0.1:{port}",
            settings={},
            credentials={"secret": SECRET},
            inside=frozenset({f"127.0.0.1:{port}"}),
        )
        with pytest.raises(NotReachedError):
            service_of(ServiceKind.WECOM_ROBOT, there).send(NOTE)
        stop.set()
        thread.join()


@pytest.mark.parametrize(
    "base", ["http://127.0.0.1:9", "https://127.0.0.1:9", "https://localhost:9", "ftp://a.b"]
)
def test_addresses_inside_are_not_asked_unless_the_operator_lists_them(base: str) -> None:
    there = Account(base=base, settings={}, credentials={"secret": SECRET}, inside=frozenset())
    with pytest.raises(NotAllowedAddressError):
        service_of(ServiceKind.WECOM_ROBOT, there).send(NOTE)


def test_nobody_there_is_said_without_the_address_that_holds_the_key() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        host = f"127.0.0.1:{server.getsockname()[1]}"
    there = Account(
        base=f"http://{host}", settings={}, credentials={"secret": SECRET}, inside=frozenset({host})
    )
    with pytest.raises(NotReachedError, match="ConnectionRefusedError") as failed:
        service_of(ServiceKind.WECOM_ROBOT, there).send(NOTE)
    assert SECRET not in str(failed.value)


def test_a_certificate_that_nobody_vouches_for_is_refused(services: Services) -> None:
    there = replace(account(services), base=services.base.replace("http:", "https:"))
    with pytest.raises(NotReachedError, match="SSL"):
        service_of(ServiceKind.WECOM_ROBOT, there).send(NOTE)


def test_a_gateway_gets_its_own_shape_and_says_what_it_took(services: Services) -> None:
    gateway(services, header="Authorization: Bearer {secret}").send(replace(NOTE, to=("13800000000",)))
    assert services.sent("/sms") == [
        {"to": ["13800000000"], "content": f"【目录】{NOTE.text}", "serial": NOTE.id, "key": SECRET}
    ]
    assert services.headers[-1]["Authorization"] == f"Bearer {SECRET}"
    form = "u={account}&mobile={mobile}&c={text}"
    gateway(services, form, account="qinghe").send(replace(NOTE, to=("13800000000",), text="a&u=b{secret}"))
    assert services.sent("/sms")[-1] == "u=qinghe&mobile=13800000000&c=a%26u%3Db%7Bsecret%7D"


@pytest.mark.parametrize("answer", [b'{"status": {"code": "NO"}}', b'{"status": "OK"}', b"OK", b"[]"])
def test_another_answer_of_a_gateway_is_a_refusal(services: Services, answer: bytes) -> None:
    services.instead.append((200, answer, {}))
    with pytest.raises(ServiceError):
        gateway(services).send(replace(NOTE, to=("13800000000",)))


def test_a_gateway_that_fails_in_json_has_not_taken_it(services: Services) -> None:
    services.instead.append((500, b'{"status": {"code": "OK"}}', {}))
    with pytest.raises(NoAnswerError, match="500"):
        gateway(services).send(replace(NOTE, to=("13800000000",)))


def test_a_gateway_may_say_it_in_plain_words(services: Services) -> None:
    plain = gateway(services, success_field="", success_value="status")
    plain.send(replace(NOTE, to=("13800000000",)))
    services.instead.append((200, b"-3,no money", {}))
    with pytest.raises(RefusedError, match="no money"):
        plain.send(replace(NOTE, to=("13800000000",)))
