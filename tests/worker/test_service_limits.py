"""What holds of every message service: addresses that may be asked, texts that are cut, signatures, templates."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worker.service_server import SECRET
from tests.worker.test_services import TEMPLATE
from values.service_address import is_public, may_be_asked, place_of
from values.services import FORMS, ServiceKind, cut, is_address
from values.vocabulary import Channel
from worker.services import Account, base_of, service_of
from worker.services.signing import dingtalk_sign, feishu_sign
from worker.services.sms import Gateway


@pytest.mark.parametrize("kind", ServiceKind)
def test_every_kind_has_a_form_and_a_service(kind: ServiceKind) -> None:
    assert kind.value.startswith(kind.channel.value)
    base = base_of(kind, "")
    assert base == FORMS[kind].base
    if base:
        place = place_of(base)
        assert place is not None
        assert may_be_asked(place, ())
    assert service_of(kind, Account(base=base, settings={}, credentials={}, inside=frozenset()))


@pytest.mark.parametrize(
    "number",
    ["10.0.0.1", "127.0.0.1", "169.254.169.254", "192.168.1.1", "100.64.0.1", "0.1.2.3", "224.0.0.1", "::1",
     "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::"],
)  # fmt: skip
def test_numbers_inside_are_not_public(number: str) -> None:
    assert not is_public(number)


def test_numbers_outside_are_public() -> None:
    assert is_public("8.8.8.8")
    assert is_public("2400:3200::1")


@pytest.mark.parametrize(
    "address",
    ["https://a:b@c.d", "https://c.d?key=1", "https://c.d#x", "https://", "file:///etc/passwd", "https://a b.c",
     "https://[::1", "https://c.d:99999", "https://c.d\n", "https://中文.cn", f"https://{'a' * 300}.b"],
)  # fmt: skip
def test_an_address_is_plain(address: str) -> None:
    assert place_of(address) is None


@pytest.mark.parametrize("address", ["@all", "a|b", "a,b", "", "张三", 'a"b', "a b", "x" * 65])
def test_an_address_is_of_one_person(address: str) -> None:
    assert not is_address(Channel.WECOM, address)
    assert not is_address(Channel.SMS, address)


def test_mobile_numbers_have_eleven_digits() -> None:
    assert is_address(Channel.SMS, "13800000000")
    assert not is_address(Channel.SMS, "23800000000")
    assert not is_address(Channel.SMS, "138000000001")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])), st.integers(0, 60))
def test_a_text_is_cut_on_a_character_and_never_longer(text: str, most: int) -> None:
    short = cut(text, most)
    assert len(short.encode()) <= most
    assert short == text or text.startswith(short.removesuffix("…"))
    if len(text.encode()) <= most:
        assert short == text
    elif most >= 3:
        assert short.endswith("…")
        assert len(short.encode()) > most - 4


@given(st.text(min_size=1, alphabet=st.characters(exclude_categories=["Cs"])), st.integers(0, 2**45))
def test_signatures_are_of_the_key_and_the_moment(key: str, moment: int) -> None:
    for sign in (dingtalk_sign, feishu_sign):
        assert len(sign(key, moment)) == 44
        assert sign(key, moment) != sign(key, moment + 1)
        assert sign(key, moment) != sign(f"{key}x", moment)
    assert dingtalk_sign(key, moment) != feishu_sign(key, moment)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_text_changes_the_shape_of_what_a_gateway_is_asked(text: str) -> None:
    given = {"template": TEMPLATE}
    asked = Gateway(Account(base="", settings=given, credentials={"secret": SECRET}, inside=frozenset()))
    values = {"{mobile}": "13800000000", "{text}": text, "{id}": "1", "{account}": "", "{secret}": SECRET}
    body = json.loads(asked._request(values).body)
    assert body == {"to": ["13800000000"], "content": f"【目录】{text}", "serial": "1", "key": SECRET}
