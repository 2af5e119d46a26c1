"""The manuals of two pages, one for each role, as data; the pictures in them are made by `make screens`."""

from collections.abc import Iterable

from values.messages import N_
from values.vocabulary import Role
from web.manuals import (
    of_administrators,
    of_auditors,
    of_business_administrators,
    of_drafters,
    of_overseers,
    of_publishers,
    of_readers,
    of_reviewers,
    of_supervisors,
)
from web.manuals.form import Manual

MANUALS: dict[str, Manual] = {
    one.MANUAL.slug: one.MANUAL
    for one in (
        of_drafters,
        of_reviewers,
        of_supervisors,
        of_publishers,
        of_overseers,
        of_auditors,
        of_business_administrators,
        of_administrators,
        of_readers,
    )
}
"""By the last word of their address."""

NAMES: dict[str, str] = {"administrators": N_("The three administrators"), "reader": N_("Readers")}
"""What a manual is called that is not one role's."""

ASKED_BY_ALL = (
    N_("Whether something is secret: the openness office, before anything is typed here."),
    N_("Routes, words for channels and legal bases: your business administrator."),
    N_("A page that fails, a mail that does not come: your system administrator."),
)
"""Whom everybody asks who works here."""


def manual_of(roles: Iterable[Role]) -> Manual:
    """Return the manual of the first of somebody's roles; who has none reads."""
    held = set(roles)
    return next((one for one in MANUALS.values() if held & set(one.roles)), MANUALS["reader"])
