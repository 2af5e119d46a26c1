"""What a business administrator may keep for the rules: in which jurisdiction, and which words and rules are sound."""

import re
from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import ChannelSynonym, Jurisdiction
from values.messages import N_, Message
from values.names import normalised
from values.provincial_rule import WITH_NUMBER, WITH_WORDS, Condition, LookedAt, ProvincialRule
from values.vocabulary import Role
from workflow.case import seats_of_actor
from workflow.errors import ForbiddenError, NotFoundError, invalid
from workflow.permissions import Seat
from workflow.queries.administered import is_withdrawn
from workflow.unit import Unit

LONGEST = 100
LONGEST_TEXT = 400
LARGEST = 9999
MOST_WORDS = 50
_CODE = re.compile(r"P-[0-9]{2,6}-[0-9]{2,4}")


def administrator_seat(work: Unit, place: int | None) -> Seat:
    """Return the seat from which what a jurisdiction keeps is changed, and have others who change it wait.

    Args:
        work: the unit of the command.
        place: the jurisdiction; None: the first that the person administers.
    """
    seats = seats_of_actor(work.session, work.actor, work.today)
    held = [one for one in seats if one.role is Role.BUSINESS_ADMINISTRATOR]
    if not held:
        raise ForbiddenError(Message(N_("Only a business administrator does this.")))
    seat = next((one for one in held if place in {None, one.jurisdiction}), None)
    if seat is None:
        raise NotFoundError
    work.about.jurisdiction_id = seat.jurisdiction
    if not work.is_sqlite:
        work.session.execute(
            sa.select(Jurisdiction.id)
            .where(Jurisdiction.id == seat.jurisdiction)
            .with_for_update(key_share=True)
        )
    return seat


def require_sound_word(session: Session, place: int, word: str, channel: str) -> None:
    """Refuse a word that cannot mean a channel in a jurisdiction.

    Raises: InvalidError where a word is missing, too long, the channel itself, or has a meaning there already.
    """
    for field, text in (("word", word), ("channel", channel)):
        if not text or len(text) > LONGEST or not text.isprintable():
            raise invalid(
                field,
                N_("Write the word and the channel, each at most %(most)s characters."),
                most=LONGEST,
            )
    key = normalised(word)
    if key == normalised(channel):
        raise invalid("word", N_("The word is the channel itself; nothing has to be added."))
    known = sa.select(ChannelSynonym.id).where(
        ChannelSynonym.jurisdiction_id == place, ChannelSynonym.word_key == key, ~is_withdrawn()
    )
    if session.scalar(known.limit(1)) is not None:
        raise invalid("word", N_("“%(word)s” has a meaning already; withdraw that first."), word=word)


def require_sound_rule(rule: ProvincialRule) -> None:
    """Refuse a provincial rule that says too little, or what its condition cannot use.

    Raises: InvalidError.
    """
    if not _CODE.fullmatch(rule.id):
        raise invalid("id", N_("A provincial rule is numbered like P-33-01."))
    _require_texts(rule)
    if rule.condition in WITH_WORDS and not any(one.strip() for one in rule.words):
        raise invalid("words", N_("This condition needs at least one word."))
    if len(rule.words) > MOST_WORDS:
        raise invalid("words", N_("At most %(most)s words fit here."), most=MOST_WORDS)
    if rule.condition in WITH_NUMBER and not 1 <= rule.number <= LARGEST:
        raise invalid("number", N_("This condition needs a number from 1 to %(most)s."), most=LARGEST)
    if rule.condition is Condition.LEVEL_MARKED and not rule.asked_levels:
        raise invalid("asked_levels", N_("This condition needs at least one level."))
    kept = {Condition.NAMES_CHANNEL: LookedAt.CHANNELS, Condition.LEVEL_MARKED: LookedAt.LEVELS}
    if kept.get(rule.condition, rule.looks_at) is not rule.looks_at:
        raise invalid(
            "looks_at", N_("A channel is named among the channels, a level marked among the levels.")
        )
    for field, text in (("in_force_from", rule.in_force_from), ("in_force_until", rule.in_force_until)):
        if (text or field == "in_force_from") and not _is_day(text):
            raise invalid(field, N_("Give the day as year-month-day, for example 2026-07-01."))


def _require_texts(rule: ProvincialRule) -> None:
    about = (rule.clause, rule.document_title, rule.document_number)
    texts: Collection[str] = (*about, rule.message_zh, rule.message_en, *rule.words)
    if not all(one.isprintable() and len(one) <= LONGEST_TEXT for one in texts):
        raise invalid(
            "message_zh", N_("Each text is one line of at most %(most)s characters."), most=LONGEST_TEXT
        )
    if not all(one.strip() for one in (rule.clause, rule.document_title, rule.message_zh)):
        raise invalid(
            "message_zh", N_("Name the document and its clause, and say in Chinese what would be right.")
        )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
