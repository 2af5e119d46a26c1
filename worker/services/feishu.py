"""Feishu (飞书): an application that writes to a person, a robot that writes into a group."""

import json
import time
from typing import Any

from values.services import cut, is_mobile
from worker.services import Account, Note
from worker.services.failures import RefusedError, TokenError, TooOftenError
from worker.services.post import Request, ask_json, words
from worker.services.signing import feishu_sign
from worker.services.tokens import with_token

MOST_BYTES = 4096
"""Far less than the service takes; nobody reads more in a message."""

TOKEN_ENDED = {99991661, 99991663, 99991664, 99991668}
BUSY = {11232, 99991400, 230020}


class App:
    """Sends to a person by their id in Feishu, through the robot of an application."""

    def __init__(self, account: Account) -> None:
        """Take with what the application is reached."""
        self._account = account

    def send(self, note: Note) -> None:
        """Send a note to each; Feishu drops what has the same id within an hour."""
        with_token(self._account, self._token, lambda token: self._send(token, note))

    def _token(self) -> tuple[str, Any]:
        content = {
            "app_id": self._account.settings["app_id"],
            "app_secret": self._account.credentials["secret"],
        }
        path = "/open-apis/auth/v3/tenant_access_token/internal"
        said = _checked(ask_json(self._account, Request(path=path), content))
        return said.get("tenant_access_token", ""), said.get("expire")

    def _send(self, token: str, note: Note) -> None:
        text = json.dumps({"text": cut(note.text, MOST_BYTES)}, ensure_ascii=False)
        for one in note.to:
            content = {"receive_id": one, "msg_type": "text", "content": text, "uuid": note.id[:50]}
            request = Request(
                path="/open-apis/im/v1/messages",
                query={"receive_id_type": _kind_of(one)},
                headers={"Authorization": f"Bearer {token}"},
            )
            _checked(ask_json(self._account, request, content))


class Robot:
    """Writes into a group and names people there; it knows them by their ids only, not by mobile numbers."""

    def __init__(self, account: Account) -> None:
        """Take with what the robot is reached."""
        self._account = account

    def send(self, note: Note) -> None:
        """Write a note, signed where the robot was set up with a key."""
        named = "".join(f'<at user_id="{one}"></at> ' for one in note.to if not is_mobile(one))
        content: dict[str, Any] = {
            "msg_type": "text",
            "content": {"text": named + cut(note.text, MOST_BYTES)},
        }
        if key := self._account.credentials.get("sign_key"):
            moment = int(time.time())
            content |= {"timestamp": str(moment), "sign": feishu_sign(key, moment)}
        path = f"/open-apis/bot/v2/hook/{self._account.credentials['secret']}"
        _checked(ask_json(self._account, Request(path=path), content))


def _kind_of(address: str) -> str:
    if "@" in address:
        return "email"
    return "open_id" if address.startswith("ou_") else "union_id" if address.startswith("on_") else "user_id"


def _checked(said: dict[str, Any]) -> dict[str, Any]:
    code = said.get("code")
    if code == 0:
        return said
    told = f"Feishu: {words(said, 'code', 'msg')}"
    if code in TOKEN_ENDED:
        raise TokenError(told)
    if code in BUSY:
        raise TooOftenError(told)
    raise RefusedError(told)
