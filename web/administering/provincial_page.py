"""What the pages of provincial rules show: the list, a rule with its versions, its form, and what it would find."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from flask_babel import gettext

from models import Jurisdiction, ProvincialRuleVersion, db
from values.messages import N_
from values.vocabulary import Level, Origin
from values.written_day import day_written
from web.administering.places import administered_place, administered_places
from web.administering.previewing import preview_values
from web.administering.words_page import refusal_values
from web.forms.provincial_form import RuleForm, read_rule
from web.forms.reading import Form, one_line
from web.numbers import whole_number
from web.proposal.page import today
from web.session import seats
from web.wording.common import day, label
from web.wording.rules import CONDITIONS, FIELDS, LOOKED_AT, SEVERITIES
from workflow.administering import require_sound_rule
from workflow.errors import NotFoundError, WorkflowError, invalid
from workflow.queries.administered_lists import Version, newest_rule, rule_versions, rules_around
from workflow.queries.rule_preview import Preview, preview_ending, preview_rule

SHOWN_LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)


@dataclass(frozen=True, kw_only=True)
class RuleOfPlace:
    """A jurisdiction's rule with a number: all its versions, the newest first."""

    place: Jurisdiction
    versions: tuple[Version, ...]
    may_change: bool

    @property
    def newest(self) -> ProvincialRuleVersion:
        """Return the version that holds."""
        return self.versions[0][0]


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What stands in the form that ends a jurisdiction's rule."""

    place: str = ""
    last_day: str = ""
    seen: int = 0


def list_values() -> dict[str, Any]:
    """Return the rules that hold where the reader works, and those of jurisdictions below."""
    return {
        "rules": rules_around(db.session(), seats()),
        "places": administered_places(),
        "today": today(),
    }


def show_values(
    code: str,
    *,
    typed: Ending | None = None,
    preview: Preview | None = None,
    error: WorkflowError | None = None,
) -> dict[str, Any]:
    """Return the values of the page of the rules with a number; usually one jurisdiction has it.

    Raises: NotFoundError.
    """
    versions = rule_versions(db.session(), code)
    if not versions:
        raise NotFoundError
    own = {one.id for one in administered_places()}
    ending = typed or Ending()
    return {
        "code": code,
        "rules": [
            RuleOfPlace(place=place, versions=tuple(held), may_change=place.id in own)
            for place, held in groupby(versions, key=lambda one: one[1])
        ],
        "today": today(),
        "ending": ending,
        "day_words": _day_words(ending.last_day),
        **refusal_values(error),
        **preview_values(ending, preview),
    }


def form_values(
    place: Jurisdiction,
    typed: RuleForm,
    *,
    newest: ProvincialRuleVersion | None,
    seen: int,
    preview: Preview | None = None,
    error: WorkflowError | None = None,
) -> dict[str, Any]:
    """Return the values of the form's page; `newest` is the version that there is, `seen` the one it began from."""
    return {
        "place": place,
        "typed": typed,
        "newest": newest,
        "seen": seen,
        "looked_at": _options(LOOKED_AT),
        "conditions": _options(CONDITIONS),
        "severities": _options(SEVERITIES),
        "fields": [("", gettext("both")), *_options(FIELDS)],
        "levels": [(one.value, label(one)) for one in SHOWN_LEVELS],
        "origins": [(one.value, label(one)) for one in Origin],
        "from_words": _day_words(typed.in_force_from),
        "until_words": _day_words(typed.in_force_until),
        **refusal_values(error),
        **preview_values(typed, preview),
    }


def own_rule(code: str, place: str) -> tuple[Jurisdiction, ProvincialRuleVersion]:
    """Return a rule that the reader may change, as its newest version says.

    Raises: NotFoundError.
    """
    where = administered_place(place)
    newest = newest_rule(db.session(), code, where.id)
    if newest is None:
        raise NotFoundError
    return where, newest


def seen_version(form: Form) -> int:
    """Return the version from which the form was filled."""
    return whole_number(form.get("seen", "")) or 0


def previewed_rule(place: Jurisdiction, typed: RuleForm) -> Preview:
    """Return what a rule would find.

    Raises: InvalidError for one that could not be written.
    """
    rule = read_rule(typed)
    require_sound_rule(rule)
    return preview_rule(db.session(), place, rule, day=today())


def typed_ending(form: Form, place: str) -> Ending:
    """Return what was typed to end a rule."""
    return Ending(place=place, last_day=one_line(form.get("last_day", "")), seen=seen_version(form))


def read_last_day(typed: Ending) -> date:
    """Return the last day on which a rule is to hold.

    Raises: InvalidError for what is no day.
    """
    try:
        return day_written(typed.last_day)
    except ValueError as error:
        raise invalid("last_day", N_("Give the day as year-month-day, for example 2026-07-01.")) from error


def previewed_ending(place: Jurisdiction, newest: ProvincialRuleVersion, typed: Ending) -> Preview:
    """Return what a rule would find no more on the day after its last.

    Raises: InvalidError for what is no day.
    """
    return preview_ending(db.session(), place, newest.rule, read_last_day(typed), day=today())


def _options(labels: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [(one.value, gettext(text)) for one, text in labels.items()]


def _day_words(text: str) -> str:
    """Say a day that was typed; nothing for what is none."""
    try:
        return day(day_written(text))
    except ValueError:
        return ""
