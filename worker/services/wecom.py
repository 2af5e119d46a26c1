"""WeCom (企业微信): an application that writes to a person, a robot that writes into a group."""

from typing import Any

from values.services import cut, is_mobile
from worker.services import Account, Note
from worker.services.failures import RefusedError, TokenError, TooOftenError
from worker.services.post import Request, ask_json, words
from worker.services.tokens import with_token

MOST_BYTES = 2048
"""Of a text; more is cut off by the service."""

TOKEN_ENDED = {40001, 40014, 41001, 42001}
BUSY = {-1, 45009, 45033, 45047}
SAME_WITHIN = 4 * 3600
"""Seconds within which WeCom itself drops the same request: the longest that it offers."""


class App:
    """Sends to a person by their account in WeCom, through an application of the organisation."""

    def __init__(self, account: Account) -> None:
        """Take with what the application is reached."""
        self._account = account

    def send(self, note: Note) -> None:
        """Send a note."""
        with_token(self._account, self._token, lambda token: self._send(token, note))

    def _token(self) -> tuple[str, Any]:
        query = {
            "corpid": self._account.settings["corp_id"],
            "corpsecret": self._account.credentials["secret"],
        }
        said = _checked(ask_json(self._account, Request(path="/cgi-bin/gettoken", method="GET", query=query)))
        return said.get("access_token", ""), said.get("expires_in")

    def _send(self, token: str, note: Note) -> None:
        content = {
            "touser": "|".join(note.to),
            "msgtype": "text",
            "agentid": int(self._account.settings["agent_id"]),
            "text": {"content": cut(note.text, MOST_BYTES)},
            "enable_duplicate_check": 1,
            "duplicate_check_interval": SAME_WITHIN,
        }
        request = Request(path="/cgi-bin/message/send", query={"access_token": token})
        said = _checked(ask_json(self._account, request, content))
        for why in ("invaliduser", "unlicenseduser"):
            # The whole request succeeds, and the person gets nothing.
            if said.get(why):
                raise RefusedError(f"WeCom: {why}")


class Robot:
    """Writes into a group and names people there."""

    def __init__(self, account: Account) -> None:
        """Take with what the robot is reached."""
        self._account = account

    def send(self, note: Note) -> None:
        """Write a note."""
        text = {
            "content": cut(note.text, MOST_BYTES),
            "mentioned_list": [one for one in note.to if not is_mobile(one)],
            "mentioned_mobile_list": [one for one in note.to if is_mobile(one)],
        }
        query = {"key": self._account.credentials["secret"]}
        request = Request(path="/cgi-bin/webhook/send", query=query)
        _checked(ask_json(self._account, request, {"msgtype": "text", "text": text}))


def _checked(said: dict[str, Any]) -> dict[str, Any]:
    code = said.get("errcode")
    if code == 0:
        return said
    told = f"WeCom: {words(said, 'errcode', 'errmsg')}"
    if code in TOKEN_ENDED:
        raise TokenError(told)
    if code in BUSY:
        raise TooOftenError(told)
    raise RefusedError(told)
