"""Clients of the people of the world, signed in through the form."""

from flask import Flask

from tests.checked_client import CheckedClient
from tests.world import World


def signed_in(app: Flask, world: World, login: str, *, language: str = "en") -> CheckedClient:
    """Return a client that has signed in and reads in a language."""
    app.test_client_class = CheckedClient
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    client.set_cookie("mulu_language", language)
    page = client.get("/sign-in")
    answer = client.submit(
        page, "Sign in" if language == "en" else "登录", login=login, password=world.password
    )
    assert answer.status_code == 302
    return client


def visitor(app: Flask, *, language: str = "en") -> CheckedClient:
    """Return a client that has not signed in."""
    app.test_client_class = CheckedClient
    client = app.test_client()
    assert isinstance(client, CheckedClient)
    client.set_cookie("mulu_language", language)
    return client
