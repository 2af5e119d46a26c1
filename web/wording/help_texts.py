"""What the page of help says: the words of the product, what each role does, and the keys."""

from dataclasses import dataclass

from values.messages import N_
from values.vocabulary import Role


@dataclass(frozen=True)
class Term:
    """A word of the product, and what is meant by it."""

    name: str
    meaning: str
    clause: str = ""
    """The clause of the Notice or the Regulations that it comes from, as `web.wording.clauses` says it; empty: practice."""


TERMS = (
    Term(
        N_("Standard catalogue"),
        N_(
            "The catalogue of the nation, a province or a city that is the floor for those below: what it lists"
            " has to be disclosed, adapted to local practice, or left out with a reason."
        ),
        "N3.1",
    ),
    Term(
        N_("Local catalogue"),
        N_("The catalogue that a county publishes, derived from its nearest standard."),
        "N3.1",
    ),
    Term(
        N_("Disclosed matter"),
        N_(
            "A row of the catalogue, on level 1, 2 or 3. It keeps its identity for good; its number says only"
            " where it stands today."
        ),
    ),
    Term(
        N_("Change proposal"),
        N_(
            "One set of changes to one catalogue, with what made it necessary, why, and the policy it rests on."
        ),
        "N4.1",
    ),
    Term(
        N_("Revision"),
        N_(
            "What was submitted, frozen to the byte. Opinions belong to a revision; a new one makes them stale."
        ),
    ),
    Term(
        N_("Release"),
        N_("What publishing a proposal makes of a catalogue, with its publication notice."),
        "N4.1",
    ),
    Term(
        N_("Leave out"),
        N_(
            "Not to list an entry of the standard, for one of the reasons there are, with a sentence or a"
            " document that supports it."
        ),
        "N3.1",
    ),
    Term(
        N_("Hide in an emergency"),
        N_(
            "To take a row, a field or a file off every public page at once. It must be approved within two"
            " working days."
        ),
    ),
    Term(
        N_("Trigger date"),
        N_(
            "The day of the law, function or fact that makes the change necessary. The statutory 20 working"
            " days run from it and never pause."
        ),
    ),
    Term(
        N_("As of a day"),
        N_(
            "A catalogue can be asked in two ways: what was in force on a day, as it is known now, and what its"
            " page showed on that day."
        ),
    ),
    Term(
        N_("Legacy defect"),
        N_(
            "Something that a rule finds on a published row. It has an owner and a last day, and stops no"
            " proposal that leaves the row alone."
        ),
    ),
    Term(
        N_("Reconstruction, to be verified"),
        N_(
            "What stands in the national catalogues here was gathered from counties' pages until the official"
            " annex is imported; what compares with it is at most a warning."
        ),
    ),
    Term(
        N_("Claim"),
        N_(
            "A township's row that names a row of its county and says only its own body, place and telephone."
        ),
        "N2",
    ),
    Term(
        N_("Audit trail"),
        N_(
            "Every act stands in it, written together with what it did. It is sealed into a signed tree whose"
            " heads lie outside, so that nobody can rewrite it unseen."
        ),
    ),
    Term(
        N_("Daily digest"),
        N_(
            "One mail at nine on working days with what happened and waits for nobody. Each person chooses on the"
            " page of messages what comes at once, in the digest, or not by mail; what waits for them comes at once."
        ),
    ),
    Term(
        N_("Taken up a level"),
        N_(
            "A step or an approval that stays overdue is told to those above: the supervisors of the body, or the"
            " overseers of the level above."
        ),
    ),
)

DUTIES: dict[Role, tuple[str, ...]] = {
    Role.DRAFTER: (
        N_("Open the catalogue, tick the rows that are to change, and begin a proposal with them."),
        N_("Edit each row; the redline and the findings follow as you type, and the draft saves itself."),
        N_("Answer the warnings where they stand, say what made the change necessary, and submit."),
        N_("What is returned stands in your inbox with the reason; revise it and submit it again."),
    ),
    Role.REVIEWER: (
        N_("Your inbox lists what waits for your step, the most urgent first."),
        N_("Read the redline and the findings; comment on a field, or ask other bodies for their opinion."),
        N_("Sign off, sign off with a change, object, or return it with a reason."),
        N_("Nobody takes a step on what they wrote."),
    ),
    Role.SUPERVISOR: (
        N_("You approve the very text that was reviewed: what changes, why, and the opinions before you."),
        N_("Answer objections in the approval; send back or refuse with a reason."),
        N_("Hidings in an emergency come to you within two working days."),
    ),
    Role.PUBLISHER: (
        N_("Publish what is approved, or set a time; a release and its notice come out together."),
        N_("Hide a row, a field or a file at once where it must not be seen, and say why."),
    ),
    Role.OVERSEER: (
        N_("See how the catalogues below meet the standard, and where they are late."),
        N_("Statistics tell how long each stage takes and why proposals come back."),
    ),
    Role.AUDITOR: (
        N_("The timeline shows who did what, when and on whose authority, with before and after."),
        N_("Take the bundle of evidence, and check it on another machine without this product."),
    ),
    Role.BUSINESS_ADMINISTRATOR: (
        N_("Keep the routes, the words for channels, the province's own rules and the legal bases."),
        N_("Mark a basis as amended or repealed: drafts open for every catalogue that cites it."),
    ),
}

KEYS = (
    ("Tab", N_("Go to the next link, field or button; with Shift to the one before.")),
    (
        "/",
        N_(
            "On a catalogue, where rows are picked, and in a draft's table: go to the words that filter its rows."
        ),
    ),
    ("Space", N_("Tick a row, open a folded part.")),
    ("Enter", N_("Press the button, follow the link, save the draft.")),
    ("← ↑ → ↓", N_("In a draft's table: go to the next cell; PgUp and PgDn go ten rows at once.")),
    (
        "Home End",
        N_("In a draft's table: go to the first or last cell of the row; with Ctrl, of the table."),
    ),
    (
        "Enter F2",
        N_("In a draft's table: write in the cell; Shift and Enter follow the row's link to its form."),
    ),
    (
        "Ctrl+Enter",
        N_(
            "In a cell that is written in: save it and go one row down; in cells of one line Enter is enough."
            " Tab saves it and goes to the next cell."
        ),
    ),
    ("Esc", N_("In a cell that is written in: give up what was typed.")),
    ("Ctrl+Z Ctrl+Y", N_("In a draft's table: undo the last edit of the draft, or do it again.")),
)
