"""Why a draft cannot be submitted before it is brought up to date and every question is decided."""

from values.messages import N_, Message
from values.vocabulary import ConflictKind
from workflow.conflicts.comparing import Comparison, Question
from workflow.errors import InvalidError, Issue
from workflow.fits import MOVED_ON
from workflow.labels import ENTRY_FIELD_LABELS

SENTENCES: dict[ConflictKind, str] = {
    ConflictKind.SAME_FIELD: N_(
        "“%(name)s”: “%(field)s” was published anew while you changed it; decide which holds."
    ),
    ConflictKind.STRUCTURE: N_(
        "“%(name)s”: %(field)s – its place or presence changed on one side, something on the other; decide which holds."
    ),
    ConflictKind.CYCLE: N_(
        "“%(name)s” would stand under itself, since another row was moved below it; decide."
    ),
    ConflictKind.ORDER: N_("“%(name)s”: “%(field)s” was put into order on both sides; decide on one."),
    ConflictKind.EQUAL_NAME: N_("“%(name)s” has the name of a row that was published meanwhile; decide."),
    ConflictKind.WAITING_VERSION: N_(
        "“%(name)s” has a version that is not yet in force; say whether your change holds until then only, or in it as well."
    ),
}
"""What is asked, by kind of conflict."""

NOTHING_REMAINS = N_("Nothing remains of this proposal, since the same was published meanwhile; withdraw it.")


def require_up_to_date(comparison: Comparison) -> None:
    """Raise InvalidError naming each row and field that is not decided, or where nothing remains to be proposed."""
    if comparison.nothing_remains:
        raise InvalidError([Issue("changes", Message(NOTHING_REMAINS))])
    issues = [_issue(comparison, one) for one in comparison.questions]
    asked = {one.entry for one in comparison.questions}
    issues += [
        Issue("changes", Message(MOVED_ON, {"name": _name(comparison, entry)}), entry)
        for entry in comparison.behind
        if entry not in asked
    ]
    if issues:
        raise InvalidError(issues)


def _issue(comparison: Comparison, question: Question) -> Issue:
    params: dict[str, str | int | Message] = {
        "name": _name(comparison, question.entry),
        "field": Message(ENTRY_FIELD_LABELS.get(question.name, question.name)),
    }
    return Issue(question.name, Message(SENTENCES[question.kind], params), question.entry)


def _name(comparison: Comparison, entry: str) -> str:
    change = comparison.draft.change_of(entry)
    return change.after.content.name if change else ""
