"""What figures, their columns and their rows are called."""

from datetime import date

from flask_babel import gettext

from values.messages import N_
from values.vocabulary import Operation, State, StepKind, Trigger
from web.wording.common import day, label
from workflow.statistics import Figure, FigureKey, Scope
from workflow.statistics.figures import Rows
from workflow.statistics.pace import Stage

TITLES = {
    FigureKey.BY_STATE: N_("Proposals begun, by where they stand"),
    FigureKey.BY_TRIGGER: N_("Proposals submitted, by what made them necessary"),
    FigureKey.BY_OPERATION: N_("Rows proposed to change, by operation"),
    FigureKey.BY_MONTH: N_("Published, by month"),
    FigureKey.PACE: N_("Working days that each stage took"),
    FigureKey.OVERDUE: N_("Overdue today, by body"),
    FigureKey.RETURNED: N_("Sent back, by who sent them back"),
    FigureKey.COVERAGE: N_("Coverage and compliance today, by jurisdiction"),
    FigureKey.PLACES: N_("Published places that are dead, empty or overdue today, by body"),
}

COLUMNS = {
    "proposals": N_("Proposals"),
    "rows": N_("Rows"),
    "releases": N_("Number of releases"),
    "number": N_("Times taken"),
    "median": N_("Median, working days"),
    "longest": N_("Longest, working days"),
    "late": N_("Late"),
    "overdue_steps": N_("Steps overdue"),
    "overdue_disclosure": N_("Statutory time overdue"),
    "overdue_defects": N_("Legacy defects overdue"),
    "returned": N_("Sent back"),
    "catalogues": N_("Catalogues"),
    "present": N_("Entries of the standard listed"),
    "left_out": N_("Left out with a reason"),
    "missing": N_("Missing"),
    "errors": N_("Errors"),
    "warnings": N_("Warnings"),
    "dead_places": N_("Dead"),
    "empty_places": N_("Empty, or no place named"),
    "overdue_places": N_("Not updated in time"),
    "places": N_("Places and rows without one"),
}

ROWS = {
    Rows.STATE: N_("State"),
    Rows.TRIGGER: N_("Trigger"),
    Rows.OPERATION: N_("Operation"),
    Rows.MONTH: N_("Month"),
    Rows.STAGE: N_("Stage"),
    Rows.BODY: N_("Body"),
    Rows.JURISDICTION: N_("Jurisdiction"),
}

NOTES = {
    FigureKey.PACE: N_(
        "Of what was decided in the period. The day on which it began to wait is not counted; days on which a"
        " proposal stood returned or in consultation are."
    ),
    FigureKey.OVERDUE: N_("As it stands today, whatever the period."),
    FigureKey.COVERAGE: N_("As the catalogues were last checked, whatever the period."),
    FigureKey.PLACES: N_(
        "As the addresses were last checked, whatever the period. Dead or empty is what was found so on several"
        " days; without checking, only rows that name no place are counted."
    ),
}

OF_TODAY = {FigureKey.OVERDUE, FigureKey.COVERAGE, FigureKey.PLACES}
"""Figures that say how things stand, whatever the period."""

DRAWN = {FigureKey.PACE: "median", FigureKey.COVERAGE: "errors"}
"""The column that a chart draws where it is not the first."""

STAGES = {
    Stage.APPROVAL: N_("Approval"),
    Stage.PUBLICATION: N_("Publication"),
    Stage.WHOLE: N_("From first submission to publication"),
}

CLOSED = {Rows.STATE: State, Rows.TRIGGER: Trigger, Rows.OPERATION: Operation}


def title(figure: Figure) -> str:
    """Say what a figure tells."""
    text: str = gettext(TITLES[figure.key])
    return text


def note(figure: Figure) -> str:
    """Say what must be known of how it is counted; nothing where the title says it all."""
    text: str = gettext(NOTES[figure.key]) if figure.key in NOTES else ""
    return text


def covers(figure: Figure, scope: Scope, today: date) -> str:
    """Say which days a figure is about, and that it is about what the reader may see."""
    if figure.key in OF_TODAY:
        text: str = gettext("As it stood on %(day)s, over what you may see", day=day(today))
    else:
        text = gettext(
            "From %(since)s to %(until)s, over what you may see",
            since=day(scope.since),
            until=day(scope.until),
        )
    return text


def heads(figure: Figure) -> list[str]:
    """Say what its columns are, the first that of the rows' names."""
    return [gettext(ROWS[figure.rows_are]), *(gettext(COLUMNS[one]) for one in figure.columns)]


def drawn(figure: Figure) -> int:
    """Return the number of the column that the chart draws."""
    return figure.columns.index(DRAWN.get(figure.key, figure.columns[0])) + 1


def row_name(figure: Figure, name: str) -> str:
    """Say what a row is."""
    if figure.rows_are is Rows.STAGE:
        return stage(name)
    if figure.rows_are in CLOSED:
        return label(CLOSED[figure.rows_are](name))
    return name


def stage(name: str) -> str:
    """Say a step of a route, or what follows the steps."""
    if name in set(Stage):
        text: str = gettext(STAGES[Stage(name)])
        return text
    return label(StepKind(name))


def number(value: float | None) -> str:
    """Say a number; a median of whole days without a point."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else str(value)
