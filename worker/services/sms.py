"""Short messages (短信): a request of the gateway's own shape, as each operator's platform wants another one.

The template is JSON, or a form (`mobile={mobile}&content={text}`). It is taken apart before anything is put into it,
so that no text can change its shape.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from values.services import cut
from worker.services import Account, Note
from worker.services.failures import NoAnswerError, RefusedError
from worker.services.post import LONGEST_WORDS, Request, ask

MOST_BYTES = 600
"""Three parts of a long message in Chinese; more is refused by gateways, or costs more."""


class Gateway:
    """Sends to a mobile number through a gateway."""

    def __init__(self, account: Account) -> None:
        """Take with what the gateway is reached."""
        self._account = account

    def send(self, note: Note) -> None:
        """Send a note to each number."""
        for mobile in note.to:
            values = {
                "{mobile}": mobile,
                "{text}": cut(note.text, MOST_BYTES),
                "{id}": note.id,
                "{account}": self._account.settings.get("account", ""),
                "{secret}": self._account.credentials["secret"],
            }
            self._checked(ask(self._account, self._request(values)))

    def _request(self, values: Mapping[str, str]) -> Request:
        template, line = self._account.settings["template"], self._account.settings.get("header", "")
        if template.lstrip().startswith("{") and not template.lstrip().startswith(tuple(values)):
            kind = "application/json; charset=utf-8"
            body = json.dumps(_filled(_read(template), values), ensure_ascii=False)
        else:
            kind = "application/x-www-form-urlencoded"
            pairs = parse_qsl(template, keep_blank_values=True)
            body = urlencode([(name, _put(text, values)) for name, text in pairs])
        headers = {"Content-Type": kind}
        if line:
            name, _, text = line.partition(":")
            headers[name.strip()] = _put(text.strip(), values)
        return Request(path="", body=body.encode(), headers=headers)

    def _checked(self, said: bytes) -> None:
        """Refuse an answer that does not say what this gateway says when it has taken a message."""
        field = self._account.settings.get("success_field", "")
        value = self._account.settings.get("success_value", "")
        text = " ".join(said.decode(errors="replace").split())
        shown = "".join(one for one in text if one.isprintable())[:LONGEST_WORDS]
        if not field:
            if value not in text:
                raise RefusedError(f"SMS: {shown}")
            return
        try:
            found = json.loads(said)
        except (ValueError, RecursionError) as error:
            raise NoAnswerError("The gateway answered with no JSON.") from error
        for step in field.split("."):
            found = found.get(step) if isinstance(found, dict) else None
        if found is None or (found if isinstance(found, str) else json.dumps(found)) != value:
            raise RefusedError(f"SMS: {shown}")


def _read(template: str) -> Any:
    try:
        return json.loads(template)
    except (ValueError, RecursionError) as error:
        raise NoAnswerError("The template of the gateway is neither JSON nor a form.") from error


def _filled(part: Any, values: Mapping[str, str]) -> Any:
    if isinstance(part, dict):
        return {name: _filled(inner, values) for name, inner in part.items()}
    if isinstance(part, list):
        return [_filled(inner, values) for inner in part]
    return _put(part, values) if isinstance(part, str) else part


def _put(text: str, values: Mapping[str, str]) -> str:
    """Put values into the places of a text; what a value says is not looked at again."""
    for name in values:
        if name in text:
            before, _, after = text.partition(name)
            return _put(before, values) + values[name] + _put(after, values)
    return text
