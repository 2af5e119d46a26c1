"""Settings that do not fit are named in a sentence, in both languages, before anything starts."""

import os
import subprocess
import sys

import pytest

from config import ROOT, Settings
from values.environment import SettingError

WRONG = {
    "PORT": "eighty",
    "MULU_LOCKOUT_AFTER": "0",
    "MULU_WORKER_THREADS": "-1",
    "MULU_MAX_FILE_BYTES": "20 MB",
    "MULU_LOG_DAYS": "179",
    "MULU_LANG": "fr",
    "MULU_LINK_NETWORKS": "10.1.0.0/16, intranet",
    "MULU_LINK_PORTS": "80, 70000",
    "MULU_HTTPS": "yes",
    "MULU_DATABASE_URL": "mysql://root:secret@db/mulu",
    "MULU_BROKER_URL": "amqp://guest:secret@queue",
    "MULU_SMTP_URL": "mail.example",
}
RIGHT = {
    "PORT": "8001",
    "MULU_LANG": "en_GB",
    "MULU_LINK_NETWORKS": "10.1.0.0/16, fd00::/8",
    "MULU_LINK_PORTS": "8080, 8443",
    "MULU_HTTPS": "0",
    "MULU_DATABASE_URL": "postgresql+psycopg://mulu@db/mulu",
    "MULU_BROKER_URL": "rediss://queue/0",
    "MULU_SMTP_URL": "smtp://mail.example:25",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_setting_that_does_not_fit_is_named(name: str) -> None:
    with pytest.raises(SettingError) as refused:
        Settings.from_environ({name: WRONG[name]})
    chinese, english = str(refused.value).splitlines()
    assert chinese.startswith(f"{name}：")
    assert english.startswith(f"{name}: ")
    assert "secret" not in str(refused.value)


def test_settings_that_fit_are_taken() -> None:
    settings = Settings.from_environ(RIGHT)
    assert (settings.port, settings.language, settings.https) == (8001, "en", False)
    assert settings.database_url == RIGHT["MULU_DATABASE_URL"]
    usual = Settings.from_environ({})
    assert (usual.port, usual.language, usual.embedded) == (8000, "zh_Hans", True)


@pytest.mark.parametrize("wrong", [{"PORT": "x"}, {"MULU_HOME": "/dev/null/mulu"}])
def test_the_program_ends_with_the_sentence_and_no_traceback(wrong: dict[str, str]) -> None:
    (name,) = wrong
    environ = {key: value for key, value in os.environ.items() if not key.startswith("MULU_")} | wrong
    ended = subprocess.run(
        [sys.executable, "wsgi.py"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 1
    assert name in ended.stderr
    assert "Traceback" not in ended.stderr
