"""What business administrators keep for the rules of their jurisdiction: words for channels, rules of their own."""

import re
from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from models import ChannelSynonym, ChannelSynonymWithdrawal, Jurisdiction, ProvincialRuleVersion
from values.canonical import content_hash
from values.messages import N_, Message
from values.names import normalised
from values.provincial_rule import WITH_NUMBER, WITH_WORDS, Condition, ProvincialRule
from values.serial import to_plain
from values.vocabulary import Role
from workflow.actor import Actor
from workflow.audit import Happening, Subject, record
from workflow.case import seats_of_actor
from workflow.errors import ForbiddenError, NotFoundError, invalid
from workflow.permissions import Seat
from workflow.queries.administered import is_newest_version, is_withdrawn
from workflow.unit import Unit, unit

LONGEST = 100
LONGEST_TEXT = 400
LARGEST = 9999
_CODE = re.compile(r"P-[0-9]{2,6}-[0-9]{2,4}")


def add_synonym(word: str, channel: str, *, actor: Actor) -> int:
    """Have a word mean a channel of the standard in the administrator's jurisdiction and below; return its number.

    Raises: InvalidError where a word is missing, too long, the channel itself, or has a meaning there already.
    """
    word, channel = word.strip(), channel.strip()
    with unit(actor) as work:
        work.about.action, work.about.object = "add_synonym", "channel_synonym:"
        seat = _seat(work)
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
            ChannelSynonym.jurisdiction_id == seat.jurisdiction,
            ChannelSynonym.word_key == key,
            ~is_withdrawn(),
        )
        if work.session.scalar(known.limit(1)) is not None:
            raise invalid("word", N_("“%(word)s” has a meaning already; withdraw that first."), word=word)
        row = ChannelSynonym(
            jurisdiction_id=seat.jurisdiction,
            word=word,
            word_key=key,
            channel=channel,
            added_by_id=work.actor.person_id or 0,
            added_at=work.now,
        )
        work.session.add(row)
        work.session.flush()
        _tell_synonym(work, seat, "synonym_added", row)
        return row.id


def withdraw_synonym(number: int, *, actor: Actor) -> None:
    """End a synonym of the administrator's jurisdiction; its row stays."""
    with unit(actor) as work:
        work.about.action, work.about.object = "withdraw_synonym", f"channel_synonym:{number}"
        seat = _seat(work)
        row = work.session.scalar(
            sa.select(ChannelSynonym).where(
                ChannelSynonym.id == number,
                ChannelSynonym.jurisdiction_id == seat.jurisdiction,
                ~is_withdrawn(),
            )
        )
        if row is None:
            raise NotFoundError
        work.session.add(
            ChannelSynonymWithdrawal(
                synonym_id=row.id, withdrawn_by_id=work.actor.person_id or 0, withdrawn_at=work.now
            )
        )
        _tell_synonym(work, seat, "synonym_withdrawn", row)


def write_rule(rule: ProvincialRule, *, actor: Actor) -> int:
    """Write a provincial rule, or its next version, and return the version; an unchanged one makes none."""
    with unit(actor) as work:
        work.about.action, work.about.object = "write_provincial_rule", f"provincial_rule:{rule.id}"
        seat = _seat(work)
        _require_sound(rule)
        before = _newest(work, seat, rule.id)
        if before is not None and before.rule == rule:
            return before.version
        return _write(work, seat, rule, before)


def end_rule(code: str, last_day: date, *, actor: Actor) -> int:
    """Have a provincial rule hold until a day, that day included, by a new version, and return it."""
    with unit(actor) as work:
        work.about.action, work.about.object = "write_provincial_rule", f"provincial_rule:{code}"
        seat = _seat(work)
        before = _newest(work, seat, code)
        if before is None:
            raise NotFoundError
        return _write(work, seat, replace(before.rule, in_force_until=last_day.isoformat()), before)


def _seat(work: Unit) -> Seat:
    seats = seats_of_actor(work.session, work.actor, work.today)
    seat = next((one for one in seats if one.role is Role.BUSINESS_ADMINISTRATOR), None)
    if seat is None:
        raise ForbiddenError(Message(N_("Only a business administrator does this.")))
    # Who writes at the same time in the same jurisdiction waits.
    if not work.is_sqlite:
        work.session.execute(
            sa.select(Jurisdiction.id)
            .where(Jurisdiction.id == seat.jurisdiction)
            .with_for_update(key_share=True)
        )
    return seat


def _newest(work: Unit, seat: Seat, code: str) -> ProvincialRuleVersion | None:
    return work.session.scalar(
        sa.select(ProvincialRuleVersion).where(
            ProvincialRuleVersion.jurisdiction_id == seat.jurisdiction,
            ProvincialRuleVersion.code == code,
            is_newest_version(),
        )
    )


def _require_sound(rule: ProvincialRule) -> None:
    if not _CODE.fullmatch(rule.id):
        raise invalid("id", N_("A provincial rule is numbered like P-33-01."))
    texts = (
        rule.clause,
        rule.document_title,
        rule.document_number,
        rule.message_zh,
        rule.message_en,
        *rule.words,
    )
    if not all(one.isprintable() and len(one) <= LONGEST_TEXT for one in texts):
        raise invalid(
            "message_zh", N_("Each text is one line of at most %(most)s characters."), most=LONGEST_TEXT
        )
    if not all(one.strip() for one in (rule.clause, rule.document_title, rule.message_zh)):
        raise invalid(
            "message_zh", N_("Name the document and its clause, and say in Chinese what would be right.")
        )
    if rule.condition in WITH_WORDS and not any(one.strip() for one in rule.words):
        raise invalid("words", N_("This condition needs at least one word."))
    if rule.condition in WITH_NUMBER and not 1 <= rule.number <= LARGEST:
        raise invalid("number", N_("This condition needs a number from 1 to %(most)s."), most=LARGEST)
    if rule.condition is Condition.LEVEL_MARKED and not rule.asked_levels:
        raise invalid("asked_levels", N_("This condition needs at least one level."))
    for field, text in (("in_force_from", rule.in_force_from), ("in_force_until", rule.in_force_until)):
        if (text or field == "in_force_from") and not _is_day(text):
            raise invalid(field, N_("Give the day as year-month-day, for example 2026-07-01."))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _write(work: Unit, seat: Seat, rule: ProvincialRule, before: ProvincialRuleVersion | None) -> int:
    version = before.version + 1 if before else 1
    work.session.add(
        ProvincialRuleVersion(
            jurisdiction_id=seat.jurisdiction,
            code=rule.id,
            version=version,
            rule=rule,
            written_by_id=work.actor.person_id or 0,
            written_at=work.now,
        )
    )
    record(
        work,
        Happening(
            action="provincial_rule_written",
            subject=Subject(kind="provincial_rule", id=rule.id, jurisdiction_id=seat.jurisdiction),
            seat=seat,
            details={"version": version, "sha256": content_hash(to_plain(rule))},
            owed=False,
        ),
    )
    return version


def _tell_synonym(work: Unit, seat: Seat, action: str, row: ChannelSynonym) -> None:
    record(
        work,
        Happening(
            action=action,
            subject=Subject(kind="channel_synonym", id=str(row.id), jurisdiction_id=seat.jurisdiction),
            seat=seat,
            details={"sha256": content_hash({"word": row.word, "channel": row.channel})},
            owed=False,
        ),
    )
