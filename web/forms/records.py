"""Records within a row that a form shows as lines or groups of fields: citations, materials, bodies, places."""

import re
from collections.abc import Sequence
from dataclasses import replace

from values.entry import Citation, DisclosingBody, Material, Place
from values.vocabulary import Level
from web.forms.reading import Form, kept, one_line
from web.numbers import whole_number

BAR = re.compile(r"\s*[|｜]\s*")
"""Parts the fields of a record within its line."""

WITH_ADDRESS = re.compile(r"(?i)(?P<text>.*?)\s*[|｜]\s*(?P<url>(?:https?://|www\.)\S+)")


def show_citation(one: Citation) -> str:
    """Return the line of a legal basis."""
    return f"{one.text} | {one.url}" if one.url else one.text


def parse_citation(line: str, was: Sequence[Citation]) -> Citation:
    """Return the legal basis that a line means; one that was cited before keeps its place in the register."""
    parts = WITH_ADDRESS.fullmatch(line)
    text, url = (parts["text"], parts["url"]) if parts and parts["text"] else (line, "")
    former = next((one for one in was if one_line(one.text) == text), Citation(text=text))
    return replace(former, url=url)


def show_material(one: Material) -> str:
    """Return the line of a document to hand in."""
    parts = [one.name, one.requirement, one.basis]
    while parts[-1] == "" and len(parts) > 1:
        parts.pop()
    return " | ".join(parts)


def parse_material(line: str) -> Material:
    """Return the document that a line means."""
    name, requirement, basis, *_ = [*BAR.split(line, maxsplit=2), "", ""]
    is_said = any((name, requirement, basis))
    return Material(name=name if is_said else line, requirement=requirement, basis=basis)


def lead_of(bodies: Sequence[DisclosingBody]) -> str:
    """Return the id of the body that leads; empty where none does."""
    return next((one.body for one in bodies if one.lead), "")


def read_bodies(form: Form, was: Sequence[DisclosingBody]) -> tuple[DisclosingBody, ...]:
    """Read who leads and who else discloses."""
    lead = form.get("lead_body") or ""
    others = dict.fromkeys(one for one in form.getlist("bodies") if one != lead)
    former_lead = lead_of(was)
    if lead == former_lead and set(others) == {one.body for one in was if one.body != lead}:
        return tuple(was)
    former = {one.body: one for one in was}
    stayed = [one for one in former if one in others]
    order = dict.fromkeys([lead, *stayed, *others])
    return tuple(
        replace(former.get(one, DisclosingBody(body=one)), lead=one == lead)
        for one in order
        if whole_number(one) is not None
    )


def shown_places(places: Sequence[Place]) -> list[Place]:
    """Return the places that have anything to show."""
    return [one for one in places if one_line(one.text) or one_line(one.url)]


def read_places(form: Form, was: Sequence[Place]) -> tuple[Place, ...]:
    """Read the places of disclosure; a line without text and address is none."""
    if "place_level" not in form:
        return tuple(was)
    fields = (form.getlist(name) for name in ("place_level", "place_text", "place_url"))
    found: list[tuple[str, ...]] = [
        (level, one_line(text), one_line(url))
        for level, text, url in zip(*fields, strict=False)
        if one_line(text) or one_line(url)
    ]
    return kept(found, was, show=_shown, parse=_place)


def _shown(one: Place) -> tuple[str, ...]:
    return (one.level.value, one_line(one.text), one_line(one.url)) if shown_places([one]) else ()


def _place(fields: tuple[str, ...]) -> Place:
    level, text, url = fields  # What was found always has all three.
    return Place(level=Level(level) if level in set(Level) else Level.COUNTY, text=text, url=url)
