"""The manual of the 监督员: whoever sees the levels below."""

from values.messages import N_
from values.vocabulary import Role
from web.manuals.form import Manual, Picture, Trouble, line

MANUAL = Manual(
    slug="overseer",
    roles=(Role.OVERSEER,),
    job=(
        N_("You see the catalogues and proposals of the levels below yours."),
        N_("You see how each catalogue meets the standard, row by row."),
        N_("You see where they are late, and why proposals come back."),
        N_("You are told when an entry of the standard is left out, and when a hiding is overdue."),
        N_("You never change a county's catalogue."),
    ),
    steps=(
        line(
            N_("%(a)s shows how many entries of the standard each catalogue covers, and its legacy defects."),
            N_("Compliance"),
        ),
        line(N_("Open a catalogue there: each finding names row, rule, clause and the last day.")),
        line(N_("Take the report with %(a)s for your own table."), N_("Download as CSV")),
        line(
            N_("%(a)s tells how long each stage takes; choose the days and press %(b)s."),
            N_("Statistics"),
            N_("Show"),
        ),
        line(
            N_(
                "On a catalogue press %(a)s: you get a message at every release, and open proposals stand in your inbox."
            ),
            N_("Watch"),
        ),
        line(N_("%(a)s says what changed between any two releases."), N_("Compare releases")),
        line(
            N_(
                "%(a)s lists the proposals below you that were submitted; drafts before that are the county's own."
            ),
            N_("Proposals"),
        ),
    ),
    pictures=(
        Picture("compliance", N_("Catalogues against the standard.")),
        Picture("statistics", N_("How long each stage takes.")),
        Picture("catalogue", N_("A catalogue in force.")),
    ),
    troubles=(
        Trouble(
            N_("A figure seems old."),
            line(N_("Catalogues are checked every week and after each release; the page says when.")),
        ),
        Trouble(
            N_("A catalogue does not appear."),
            line(N_("It is not below your place, or nothing was published yet.")),
        ),
        Trouble(
            N_("A finding is marked “reconstruction, to be verified”."),
            line(
                N_(
                    "It compares with a field of the standard that nobody has seen in the official annex; it is at most a warning."
                )
            ),
        ),
        Trouble(
            N_("A county misunderstands a clause."),
            line(
                N_(
                    "Answer in writing, with the rows concerned (Notice, part 5); the catalogue changes by the county's own proposal."
                )
            ),
        ),
    ),
    ask=(N_("What a row is about: the telephone for questions on the page of the entry."),),
)
