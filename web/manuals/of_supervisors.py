"""The manual of the 签发人: whoever approves."""

from values.messages import N_
from values.vocabulary import Role
from web.manuals.form import Manual, Picture, Trouble, line

MANUAL = Manual(
    slug="supervisor",
    roles=(Role.SUPERVISOR,),
    job=(
        N_("You approve the very text that was reviewed, to the byte."),
        N_("You look at what changes, why, and what was said before you."),
        N_("You send back or refuse with a reason."),
        N_("You approve or lift what was hidden in an emergency, within two working days."),
        N_("You approve nothing that you wrote or reviewed."),
    ),
    steps=(
        line(N_("%(a)s lists what waits for you, with the last day of each."), N_("Inbox")),
        line(
            N_(
                "Open a proposal: the flow, the reason, the redline and the opinions stand on one page; %(a)s is one sheet to be printed."
            ),
            N_("Approval sheet"),
        ),
        line(
            N_(
                "Write your opinion at the bottom and press %(a)s. An objection of a step must be answered in it."
            ),
            N_("Approve"),
        ),
        line(
            N_("What has to be mended: write the reason and press %(a)s; it comes back to you when it is."),
            N_("Return for changes"),
        ),
        line(N_("What is not to be done at all: press %(a)s. That ends the proposal."), N_("Do not approve")),
        line(N_("Until it is published you can still press %(a)s."), N_("Revoke approval")),
        line(
            N_("Under %(a)s press %(b)s or %(c)s."),
            N_("Hidings to be approved"),
            N_("Approve, keep it hidden"),
            N_("Lift, show it again"),
        ),
        line(
            N_("Under %(a)s you approve lists for destruction that somebody else proposed: %(b)s."),
            N_("Case files"),
            N_("Approve the destruction"),
        ),
    ),
    pictures=(
        Picture("approving-inbox", N_("The inbox of a supervisor.")),
        Picture("flow", N_("The way of a proposal.")),
        Picture("redline", N_("The redline of a row.")),
        Picture("hiding", N_("A hiding to be approved.")),
    ),
    troubles=(
        Trouble(
            N_("It cannot be approved."),
            line(
                N_(
                    "An error stands, an objection is not answered, the base has moved, or a secrecy opinion is missing; the page says which."
                )
            ),
        ),
        Trouble(
            N_("It was approved by mistake."),
            line(
                N_("Before publication press %(a)s; afterwards have a drafter press %(b)s."),
                N_("Revoke approval"),
                N_("Undo this release …"),
            ),
        ),
        Trouble(N_("A hiding is overdue."), line(N_("The overseers above are told; decide it at once."))),
        Trouble(
            N_("You approve on paper."),
            line(N_("A clerk records it with the scan; both names stand in the trail.")),
        ),
        Trouble(
            N_("You will be away."),
            line(N_("Open your name at the top right and press %(a)s."), N_("Name the deputy")),
        ),
    ),
    ask=(N_("Anything about a proposal: its drafter, or the reviewer whose opinion you read."),),
)
