"""What `make run` says when it is up: the address, and who can sign in with what."""

from collections.abc import Iterator

from flask_babel import gettext

from config import Settings
from web.cli.seeding import demo_password
from web.wording.common import label
from workflow.seed.people import BODIES, PEOPLE
from workflow.seed.registering import is_without_demonstration


def lines(settings: Settings) -> Iterator[str]:
    """Yield the greeting line by line."""
    yield ""
    yield gettext("Mulu is running: %(url)s", url=settings.base_url)
    yield gettext("Everything is kept in %(home)s", home=settings.home)
    yield ""
    if is_without_demonstration():
        yield gettext("Administrators are appointed with `flask --app wsgi account appoint`.")
    else:
        yield from _accounts(settings)
    yield ""
    yield gettext("Stop with Ctrl-C.")


def _accounts(settings: Settings) -> Iterator[str]:
    names = {body.key: body.name for body in BODIES}
    yield gettext(
        "Demonstration accounts, all with the password %(password)s", password=demo_password(settings)
    )
    for person in PEOPLE:
        yield f"  {person.login:<20} {label(person.role)} · {person.name} · {names[person.body]}"
