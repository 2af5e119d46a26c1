"""The manual of the 公众: whoever reads what is published."""

from values.messages import N_
from web.manuals.form import Manual, Picture, Trouble, line

MANUAL = Manual(
    slug="reader",
    roles=(),
    job=(
        N_("Here stands what your county discloses about employment and social insurance, and how."),
        N_("You need no account."),
        N_("Each row says what is disclosed, on what basis, by when, by whom, where and to whom."),
        N_("You can ask for any day in the past."),
        N_("You can check for yourself that history was not rewritten."),
    ),
    steps=(
        line(N_("%(a)s: open that of your county or township."), N_("Catalogues")),
        line(
            N_("Type a few words under %(a)s; a name is also found by its initials in pinyin."),
            N_("Words in a row"),
        ),
        line(
            N_(
                "Open an entry: documents to hand in, forms, places, and telephones for questions and complaints."
            )
        ),
        line(N_("Choose a day under %(a)s and press %(b)s."), N_("As of"), N_("Show")),
        line(N_("Take the table in Word, Excel or PDF under %(a)s."), N_("Download the official table")),
        line(N_("%(a)s shows what changed from one release to another."), N_("Compare releases")),
        line(N_("%(a)s at the top looks through everything that is published."), N_("Search")),
    ),
    pictures=(
        Picture("catalogue", N_("A catalogue in force.")),
        Picture("entry", N_("An entry.")),
        Picture("found", N_("What a search finds.")),
    ),
    troubles=(
        Trouble(
            N_("A part says that it was hidden in an emergency."),
            line(N_("It is shown again or corrected once it has been looked into.")),
        ),
        Trouble(
            N_("A catalogue is marked “reconstruction, to be verified”."),
            line(N_("It was gathered from counties' pages; the official annex decides.")),
        ),
        Trouble(
            N_("Nothing is shown for a day."),
            line(N_("No release was published yet on that day; choose a later one.")),
        ),
        Trouble(
            N_("A link leads nowhere."), line(N_("Call the number for questions on the page of the entry."))
        ),
    ),
    ask=(N_("The telephones for questions and for complaints on the page of each entry."),),
)
