"""Any text in any field never raises in any of the rules, and what they find stands in the rulebook."""

from hypothesis import given
from hypothesis import strategies as st

from rules.check import check_whole
from rules.grounds import Grounds, Paper
from rules.rulebook import BY_ID
from rules.sheet import Sheet
from values.entry import AudienceOfEntry, Citation, EntryContent, EntryState, Mode
from values.vocabulary import LeaveOutReason, Level, Origin, Presence

TEXT = st.text(max_size=12) | st.sampled_from(["《", "全社会", "第十四条", "》〔2019〕", "特定群体", "1."])
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
KEYS = st.sampled_from(["a", "b", "c", "d"])
CONTENTS = st.builds(
    EntryContent,
    name=TEXT,
    content_elements=TEXTS,
    legal_bases=st.lists(st.builds(Citation, text=TEXT), max_size=2).map(tuple),
    deadline=TEXT,
    channels=TEXTS,
    audience=st.builds(AudienceOfEntry, all_society=st.booleans(), groups=TEXTS),
    mode=st.builds(
        Mode, proactive=st.booleans(), on_request=st.booleans(), withheld=st.booleans(), withheld_basis=TEXT
    ),
    levels=st.lists(st.sampled_from(Level), max_size=2).map(tuple),
    interpretation=TEXT,
    provenance=st.dictionaries(st.sampled_from(["name", "mode"]), TEXT, max_size=2),
)
STATES = st.builds(
    EntryState,
    entry=KEYS,
    parent=KEYS | st.none(),
    rank=TEXT,
    content=CONTENTS,
    presence=st.sampled_from(Presence),
    left_out_reason=st.sampled_from(LeaveOutReason) | st.none(),
    left_out_note=TEXT,
    origin=st.sampled_from(Origin),
    upstream_entry=KEYS | st.none(),
)
SHEETS = st.lists(STATES, max_size=4).map(lambda states: Sheet({one.entry: one for one in states}))


@given(SHEETS, SHEETS, SHEETS, st.builds(Paper, is_decided=st.booleans()) | st.none())
def test_any_text_never_raises_in_any_rule(
    sheet: Sheet, upstream: Sheet, published: Sheet, paper: Paper | None
) -> None:
    grounds = Grounds(sheet=sheet, upstream=upstream, published=published.states, paper=paper)
    for one in check_whole(grounds):
        book = BY_ID[one.rule]
        assert (one.field in book.fields, one.severity in book.severities) == (True, True)
        assert one.message.in_english()
        assert len(one.about) <= 60
