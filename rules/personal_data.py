"""R16 (Regulations 14-16): nothing that goes out contains a citizen id, a bank card or a mobile number."""

from collections.abc import Iterator
from itertools import chain

from rules.findings import Finding, Severity, digest
from rules.grounds import Grounds
from values.entry import EntryState
from values.messages import N_, Message
from values.personal_data import PersonalNumber, personal_numbers
from values.vocabulary import Presence

SAYS = {
    PersonalNumber.CITIZEN_ID: N_(
        "A citizen id number stands here (%(masked)s): take it out. Nothing that is published may contain one."
    ),
    PersonalNumber.BANK_CARD: N_(
        "A bank card number stands here (%(masked)s): take it out. Nothing that is published may contain one."
    ),
    PersonalNumber.MOBILE: N_(
        "A mobile number stands here (%(masked)s): write an office's telephone, or say that it is for office use"
        " (办公用途) or that its holder agreed (本人同意), and where the proof is."
    ),
}


def personal_data(state: EntryState, grounds: Grounds) -> Iterator[Finding]:  # noqa: ARG001 - as every rule
    """Find numbers of persons in whatever a row says; item codes, hashes and provenance are nobody's words."""
    if state.presence is Presence.CANCELLED:
        return
    for field, texts in texts_of(state).items():
        yield from _found(state.entry, field, texts)


def personal_data_on_paper(grounds: Grounds) -> Iterator[Finding]:
    """Find numbers of persons in what a proposal publishes beside its rows, names of files included."""
    if grounds.paper is not None:
        for field, text in grounds.paper.texts.items():
            yield from _found("", field, (text,))


def texts_of(state: EntryState) -> dict[str, tuple[str, ...]]:
    """Return the texts of a row that go out, by the field in which they stand."""
    said = state.content
    calls = (said.telephones.questions, said.telephones.supervision, said.telephones.complaints)
    materials = (part for one in said.guide.materials for part in (one.name, one.requirement, one.basis))
    guide = said.guide
    return {
        "name": (said.name,),
        "content_elements": said.content_elements,
        "legal_bases": tuple(part for one in said.legal_bases for part in (one.text, one.url)),
        "deadline": (said.deadline,),
        "channels": said.channels,
        "audience": said.audience.groups,
        "mode": (said.mode.withheld_basis,),
        "guide": (*guide.elements, *materials, *guide.blank_forms, guide.filling_notes, *guide.samples),
        "places": tuple(part for one in said.places for part in (one.text, one.url)),
        "telephones": calls,
        "interpretation": (said.interpretation,),
        "online_degree": (said.online_degree,),
        "left_out": (state.left_out_note,),
    }


def _found(entry: str, field: str, texts: tuple[str, ...]) -> Iterator[Finding]:
    # The key names the masked number: a digest of the number itself could be found out by trying.
    numbers = dict.fromkeys(chain.from_iterable(map(personal_numbers, filter(None, texts))))
    for found in numbers:
        yield Finding(
            rule="R16",
            severity=Severity.WARNING if found.kind is PersonalNumber.MOBILE else Severity.ERROR,
            entry=entry,
            field=field,
            clause="Regulations 14-16",
            message=Message(SAYS[found.kind], {"masked": found.masked}),
            about=digest(found.kind.value, found.masked),
        )
