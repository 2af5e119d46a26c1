"""What business administrators keep for the rules of their jurisdiction: words for channels, rules of their own."""

from dataclasses import replace
from datetime import date

import sqlalchemy as sa

from models import ChannelSynonym, ChannelSynonymWithdrawal, ProvincialRuleVersion
from values.canonical import content_hash
from values.messages import N_
from values.names import normalised
from values.provincial_rule import ProvincialRule
from values.serial import to_plain
from workflow.actor import Actor
from workflow.administering import administrator_seat, require_sound_rule, require_sound_word
from workflow.audit import Happening, Subject, record
from workflow.errors import NotFoundError, StaleError, invalid
from workflow.once import once
from workflow.permissions import Seat
from workflow.queries.administered import is_withdrawn
from workflow.queries.administered_lists import newest_rule
from workflow.unit import Unit, unit


def add_synonym(
    word: str, channel: str, *, actor: Actor, place: int | None = None, key: str | None = None
) -> int:
    """Have a word mean a channel of the standard in a jurisdiction and below; return its number.

    Args:
        word: the other word.
        channel: the standard's word.
        actor: who acts.
        place: the jurisdiction; None: the first that the person administers.
        key: of the button, so that a click that comes twice adds it once.

    Raises: InvalidError where a word is missing, too long, the channel itself, or has a meaning there already.
    """
    word, channel = word.strip(), channel.strip()
    with unit(actor) as work:
        work.about.action, work.about.object = "add_synonym", "channel_synonym:"
        seat = administrator_seat(work, place)

        def added() -> str:
            require_sound_word(work.session, seat.jurisdiction, word, channel)
            row = ChannelSynonym(
                jurisdiction_id=seat.jurisdiction,
                word=word,
                word_key=normalised(word),
                channel=channel,
                added_by_id=work.actor.person_id or 0,
                added_at=work.now,
            )
            work.session.add(row)
            work.session.flush()
            _tell_synonym(work, seat, "synonym_added", row)
            return str(row.id)

        return int(once(work, key, added))


def withdraw_synonym(number: int, *, actor: Actor, key: str | None = None) -> None:
    """End a synonym of a jurisdiction that the person administers; its row stays."""
    with unit(actor) as work:
        work.about.action, work.about.object = "withdraw_synonym", f"channel_synonym:{number}"
        kept_by = sa.select(ChannelSynonym.jurisdiction_id).where(ChannelSynonym.id == number)
        seat = administrator_seat(work, work.session.scalar(kept_by) or 0)

        def withdrawn() -> str:
            row = work.session.scalar(
                sa.select(ChannelSynonym).where(ChannelSynonym.id == number, ~is_withdrawn())
            )
            if row is None:
                raise NotFoundError
            work.session.add(
                ChannelSynonymWithdrawal(
                    synonym_id=row.id, withdrawn_by_id=work.actor.person_id or 0, withdrawn_at=work.now
                )
            )
            _tell_synonym(work, seat, "synonym_withdrawn", row)
            return str(row.id)

        once(work, key, withdrawn)


def write_rule(
    rule: ProvincialRule, *, actor: Actor, place: int | None = None, seen: int | None = None
) -> int:
    """Write a provincial rule, or its next version, and return the version; an unchanged one makes none.

    Args:
        rule: what it says.
        actor: who acts.
        place: the jurisdiction whose rule it is; None: the first that the person administers.
        seen: the version from which the person began, 0 for a new rule; None: whatever it is.

    Raises: StaleError where another administrator was quicker; InvalidError for a rule that says too little, and
    for a new one whose number is taken.
    """
    with unit(actor) as work:
        work.about.action, work.about.object = "write_provincial_rule", f"provincial_rule:{rule.id}"
        seat = administrator_seat(work, place)
        require_sound_rule(rule)
        before = newest_rule(work.session, rule.id, seat.jurisdiction)
        if before is not None and before.rule == rule:
            return before.version
        _require_seen(before, seen)
        return _write(work, seat, rule, before)


def end_rule(
    code: str, last_day: date, *, actor: Actor, place: int | None = None, seen: int | None = None
) -> int:
    """Have a provincial rule hold until a day, that day included, by a new version, and return it."""
    with unit(actor) as work:
        work.about.action, work.about.object = "write_provincial_rule", f"provincial_rule:{code}"
        seat = administrator_seat(work, place)
        before = newest_rule(work.session, code, seat.jurisdiction)
        if before is None:
            raise NotFoundError
        ended = replace(before.rule, in_force_until=last_day.isoformat())
        if before.rule == ended:
            return before.version
        _require_seen(before, seen)
        return _write(work, seat, ended, before)


def _require_seen(before: ProvincialRuleVersion | None, seen: int | None) -> None:
    if seen == 0 and before is not None:
        raise invalid("id", N_("A rule with this number is there already; write its next version."))
    present = before.version if before else 0
    if seen is not None and seen != present:
        raise StaleError(seen=seen, present=present)


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
