"""How much fits into a field, and what may stand in it; everything beyond is refused in a sentence."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from values.entry import EntryContent
from values.messages import N_, Message
from values.proposal_content import DraftContent
from web.forms.reading import one_line
from workflow.errors import Issue

NAME = 200
LINE = 500
BASIS = 1000
NUMBER = 100
NOTE = 4000
LONG = 20_000
MANY = 200
SOME = 50
SHOWN = 20
"""Characters of a refused line that are quoted."""

EARLIEST, LATEST = date(1949, 10, 1), date(2100, 12, 31)

TOO_LONG = N_("At most %(most)s characters fit here; there are %(count)s.")
TOO_MANY = N_("At most %(most)s lines fit here; there are %(count)s.")
LONG_LINE = N_("A line may have %(most)s characters; “%(begin)s…” has %(count)s.")
NO_ADDRESS = N_("An address begins with http:// or https://; “%(begin)s” does not.")
NOT_OFFERED = N_("Choose among the bodies that are listed.")
NO_DAY = N_("Give the day as year-month-day, for example 2026-07-01.")
ENDS_EARLY = N_("It cannot lose its validity before it comes into force.")
OVER_ALREADY = N_("This day is over; give the last day on which it will be valid, today or later.")
OUT_OF_TIME = N_("Give a day between 1949 and 2100.")


def entry_issues(content: EntryContent, offered: Collection[str]) -> list[Issue]:
    """Return what is beyond the limits in a row; `offered` are the ids of bodies that may be chosen."""
    guide = content.guide
    materials = [part for one in guide.materials for part in (one.name, one.requirement, one.basis)]
    addresses = [one.url for one in content.places if one.url]
    calls = (content.telephones.questions, content.telephones.supervision, content.telephones.complaints)
    found = [
        *_text("name", content.name, NAME),
        *_lines("content_elements", content.content_elements, LINE, MANY),
        *_lines("legal_bases", [one.text for one in content.legal_bases], BASIS, MANY),
        *_addresses("legal_bases", [one.url for one in content.legal_bases if one.url]),
        *_text("deadline", content.deadline, LINE),
        *_lines("channels", content.channels, NUMBER, SOME),
        *_lines("audience", content.audience.groups, LINE, SOME),
        *_text("mode", content.mode.withheld_basis, LINE),
        *_lines("guide", guide.elements, LINE, MANY),
        *_lines("guide", materials, BASIS, MANY * 3),
        *_lines("guide", guide.blank_forms, LINE, MANY),
        *_text("guide", guide.filling_notes, LONG),
        *_lines("guide", guide.samples, LINE, MANY),
        *_lines("places", [one.text for one in content.places], LINE, SOME),
        *_addresses("places", addresses),
        *_lines("telephones", calls, NUMBER, len(calls)),
        *_text("interpretation", content.interpretation, LONG),
        *_text("online_degree", content.online_degree, NUMBER),
    ]
    if any(one.body not in offered for one in content.disclosing_bodies):
        found.append(Issue("disclosing_bodies", Message(NOT_OFFERED)))
    return found


def note_issues(note: str) -> list[Issue]:
    """Return what is beyond the limits in the justification of a row."""
    return list(_text("comment", note, NOTE))


def justification_issues(answers: Mapping[str, str]) -> list[Issue]:
    """Return what is beyond the limits in the justifications of warnings."""
    return [issue for _, text in sorted(answers.items()) for issue in _text("comment", text, NOTE)]


def header_issues(draft: DraftContent) -> list[Issue]:
    """Return what is beyond the limits in the text beside the rows."""
    days = {
        "trigger_date": draft.trigger_date,
        "effective_from": draft.effective_from,
        "valid_until": draft.valid_until,
    }
    ends_early = draft.valid_until and draft.effective_from and draft.valid_until < draft.effective_from
    return [
        *_text("title", draft.title, NAME),
        *_text("rationale", draft.rationale, LONG),
        *_text("policy_source", draft.policy_source, NOTE),
        *_text("interpretation", draft.interpretation, LONG),
        *(
            Issue(field, Message(OUT_OF_TIME))
            for field, day in days.items()
            if day is not None and not EARLIEST <= day <= LATEST
        ),
        *([Issue("valid_until", Message(ENDS_EARLY))] if ends_early else []),
    ]


def over_already(draft: DraftContent, today: date) -> list[Issue]:
    """Return what is wrong with a validity that is over today: it would be refused when the proposal is submitted."""
    is_over = draft.valid_until is not None and draft.valid_until < today
    return [Issue("valid_until", Message(OVER_ALREADY))] if is_over else []


def _text(field: str, text: str, most: int) -> Iterator[Issue]:
    if len(text) > most:
        yield Issue(field, Message(TOO_LONG, {"most": most, "count": len(text)}))


def _lines(field: str, lines: Sequence[str], most: int, many: int) -> Iterator[Issue]:
    if len(lines) > many:
        yield Issue(field, Message(TOO_MANY, {"most": many, "count": len(lines)}))
    long = next((line for line in lines if len(line) > most), None)
    if long is not None:
        yield Issue(
            field, Message(LONG_LINE, {"most": most, "count": len(long), "begin": one_line(long)[:SHOWN]})
        )


def _addresses(field: str, addresses: Sequence[str]) -> Iterator[Issue]:
    yield from _lines(field, addresses, LINE, MANY)
    wrong = next((one for one in addresses if not one.lower().startswith(("http://", "https://"))), None)
    if wrong is not None:
        yield Issue(field, Message(NO_ADDRESS, {"begin": one_line(wrong)[:SHOWN]}))
