"""How robots prove that they may write: HMAC-SHA256 over the moment, in either service's own way."""

import base64
import hashlib
import hmac


def dingtalk_sign(key: str, milliseconds: int) -> str:
    """Return DingTalk's signature: the key signs the moment in milliseconds, a line feed and itself."""
    text = f"{milliseconds}\n{key}"
    return _base64(hmac.new(key.encode(), text.encode(), hashlib.sha256).digest())


def feishu_sign(key: str, seconds: int) -> str:
    """Return Feishu's signature: the moment in seconds, a line feed and the key sign nothing."""
    text = f"{seconds}\n{key}"
    return _base64(hmac.new(text.encode(), b"", hashlib.sha256).digest())


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode("ascii")
