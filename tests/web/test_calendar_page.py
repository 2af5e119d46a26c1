"""The working days on their page, and the import of a year's notice."""

import json
from io import BytesIO

from flask import Flask
from werkzeug.test import TestResponse

from tests.checked_client import CheckedClient
from tests.page_checks import forms_of
from tests.web.people import signed_in, visitor
from tests.world import World

NOTICE = {
    "year": 2027,
    "source": "国办发明电〔2026〕8号",
    "days": [
        {"date": "2027-01-01", "working": False, "name": "元旦"},
        {"date": "2027-01-03", "working": True, "name": ""},
    ],
}


def sent(client: CheckedClient, data: bytes | None) -> TestResponse:
    page = client.get("/calendar?year=2027")
    form = next(one for one in forms_of(page.text) if one.action.startswith("/calendar"))
    fields = {name: value for name, value in form.values.items() if name != "notice"}
    if data is not None:
        fields["notice"] = (BytesIO(data), "notice.json")
    return client.post("/calendar?year=2027", data=fields, content_type="multipart/form-data")


def test_an_administrator_imports_the_notice_and_everybody_reads_it(app: Flask, world: World) -> None:
    reader = signed_in(app, world, "drafter")
    assert "counted by weekends" in reader.get("/calendar?year=2027").text
    keeper = signed_in(app, world, "business-admin")
    answer = sent(keeper, json.dumps(NOTICE).encode())
    assert answer.status_code == 302
    assert "The year 2027 is imported" in keeper.get(answer.location).text
    page = reader.get("/calendar?year=2027").text
    assert "元旦" in page
    assert "国办发明电〔2026〕8号" in page
    assert "nothing was changed" in keeper.get(sent(keeper, json.dumps(NOTICE).encode()).location).text


def test_what_is_no_notice_is_refused_in_a_sentence(app: Flask, world: World) -> None:
    keeper = signed_in(app, world, "system-admin")
    far = {**NOTICE, "year": 2031, "days": []}
    for data, sentence in (
        (b"\xff\xfe", "not JSON in UTF-8"),
        (b"[]", "needs “year”"),
        (None, "Choose a file first"),
        (json.dumps(far).encode(), "import the notices year by year"),
    ):
        refused = sent(keeper, data)
        assert refused.status_code == 422, sentence
        assert sentence in refused.text
    assert sent(keeper, json.dumps(NOTICE).encode()).status_code == 302


def test_only_administrators_of_business_and_system_import(app: Flask, world: World) -> None:
    for login, status in (("business-admin", 302), ("drafter", 403), ("audit-admin", 403)):
        client = signed_in(app, world, login)
        form = forms_of(client.get("/calendar").text)
        token = next(one.values["csrf_token"] for one in form if "csrf_token" in one.values)
        file = (BytesIO(json.dumps(NOTICE).encode()), "notice.json")
        answer = client.post("/calendar", data={"csrf_token": token, "notice": file})
        assert answer.status_code == status, login
        assert any(one.action.startswith("/calendar") for one in form) == (status == 302)


def test_the_public_signs_in_first(app: Flask, world: World) -> None:
    assert visitor(app).get("/calendar").status_code == 302
    assert "2026" in signed_in(app, world, "auditor").get("/calendar").text
