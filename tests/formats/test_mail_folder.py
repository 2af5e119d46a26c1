"""Mails kept as files, read while they are being written."""

from email.message import EmailMessage
from pathlib import Path

from formats.mail_folder import keep, mails


def test_a_folder_that_is_just_being_made_holds_no_mail(tmp_path: Path) -> None:
    (tmp_path / "drafter" / "new").mkdir(parents=True)
    assert mails(tmp_path, "drafter") == []
    (tmp_path / "drafter" / "tmp").mkdir()
    (tmp_path / "drafter" / "cur").mkdir()
    message = EmailMessage()
    message["Message-ID"] = "<one@mulu.invalid>"
    message["Date"] = "Mon, 02 Mar 2026 09:00:00 +0800"
    message.set_content("请核。")
    keep(tmp_path, "drafter", message)
    assert len(mails(tmp_path, "drafter")) == 1
