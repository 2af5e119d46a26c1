"""What is said of published places (公开位置): how they stand, what was found there, and why that is so."""

from flask_babel import gettext

from values.messages import N_
from values.place import PlaceOutcome, PlaceState
from web.wording.common import day
from workflow.queries.places import PlaceLine

FROM_FAILURES = 400
"""Numbers of a server's answer that say more than the sentence does."""

STATES = {
    PlaceState.DEAD: N_("Dead"),
    PlaceState.EMPTY: N_("Empty"),
    PlaceState.MISSING: N_("No place named"),
    PlaceState.OVERDUE: N_("Not updated in time"),
    PlaceState.MOVED: N_("Moved"),
    PlaceState.UNTOLD: N_("Cannot be told"),
    PlaceState.COLUMN: N_("A column without an address"),
    PlaceState.UNCHECKED: N_("Not certain yet"),
    PlaceState.FINE: N_("In order"),
}

TONES = {
    PlaceState.DEAD: "r",
    PlaceState.EMPTY: "r",
    PlaceState.OVERDUE: "r",
    PlaceState.MISSING: "y",
    PlaceState.MOVED: "y",
    PlaceState.FINE: "g",
}

OUTCOMES = {
    PlaceOutcome.REACHABLE: N_("The page is there."),
    PlaceOutcome.MOVED: N_("It leads to another site by now."),
    PlaceOutcome.EMPTY: N_("The page holds no text beyond its navigation."),
    PlaceOutcome.GONE: N_("The server says that there is no such page."),
    PlaceOutcome.FRONT_PAGE: N_("It leads to a front page instead of to its content."),
    PlaceOutcome.ROUND_IN_CIRCLES: N_("It leads on and on, and never to a page."),
    PlaceOutcome.SERVER_ERROR: N_("The server fails."),
    PlaceOutcome.TIMED_OUT: N_("The server does not answer in time."),
    PlaceOutcome.UNREACHABLE: N_("No connection to the server is possible."),
    PlaceOutcome.UNKNOWN_NAME: N_("There is no site of this name."),
    PlaceOutcome.BAD_CERTIFICATE: N_("The site's certificate is not valid; browsers warn of it."),
    PlaceOutcome.TURNED_AWAY: N_("The server turns the checker away; look at it in a browser."),
    PlaceOutcome.MADE_BY_SCRIPTS: N_("The page is put together in the browser; look at it there."),
    PlaceOutcome.NOT_ALLOWED: N_("The checker may not ask for this address."),
}


def state(one: PlaceState) -> str:
    """Say how a place stands."""
    text: str = gettext(STATES[one])
    return text


def tone(one: PlaceState) -> str:
    """Return the tone of the pill that says it."""
    return TONES.get(one, "n")


def found(line: PlaceLine) -> str:
    """Say what was found, and of an overdue place since when nothing shows that it was worked on."""
    if line.state is PlaceState.MISSING:
        return gettext("The row does not say where it is disclosed.")
    if line.outcome is None:
        return gettext("It has not been checked yet.") if line.url else ""
    if line.state is PlaceState.OVERDUE:
        if line.updated_on:
            return gettext("Nothing shows that it was worked on after %(day)s.", day=day(line.updated_on))
        return gettext("Its text is the same as when it was first checked.")
    text: str = gettext(OUTCOMES[line.outcome])
    return f"{text} (HTTP {line.status})" if line.status and line.status >= FROM_FAILURES else text


def since(line: PlaceLine) -> str:
    """Say since when it stands like that."""
    return gettext("since %(moment)s", moment=day(line.since)) if line.since else ""


def badge(line: PlaceLine) -> str:
    """Say how a place stands and since when, as a mark beside its row."""
    text = gettext("Place: %(state)s", state=state(line.state))
    return f"{text} · {since(line)}" if line.since else text
