"""The fields of a claim: what fills them, and the substitution that they mean when they come back."""

from collections.abc import Collection

from values.claim import Substitution
from values.entry import DisclosingBody, Place, Telephones
from values.vocabulary import Level
from web.forms import limits
from web.forms.reading import Form, read_short
from workflow.errors import Issue

TELEPHONES = ("questions", "supervision", "complaints")
FIELDS = ("lead_body", "place_text", "place_url", *TELEPHONES)


def claim_values(form: Form | None, proposed: Substitution) -> dict[str, str]:
    """Return what fills the form: what was typed, or what is proposed."""
    if form is not None:
        return {name: read_short(form, name, "") for name in FIELDS}
    body = proposed.bodies[0].body if proposed.bodies else ""
    return dict.fromkeys(FIELDS, "") | {"lead_body": body}


def read_substitution(form: Form, level: Level = Level.TOWNSHIP) -> Substitution:
    """Return what is put in the place of the words above: of a township's county, or of a county's standard."""
    body, text, url = (read_short(form, name, "") for name in ("lead_body", "place_text", "place_url"))
    return Substitution(
        bodies=(DisclosingBody(body=body),) if body else (),
        places=(Place(level=level, text=text, url=url),) if text or url else (),
        telephones=Telephones(**{name: read_short(form, name, "") for name in TELEPHONES}),
    )


def substitution_issues(said: Substitution, offered: Collection[str]) -> list[Issue]:
    """Return what is beyond the limits; `offered` are the ids of bodies that may be chosen."""
    return limits.entry_issues(said.named(""), offered)
