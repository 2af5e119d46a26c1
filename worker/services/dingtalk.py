"""DingTalk (钉钉): an application's work notification to a person, a robot that writes into a group."""

import time
from typing import Any

from values.services import cut, is_mobile
from worker.services import Account, Note
from worker.services.failures import RefusedError, TokenError, TooOftenError
from worker.services.post import Request, ask_json, words
from worker.services.signing import dingtalk_sign
from worker.services.tokens import with_token

MOST_BYTES = 2048
TOKEN_ENDED = {40001, 40014, 42001}
TOKEN_ENDED_BELOW = {"40001", "40014", "42001"}
"""The same as DingTalk's newer interface says it: error 88 with a code below."""
BUSY = {-1, 90018, 130101, 660026}


class App:
    """Sends work notifications (工作通知) to a person by their account in DingTalk.

    DingTalk answers that it has taken the message, not that it arrived; the same text reaches a person once a day only.
    """

    def __init__(self, account: Account) -> None:
        """Take with what the application is reached."""
        self._account = account

    def send(self, note: Note) -> None:
        """Send a note."""
        with_token(self._account, self._token, lambda token: self._send(token, note))

    def _token(self) -> tuple[str, Any]:
        query = {
            "appkey": self._account.settings["app_key"],
            "appsecret": self._account.credentials["secret"],
        }
        said = _checked(ask_json(self._account, Request(path="/gettoken", method="GET", query=query)))
        return said.get("access_token", ""), said.get("expires_in")

    def _send(self, token: str, note: Note) -> None:
        content = {
            "agent_id": int(self._account.settings["agent_id"]),
            "userid_list": ",".join(note.to),
            "msg": {"msgtype": "text", "text": {"content": cut(note.text, MOST_BYTES)}},
        }
        path = "/topapi/message/corpconversation/asyncsend_v2"
        _checked(ask_json(self._account, Request(path=path, query={"access_token": token}), content))


class Robot:
    """Writes into a group and names people there."""

    def __init__(self, account: Account) -> None:
        """Take with what the robot is reached."""
        self._account = account

    def send(self, note: Note) -> None:
        """Write a note, signed where the robot was set up with a key."""
        query = {"access_token": self._account.credentials["secret"]}
        if key := self._account.credentials.get("sign_key"):
            moment = int(time.time() * 1000)
            query |= {"timestamp": str(moment), "sign": dingtalk_sign(key, moment)}
        named = {
            "atMobiles": [one for one in note.to if is_mobile(one)],
            "atUserIds": [one for one in note.to if not is_mobile(one)],
            "isAtAll": False,
        }
        content = {"msgtype": "text", "text": {"content": cut(note.text, MOST_BYTES)}, "at": named}
        _checked(ask_json(self._account, Request(path="/robot/send", query=query), content))


def _checked(said: dict[str, Any]) -> dict[str, Any]:
    code = said.get("errcode")
    if code == 0:
        return said
    told = f"DingTalk: {words(said, 'errcode', 'errmsg')}"
    if code in TOKEN_ENDED or str(said.get("sub_code")) in TOKEN_ENDED_BELOW:
        raise TokenError(told)
    if code in BUSY:
        raise TooOftenError(told)
    raise RefusedError(told)
