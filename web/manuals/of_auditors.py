"""The manual of the 监督检查人员: whoever reads the trail."""

from values.messages import N_
from values.vocabulary import Role
from web.manuals.form import Manual, Picture, Trouble, line

MANUAL = Manual(
    slug="auditor",
    roles=(Role.AUDITOR,),
    job=(
        N_("You read everything within the scope of your case, drafts and opinions included."),
        N_("You see who did what to what, when, from where and on whose authority."),
        N_("You verify that the trail was not rewritten."),
        N_("You take evidence away that others can check without this system."),
        N_("You change nothing."),
    ),
    steps=(
        line(
            N_("%(a)s shows the newest events; choose kind, act, person and days, and press %(b)s."),
            N_("Audit"),
            N_("Filter"),
        ),
        line(
            N_("Open an event: before and after, the revision it is about, and its place in the signed tree.")
        ),
        line(N_("On the page of an entry or a proposal its own trail stands beside it.")),
        line(N_("Take what is shown with %(a)s, or press %(b)s."), N_("Table (CSV)"), N_("To print")),
        line(
            N_("%(a)s: press %(b)s. Every event is hashed anew and compared with the signed heads."),
            N_("Proof of the trail"),
            N_("Verify now"),
        ),
        line(N_("Keep copies of the signed heads yourself, on a machine that is not ours.")),
        line(
            N_("Give the number of a proposal or the code of a catalogue and press %(a)s."),
            N_("Download evidence"),
        ),
        line(
            N_("Check it on another machine; %(a)s says how, with one file of standard Python."),
            N_("How to verify this yourself"),
        ),
    ),
    pictures=(
        Picture("trail", N_("The trail with its filter.")),
        Picture("event", N_("An event with before and after.")),
        Picture("proof", N_("The proof of the trail.")),
    ),
    troubles=(
        Trouble(
            N_("The verification names a wrong leaf."),
            line(
                N_(
                    "Leave the machine as it is, keep the newest head and the copies outside, and tell who commissioned you."
                )
            ),
        ),
        Trouble(
            N_("The newest events have no proof."), line(N_("They are sealed within moments; look again."))
        ),
        Trouble(
            N_("The export ends early."),
            line(N_("It holds at most the newest 50,000 events and says so; narrow the days.")),
        ),
        Trouble(
            N_("Contents are missing that the trail names."),
            line(
                N_(
                    "They were destroyed under an approved list, or erased by law; the trail says which, and still verifies."
                )
            ),
        ),
    ),
    ask=(N_("Copies of heads outside, and the public key: your system administrator."),),
)
