"""What the pages of words for channels show: the lists, the form of a word, and what it would change."""

from dataclasses import dataclass
from typing import Any

from models import Jurisdiction, db
from values.channels import OPTIONS, SEEDED, SITE
from web.administering.places import administered_places
from web.administering.previewing import preview_values
from web.draft.entry_page import errors_by_field
from web.forms.reading import Form, one_line
from web.language import say
from web.proposal.page import today
from web.session import seats
from web.wording.rules import form_label
from workflow.administering import require_sound_word
from workflow.errors import InvalidError, NotFoundError, WorkflowError
from workflow.queries.administered_lists import Listed, synonym, synonyms_in_force, synonyms_withdrawn
from workflow.queries.rule_preview import Preview, preview_withdrawal, preview_word


@dataclass(frozen=True, kw_only=True)
class TypedWord:
    """What stands in the form of a word."""

    word: str = ""
    channel: str = ""


def list_values() -> dict[str, Any]:
    """Return the words that hold where the reader works, and the last that were withdrawn."""
    places = administered_places()
    return {
        "in_force": synonyms_in_force(db.session(), seats()),
        "withdrawn": synonyms_withdrawn(db.session(), seats()),
        "built_in": list(SEEDED.items()),
        "site": SITE,
        "places": places,
        "own": {one.id for one in places},
    }


def typed_word(form: Form) -> TypedWord:
    """Return what was typed."""
    return TypedWord(word=one_line(form.get("word", "")), channel=one_line(form.get("channel", "")))


def previewed_word(place: Jurisdiction, typed: TypedWord) -> Preview:
    """Return what a word would change.

    Raises: InvalidError for one that could not be added.
    """
    require_sound_word(db.session(), place.id, typed.word, typed.channel)
    return preview_word(db.session(), place, typed.word, typed.channel, day=today())


def word_values(
    place: Jurisdiction,
    typed: TypedWord,
    *,
    preview: Preview | None = None,
    error: WorkflowError | None = None,
) -> dict[str, Any]:
    """Return the values of the form's page."""
    return {
        "place": place,
        "typed": typed,
        "channels": OPTIONS,
        **refusal_values(error),
        **preview_values(typed, preview),
    }


def refusal_values(error: WorkflowError | None) -> dict[str, Any]:
    """Return why a form was refused: in a sentence, in all sentences, and field by field."""
    issues = error.issues if isinstance(error, InvalidError) else ()
    return {
        "error": say(error.message) if error else "",
        "issues": [(form_label(one.field), say(one.message)) for one in issues],
        "errors": errors_by_field(error),
    }


def own_word(number: int) -> Listed:
    """Return a word that the reader may withdraw.

    Raises: NotFoundError where it is withdrawn, or kept by another jurisdiction.
    """
    found = synonym(db.session(), number, {one.id for one in administered_places()})
    if found is None:
        raise NotFoundError
    return found


def withdrawal_values(number: int) -> dict[str, Any]:
    """Return the values of the page on which a word is withdrawn."""
    row, place, person, _ = own_word(number)
    preview = preview_withdrawal(db.session(), row, place, day=today())
    return {"row": row, "place": place, "person": person, "preview": preview}
