"""The manual of the 业务管理员: whoever keeps routes, words, rules and bases."""

from values.messages import N_
from values.vocabulary import Role
from web.manuals.form import Manual, Picture, Trouble, line

MANUAL = Manual(
    slug="business-administrator",
    roles=(Role.BUSINESS_ADMINISTRATOR,),
    job=(
        N_("You keep the routes of your jurisdiction: which steps, whose, and in how many working days."),
        N_("You keep the words for channels and the province's own rules."),
        N_("You keep the register of legal bases, and mark what is amended or repealed."),
        N_("You import the yearly notice of holidays, and keep the case files."),
        N_("You decide nothing about the content of a catalogue."),
    ),
    steps=(
        line(
            N_(
                "%(a)s: open a route and press %(b)s. The page says whether its days fit into the statutory 20."
            ),
            N_("Routes"),
            N_("Change the route"),
        ),
        line(
            N_("What was submitted keeps its steps; give a catalogue another route with %(a)s."),
            N_("Give it this route"),
        ),
        line(
            N_("A county or township begins: %(a)s, press %(b)s, and choose field, body and route."),
            N_("Catalogues"),
            N_("Set up a catalogue"),
        ),
        line(
            N_("%(a)s: press %(b)s before you add or withdraw a word."),
            N_("Words for channels"),
            N_("Show what would change"),
        ),
        line(
            N_("%(a)s: try a rule with %(b)s before you press %(c)s."),
            N_("Rules of provinces"),
            N_("Show what it would find"),
            N_("Write the rule"),
        ),
        line(N_("A new law or document: %(a)s, with its number, issuer and dates."), N_("Register a basis")),
        line(
            N_(
                "It was amended or repealed: %(a)s, then %(b)s. Drafts open for every catalogue that cites it."
            ),
            N_("Amended or repealed …"),
            N_("Show what follows"),
        ),
        line(
            N_("%(a)s: when the State Council's notice for next year is out, read it in with %(b)s."),
            N_("Calendar"),
            N_("Import"),
        ),
        line(
            N_("%(a)s: set how long they are kept, and propose lists for destruction with %(b)s."),
            N_("Case files"),
            N_("Propose for destruction"),
        ),
    ),
    pictures=(
        Picture("route", N_("A route and whether it fits.")),
        Picture("basis", N_("A basis with who cites it.")),
        Picture("words", N_("Words for channels.")),
    ),
    troubles=(
        Trouble(
            N_("A route is flagged as too long."),
            line(
                N_(
                    "Its steps cannot all end within 20 working days of the trigger; shorten one, or have steps taken side by side."
                )
            ),
        ),
        Trouble(
            N_("A basis was marked by mistake."),
            line(N_("Open the mark and take it back; drafts that nobody has written in since are closed.")),
        ),
        Trouble(
            N_("A word is not understood on many rows."),
            line(N_("Add it once as a word of your jurisdiction; every row is checked anew.")),
        ),
        Trouble(
            N_("A comment holds personal data."),
            line(
                N_("%(a)s: its text goes, a salted hash stays, and the trail still verifies."), N_("Erasure")
            ),
        ),
    ),
    ask=(N_("What the province asks for beyond the Notice: the department above."),),
)
