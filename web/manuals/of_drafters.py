"""The manual of the 起草人: whoever proposes changes."""

from values.messages import N_
from values.vocabulary import Role
from web.manuals.form import Manual, Picture, Trouble, line

MANUAL = Manual(
    slug="drafter",
    roles=(Role.DRAFTER,),
    job=(
        N_(
            "You propose what changes in a catalogue of your body: new rows, other words, rows that are left out or come back."
        ),
        N_("Nobody changes a row without a proposal; it takes effect once it is approved and published."),
        N_("Each proposal says what made it necessary, since which day, why, and on what policy."),
        N_("You answer what is returned, until it can be approved."),
        N_("What you wrote yourself you never review or approve."),
    ),
    steps=(
        line(
            N_("Open the catalogue and press %(a)s; tick the rows that are to change, and press %(b)s."),
            N_("Propose a change"),
            N_("Begin with the ticked rows"),
        ),
        line(
            N_(
                "In the draft press %(a)s beside a row. The redline follows while you type, and what you change is saved by itself."
            ),
            N_("Edit"),
        ),
        line(
            N_("A row that is left out, moved, split or merged: press %(a)s beside it."),
            N_("What happens to it"),
        ),
        line(
            N_("Mend every error; answer each warning in the field %(a)s below it. A hint asks for nothing."),
            N_("Answer to this warning"),
        ),
        line(
            N_(
                "Press %(a)s. Fill in the title, the trigger with its day, and the rationale, then press %(b)s."
            ),
            N_("Save and go back to the draft"),
            N_("Save and go to the proposal"),
        ),
        line(
            N_(
                "Read everything once more and press %(a)s. It is now frozen as a revision, and the first reviewer is told."
            ),
            N_("Submit"),
        ),
        line(
            N_(
                "What is returned stands in the inbox with the reason: press %(a)s, revise it, and press %(b)s again."
            ),
            N_("Edit"),
            N_("Submit"),
        ),
        line(
            N_("A catalogue that is still empty: open it under %(a)s and press %(b)s."),
            N_("Catalogues"),
            N_("Begin from the standard"),
        ),
        line(
            N_("Many rows at once: %(a)s, edit the workbook in Excel, and bring it back with %(b)s."),
            N_("Download for editing"),
            N_("Import a file"),
        ),
    ),
    pictures=(
        Picture("ticking", N_("Tick the rows and begin a proposal.")),
        Picture("row", N_("The form of a row with its redline.")),
        Picture("why", N_("Why it changes, and since when.")),
        Picture("submitting", N_("The last look before submitting.")),
    ),
    troubles=(
        Trouble(
            N_("It cannot be submitted."),
            line(
                N_(
                    "An error stands on a row that you touch, a warning has no answer, or the trigger or its day is missing; the page names each."
                )
            ),
        ),
        Trouble(
            N_("The catalogue was published anew meanwhile."),
            line(
                N_("In a draft press %(a)s and decide field by field; after submission press %(b)s first."),
                N_("Bring the draft up to date"),
                N_("Revise on the new base"),
            ),
        ),
        Trouble(
            N_("A colleague saved the same draft."),
            line(N_("What you typed stays in the form; compare it with theirs, then save again.")),
        ),
        Trouble(
            N_("A reviewer suggests other words."),
            line(
                N_("Press %(a)s, adopt the suggestion or answer why not, and submit again."),
                N_("Take back to revise"),
            ),
        ),
        Trouble(
            N_("It was submitted by mistake, or published wrongly."),
            line(
                N_(
                    "Before the approval press %(a)s; after publication press %(b)s on the page of the release."
                ),
                N_("Withdraw"),
                N_("Undo this release …"),
            ),
        ),
    ),
    ask=(N_("What a clause means, and whether a change is wanted: your section chief."),),
)
