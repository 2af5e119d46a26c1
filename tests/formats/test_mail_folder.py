"""Mails kept as files, read while they are being written."""

from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import pytest

from formats.mail_folder import keep, mail, mails


def letter(name: str, *, text: str = "请核。") -> EmailMessage:
    message = EmailMessage()
    message["Message-ID"] = f"<{name}@mulu.invalid>"
    message["Subject"], message["From"] = "请审核", "mulu@localhost"
    message["Date"] = "Mon, 02 Mar 2026 09:00:00 +0800"
    message.set_content(text)
    return message


def test_a_folder_that_is_just_being_made_holds_no_mail(tmp_path: Path) -> None:
    (tmp_path / "drafter" / "new").mkdir(parents=True)
    assert mails(tmp_path, "drafter") == []
    (tmp_path / "drafter" / "tmp").mkdir()
    (tmp_path / "drafter" / "cur").mkdir()
    keep(tmp_path, "drafter", letter("one"))
    assert len(mails(tmp_path, "drafter")) == 1


def test_mails_of_one_second_stand_in_the_order_in_which_they_were_kept(tmp_path: Path) -> None:
    for name in ("one", "two", "three", "four"):
        keep(tmp_path, "drafter", letter(name, text=name))
    kept = mails(tmp_path, "drafter")
    assert [one.text.strip() for one in kept] == ["four", "three", "two", "one"]
    assert [mail(tmp_path, "drafter", one.key) for one in kept] == kept
    assert mail(tmp_path, "drafter", "0" * 64) is None
    assert mail(tmp_path, "drafter", "../new/" + kept[0].key) is None


def test_a_mail_that_several_keep_at_once_is_there_once_and_whole(tmp_path: Path) -> None:
    message = letter("one", text="请核。" * 50_000)
    with ThreadPoolExecutor(8) as everyone:
        list(everyone.map(lambda _: keep(tmp_path, "drafter", message), range(32)))
    (kept,) = mails(tmp_path, "drafter")
    assert kept.text.strip() == "请核。" * 50_000
    assert list((tmp_path / "drafter" / "tmp").iterdir()) == []


def test_to_keep_a_mail_none_that_is_there_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, "drafter", letter("one"))
    with monkeypatch.context() as patch:
        patch.delattr(Path, "read_bytes")
        keep(tmp_path, "drafter", letter("two"))
        keep(tmp_path, "drafter", letter("one"))
    assert len(mails(tmp_path, "drafter")) == 2


def test_a_mail_that_a_program_has_looked_at_is_still_the_same(tmp_path: Path) -> None:
    keep(tmp_path, "drafter", letter("one"))
    (path,) = (tmp_path / "drafter" / "new").iterdir()
    path.rename(tmp_path / "drafter" / "cur" / f"{path.name}:2,S")
    keep(tmp_path, "drafter", letter("one"))
    assert [one.key for one in mails(tmp_path, "drafter")] == [path.name]


def test_a_folder_is_named_by_a_plain_name_alone(tmp_path: Path) -> None:
    keep(tmp_path / "mail", "drafter", letter("one"))
    for login in ("../mail/drafter", "", "a/b"):
        assert mails(tmp_path / "other", login) == []
        with pytest.raises(ValueError, match="cannot name"):
            keep(tmp_path / "other", login, letter("one"))
