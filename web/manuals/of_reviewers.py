"""The manual of the 审核人: whoever takes a step of a route."""

from values.messages import N_
from values.vocabulary import Role
from web.manuals.form import Manual, Picture, Trouble, line

MANUAL = Manual(
    slug="reviewer",
    roles=(Role.REVIEWER,),
    job=(
        N_(
            "You take a step of the route: section review, secrecy review, legality review, countersignature, the government office."
        ),
        N_("You judge whether the change is right and complete, and say so in writing."),
        N_("Your opinion belongs to the revision that you read; a new revision needs a new one."),
        N_("You may suggest other words; the drafter takes them in."),
        N_(
            "You take no step on what you wrote, and one step only on a revision unless the route allows two."
        ),
    ),
    steps=(
        line(
            N_(
                "%(a)s lists what waits for your step, the most urgent first, with the working days that are left."
            ),
            N_("Inbox"),
        ),
        line(
            N_("Open a proposal and read what changes: struck out is the old text, underlined the new one.")
        ),
        line(N_("Read the findings of the rules and how the drafter answered them.")),
        line(
            N_("It came back after a return: %(a)s shows nothing but the difference."),
            N_("What changed since then"),
        ),
        line(
            N_("A question about a field: choose the field below and press %(a)s; the drafters are told."),
            N_("Comment"),
        ),
        line(
            N_("Write your opinion in the bar at the bottom and press %(a)s, %(b)s or %(c)s."),
            N_("Agree"),
            N_("Agree with changes"),
            N_("Object"),
        ),
        line(N_("What has to be mended first: write the reason and press %(a)s."), N_("Return for changes")),
        line(
            N_(
                "Several that you have opened: tick them in the inbox and press %(a)s; each stands in the trail for itself."
            ),
            N_("Agree to the ticked proposals"),
        ),
    ),
    pictures=(
        Picture("reviewing-inbox", N_("The inbox of a reviewer.")),
        Picture("redline", N_("The redline of a row.")),
        Picture("findings", N_("What the rules find, and the answers.")),
        Picture("signing", N_("Opinion and buttons at the bottom.")),
    ),
    troubles=(
        Trouble(
            N_("There are no buttons under a proposal."),
            line(
                N_(
                    "It is not your step's turn, you wrote in it, or you took another step; the flow at the top says whose turn it is."
                )
            ),
        ),
        Trouble(
            N_("“The base has moved on.”"),
            line(N_("Nobody can sign before the drafter has revised it; you are told when it comes back.")),
        ),
        Trouble(
            N_("The opinion was given on paper."),
            line(
                N_(
                    "A clerk records it with the scan: choose the signatory and press %(a)s. It shows as signed on paper."
                ),
                N_("Record"),
            ),
        ),
        Trouble(
            N_("A draft shows personal data or a secret."),
            line(N_("Return it at once, and do not repeat it in your opinion.")),
        ),
        Trouble(
            N_("You will be away."),
            line(
                N_("Open your name at the top right and press %(a)s; the trail shows both names."),
                N_("Name the deputy"),
            ),
        ),
    ),
    ask=(N_("What a change is for: its drafter, with a comment on the proposal."),),
)
