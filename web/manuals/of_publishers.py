"""The manual of the 发布员: whoever publishes and hides."""

from values.messages import N_
from values.vocabulary import Role
from web.manuals.form import Manual, Picture, Trouble, line

MANUAL = Manual(
    slug="publisher",
    roles=(Role.PUBLISHER,),
    job=(
        N_("You publish what was approved, whole and unchanged."),
        N_("You publish at once, or set a time."),
        N_("A release and its publication notice come out together."),
        N_("You hide at once what must not be seen, and say why."),
        N_("You never change content."),
    ),
    steps=(
        line(N_("%(a)s lists what is approved, with the last day for publishing."), N_("Inbox")),
        line(N_("Open it and read the redline once more; give the document number if the notice has one.")),
        line(N_("Press %(a)s. The public page shows the release from that moment."), N_("Publish")),
        line(
            N_("Or give a time and press %(a)s; %(b)s takes it away again."),
            N_("Schedule publication"),
            N_("Cancel the schedule"),
        ),
        line(N_("Open the catalogue as the public sees it, and look at the rows that changed.")),
        line(
            N_(
                "For the bureau's website: take the file under %(a)s, so that website and catalogue change together."
            ),
            N_("Download the official table"),
        ),
        line(
            N_(
                "What must not be seen: press %(a)s on the page of the entry, choose the reason, and press %(b)s."
            ),
            N_("Hide in an emergency …"),
            N_("Hide now"),
        ),
        line(
            N_(
                "A supervisor approves the hiding within two working days; when the reason is gone, press %(a)s."
            ),
            N_("Lift, show it again"),
        ),
    ),
    pictures=(
        Picture("publishing-flow", N_("Approved, to be published.")),
        Picture("publishing", N_("Document number, time and buttons.")),
        Picture("catalogue", N_("The catalogue as the public sees it.")),
        Picture("hiding-form", N_("Hiding in an emergency.")),
    ),
    troubles=(
        Trouble(
            N_("It cannot be published."),
            line(
                N_(
                    "The base has moved or a rule changed since; a drafter has to revise it, and the steps are taken again."
                )
            ),
        ),
        Trouble(
            N_("A scheduled publication failed."),
            line(N_("Nothing was published; the page says why. Publish it now, or set another time.")),
        ),
        Trouble(
            N_("A mistake was published."),
            line(
                N_("Never correct it elsewhere. Hide it if it does harm, and have a drafter press %(a)s."),
                N_("Undo this release …"),
            ),
        ),
        Trouble(
            N_("The website shows an older table."),
            line(N_("Download the table again; each file says of which release it is.")),
        ),
        Trouble(
            N_("A file is not ready at once."),
            line(N_("It is made in the background and waits under %(a)s."), N_("Being made for me")),
        ),
    ),
    ask=(N_("Whether something may be shown: your supervisor, before you publish."),),
)
