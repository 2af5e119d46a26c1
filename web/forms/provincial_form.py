"""The form of a provincial rule: as it is filled, and read into the rule."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from values.messages import N_, Message
from values.provincial_rule import WITH_NUMBER, WITH_WORDS, Condition, LookedAt, ProvincialRule
from values.severity import Severity
from values.vocabulary import Field, Level, Origin
from values.written_day import day_written
from web.forms.reading import Form, one_line, plain
from web.numbers import whole_number
from workflow.errors import InvalidError, Issue

Member = TypeVar("Member", bound=StrEnum)

NOT_OFFERED = N_("Choose among what is listed.")
NO_NUMBER = N_("Give a whole number.")


@dataclass(frozen=True, kw_only=True)
class RuleForm:
    """What stands in the form, whatever was typed."""

    id: str = ""
    clause: str = ""
    document_title: str = ""
    document_number: str = ""
    looks_at: str = LookedAt.DEADLINE.value
    condition: str = Condition.FILLED.value
    words: tuple[str, ...] = ()
    number: str = ""
    asked_levels: tuple[str, ...] = ()
    severity: str = Severity.WARNING.value
    message_zh: str = ""
    message_en: str = ""
    in_force_from: str = ""
    in_force_until: str = ""
    of_field: str = ""
    of_levels: tuple[str, ...] = ()
    of_origins: tuple[str, ...] = ()


def form_of_rule(rule: ProvincialRule) -> RuleForm:
    """Return what fills the form for a rule."""
    return RuleForm(
        id=rule.id,
        clause=rule.clause,
        document_title=rule.document_title,
        document_number=rule.document_number,
        looks_at=rule.looks_at.value,
        condition=rule.condition.value,
        words=rule.words,
        number=str(rule.number or ""),
        asked_levels=tuple(one.value for one in rule.asked_levels),
        severity=rule.severity.value,
        message_zh=rule.message_zh,
        message_en=rule.message_en,
        in_force_from=rule.in_force_from,
        in_force_until=rule.in_force_until,
        of_field=rule.of_field.value if rule.of_field else "",
        of_levels=tuple(one.value for one in rule.of_levels),
        of_origins=tuple(one.value for one in rule.of_origins),
    )


def typed_rule(form: Form, *, code: str = "") -> RuleForm:
    """Return what was typed; the number of a rule that is there already cannot be changed."""

    def line(name: str) -> str:
        return one_line(form.get(name, ""))

    lines = (one_line(one) for one in plain(form.get("words", "")).split("\n"))
    return RuleForm(
        id=code or line("code"),
        clause=line("clause"),
        document_title=line("document_title"),
        document_number=line("document_number"),
        looks_at=line("looks_at"),
        condition=line("condition"),
        words=tuple(one for one in lines if one),
        number=line("number"),
        asked_levels=tuple(form.getlist("asked_levels")),
        severity=line("severity"),
        message_zh=line("message_zh"),
        message_en=line("message_en"),
        in_force_from=line("in_force_from"),
        in_force_until=line("in_force_until"),
        of_field=line("of_field"),
        of_levels=tuple(form.getlist("of_levels")),
        of_origins=tuple(form.getlist("of_origins")),
    )


def read_rule(form: RuleForm) -> ProvincialRule:
    """Return the rule that the form says; what its condition does not use is left out.

    Raises: InvalidError with everything that is no number and nothing that was offered.
    """
    issues: list[Issue] = []

    def one(field: str, text: str, kind: Callable[[str], Member], instead: Member) -> Member:
        try:
            return kind(text)
        except ValueError:
            issues.append(Issue(field, Message(NOT_OFFERED)))
            return instead

    def many(
        field: str, texts: tuple[str, ...], kind: Callable[[str], Member], instead: Member
    ) -> tuple[Member, ...]:
        return tuple(dict.fromkeys(one(field, text, kind, instead) for text in texts))

    condition = one("condition", form.condition, Condition, Condition.FILLED)
    number = whole_number(form.number)
    if condition in WITH_NUMBER and number is None:
        issues.append(Issue("number", Message(NO_NUMBER)))
    is_of_levels = condition is Condition.LEVEL_MARKED
    rule = ProvincialRule(
        id=form.id,
        clause=form.clause,
        document_title=form.document_title,
        document_number=form.document_number,
        looks_at=one("looks_at", form.looks_at, LookedAt, LookedAt.NAME),
        condition=condition,
        words=form.words if condition in WITH_WORDS else (),
        number=number or 0 if condition in WITH_NUMBER else 0,
        asked_levels=many("asked_levels", form.asked_levels, Level, Level.COUNTY) if is_of_levels else (),
        severity=one("severity", form.severity, Severity, Severity.WARNING),
        message_zh=form.message_zh,
        message_en=form.message_en,
        in_force_from=_day(form.in_force_from),
        in_force_until=_day(form.in_force_until),
        of_field=one("of_field", form.of_field, Field, Field.EMPLOYMENT) if form.of_field else None,
        of_levels=many("of_levels", form.of_levels, Level, Level.COUNTY),
        of_origins=many("of_origins", form.of_origins, Origin, Origin.OWN),
    )
    if issues:
        raise InvalidError(issues)
    return rule


def _day(text: str) -> str:
    """Return a day as rules keep it; what is none stays, to be refused."""
    try:
        return day_written(text).isoformat()
    except ValueError:
        return text
