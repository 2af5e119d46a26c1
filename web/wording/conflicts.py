"""How a conflict is asked, and what its answers are called."""

from datetime import date

from flask_babel import gettext

from values.messages import N_
from values.vocabulary import Choice, ConflictKind, WaitingAnswer
from web.wording.common import day
from workflow.conflicts.comparing import Question


def asked(question: Question, others: str, begins: date | None) -> str:
    """Ask a question in a sentence; `others` names the rows that raise it, `begins` when a version comes into force."""
    key = question.name if question.name in ASKED else question.kind.value
    return gettext(ASKED[key]) % {"rows": others, "day": day(begins)}


ASKED: dict[str, str] = {
    ConflictKind.SAME_FIELD: N_("A release and your draft both changed this field."),
    ConflictKind.ORDER: N_("A release and your draft each put the elements into another order."),
    "rank": N_("A release put %(rows)s at the same place. Which comes first?"),
    ConflictKind.STRUCTURE: N_("One side moved the row or took it away, the other changed it."),
    "parent": N_("A release moved or took away what this row stands under: %(rows)s."),
    "below": N_(
        "Your draft moves this row or takes it away, and a release changed what stands below it: %(rows)s."
    ),
    ConflictKind.CYCLE: N_(
        "A release moved %(rows)s below this row, and your draft puts this row below: it would stand under itself."
    ),
    ConflictKind.EQUAL_NAME: N_("Meanwhile a row of the same name was published: %(rows)s."),
    ConflictKind.WAITING_VERSION: N_(
        "A version of this row is published that comes into force on %(day)s. How far does your change reach?"
    ),
}
"""By kind of conflict, or by what is asked where that says more."""


def choice_label(question: Question, choice: Choice) -> str:
    """Return what an answer is called."""
    kind, name = question.kind, question.name
    if kind is ConflictKind.ORDER and name == "rank":
        return gettext("The published row first") if choice is Choice.PUBLISHED else gettext("My row first")
    if choice is Choice.BOTH:
        return (
            gettext("The place where it is published, with what my draft says")
            if kind is ConflictKind.STRUCTURE
            else gettext("Both, the published first")
        )
    if choice is Choice.MINE:
        return (
            gettext("Both names stay") if kind is ConflictKind.EQUAL_NAME else gettext("What my draft says")
        )
    if kind is ConflictKind.CYCLE:
        return gettext("The place where it is published")
    if kind in {ConflictKind.STRUCTURE, ConflictKind.EQUAL_NAME}:
        return (
            gettext("The published row; mine leaves the draft")
            if kind is ConflictKind.EQUAL_NAME
            else gettext("What is published; my draft leaves the row alone")
        )
    return gettext("What is published")


def waiting_label(answer: WaitingAnswer) -> str:
    """Return what an answer about a waiting version is called."""
    if answer is WaitingAnswer.UNTIL_THEN:
        return gettext("Until then only; the waiting version stays as it is")
    return gettext("In the waiting version as well")
