"""Message services (消息通道): their kinds, what each has to be told, and what a person's address there looks like."""

import re
from dataclasses import dataclass
from enum import StrEnum

from values.vocabulary import Channel


class ServiceKind(StrEnum):
    """A way to reach people through a service; its name begins with its channel."""

    WECOM_APP = "wecom_app"
    WECOM_ROBOT = "wecom_robot"
    DINGTALK_APP = "dingtalk_app"
    DINGTALK_ROBOT = "dingtalk_robot"
    FEISHU_APP = "feishu_app"
    FEISHU_ROBOT = "feishu_robot"
    SMS_GATEWAY = "sms_gateway"

    @property
    def channel(self) -> Channel:
        """The channel that it serves."""
        return Channel(self.value.partition("_")[0])

    @property
    def is_robot(self) -> bool:
        """Whether it writes into a group, where others read as well."""
        return self.value.endswith("_robot")


@dataclass(frozen=True, kw_only=True)
class ServiceForm:
    """What a kind of service has to be told."""

    base: str
    """The address that it has by default; empty: one has to be given."""
    settings: tuple[str, ...] = ()
    """What is shown again."""
    secrets: tuple[str, ...] = ("secret",)
    """What is never shown again."""
    optional: frozenset[str] = frozenset()
    """Members that may stay empty."""


WECOM = "https://qyapi.weixin.qq.com"
DINGTALK = "https://oapi.dingtalk.com"
FEISHU = "https://open.feishu.cn"

FORMS: dict[ServiceKind, ServiceForm] = {
    ServiceKind.WECOM_APP: ServiceForm(base=WECOM, settings=("corp_id", "agent_id")),
    ServiceKind.WECOM_ROBOT: ServiceForm(base=WECOM),
    ServiceKind.DINGTALK_APP: ServiceForm(base=DINGTALK, settings=("app_key", "agent_id")),
    ServiceKind.DINGTALK_ROBOT: ServiceForm(
        base=DINGTALK, secrets=("secret", "sign_key"), optional=frozenset({"sign_key"})
    ),
    ServiceKind.FEISHU_APP: ServiceForm(base=FEISHU, settings=("app_id",)),
    ServiceKind.FEISHU_ROBOT: ServiceForm(
        base=FEISHU, secrets=("secret", "sign_key"), optional=frozenset({"sign_key"})
    ),
    ServiceKind.SMS_GATEWAY: ServiceForm(
        base="",
        settings=("account", "template", "header", "success_field", "success_value"),
        optional=frozenset({"account", "header", "success_field", "success_value"}),
    ),
}
"""By kind; `secret` is the secret of an application, the key or token of a robot, the password of a gateway."""

LONGEST_ADDRESS = 64

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.@-]{0,63}")


def is_mobile(address: str) -> bool:
    """Return whether it is the number of a mobile telephone of the mainland."""
    return _MOBILE.fullmatch(address) is not None


def is_address(channel: Channel, address: str) -> bool:
    """Return whether one person can be reached so: never a list, nor a word such as `@all` that means everybody."""
    return is_mobile(address) if channel is Channel.SMS else _ID.fullmatch(address) is not None


def cut(text: str, most: int) -> str:
    """Return a text of at most so many bytes in UTF-8, cut at a whole character and with a sign that it was cut."""
    data = text.encode()
    if len(data) <= most:
        return text
    sign = "…"
    room = most - len(sign.encode())
    return data[: max(room, 0)].decode(errors="ignore") + (sign if room >= 0 else "")
