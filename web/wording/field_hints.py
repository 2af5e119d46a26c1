"""What each field of a row asks for, in a sentence, and the words of the Notice (人社厅函〔2019〕113号) on it."""

from dataclasses import dataclass

from flask_babel import gettext

from values.messages import N_
from web.wording.clauses import clause


@dataclass(frozen=True)
class FieldHint:
    """A hint with the clause that it comes from."""

    clause: str
    """As `web.wording.clauses` says it."""
    says: str
    """In short."""
    quote: str = ""
    """What the clause says; its Chinese is the very wording (`data/notice-2019-113.txt`). Empty where it stands above."""


HINTS: dict[str, FieldHint] = {
    "name": FieldHint(
        "N3.1",
        N_("As the standard calls it; what is added must not overlap with another matter."),
        N_(
            "When a place makes its catalogue, it may add entries on level 1 and 2, or set entries of level 3 below those of level 2; but what it adds or refines must not overlap with entries of level 1 and 2."
        ),
    ),
    "content_elements": FieldHint(
        "N3.2",
        N_("One a line: at least what the standard lists."),
        N_(
            "Chiefly lists of the public services for employment and social insurance, service guides, and the like."
        ),
    ),
    "legal_bases": FieldHint(
        "N3.3",
        N_(
            "One a line: the names in 《》, without article numbers; where it can be read may follow after a bar: 《…》 | https://…"
        ),
        N_(
            "List the names of the national and local policies and regulations on which the matter rests; articles need not be given."
        ),
    ),
    "deadline": FieldHint(
        "N3.4",
        N_("At most the standard's time; a shorter one is welcome."),
        N_(
            "Make clear within what time the matter is disclosed or handled. The times in the two catalogues are the minimum; places may shorten them as they streamline their work."
        ),
    ),
    "disclosing_bodies": FieldHint(
        "N3",
        N_("One body leads; others may disclose it with them."),
        N_("Make clear by whom, what, by when and how each of the five kinds of matters is disclosed."),
    ),
    "channels": FieldHint(
        "N3.5",
        N_("At least the standard's; more are welcome."),
        N_(
            "The channels in the two catalogues are the minimum. By the nature of the matter, what people need and what is there, places may improve notice boards and visits at home, and extend to online platforms, apps, terminals, text messages, the telephone 12333 and cable television."
        ),
    ),
    "audience": FieldHint(
        "N3.6",
        N_("The whole society, or which group."),
        N_("Matters are disclosed to the whole society, and also to specific groups."),
    ),
    "mode": FieldHint(
        "N3.6",
        N_("Proactive unless the law forbids it; withheld only with its basis."),
        N_(
            "But for what the law withholds, whatever policies say is to be disclosed should be disclosed proactively. It should be marked whether a matter is disclosed proactively or on request."
        ),
    ),
    "levels": FieldHint(
        "N2",
        N_("Who discloses it: county, township, village; at least the standard's."),
        N_(
            "The two catalogues are for county departments of human resources and social security, county service institutions for employment and social insurance, service windows of townships and subdistricts, and service stations of villages and communities."
        ),
    ),
    "guide": FieldHint(
        "N3.2",
        N_("What people apply for has a guide; nothing may be asked beyond it."),
        N_(
            "Besides the basic elements the guide must say what exactly is required of the documents to be handed in, and offer standard forms, notes on filling them in, and samples. Nothing may be asked beyond the conditions that the guide states."
        ),
    ),
    "guide_elements": FieldHint(
        "N3.2", N_("One a line: for whom, where, when, how long it takes, what it costs.")
    ),
    "guide_materials": FieldHint("N3.2", N_("One a line: name | requirement | basis")),
    "guide_blank_forms": FieldHint("N3.2", N_("One a line: the standard form by its name.")),
    "guide_filling_notes": FieldHint("N3.2", N_("What goes into each box, in plain words.")),
    "guide_samples": FieldHint("N3.2", N_("One a line: a filled-in form without anybody's data.")),
    "places": FieldHint(
        "N4.1",
        N_("The column or address where people find it."),
        N_(
            "Use channels and carriers of every kind, publish in time, actively, widely and through many of them, so that people look things up easily."
        ),
    ),
    "telephones": FieldHint(
        "N4.1",
        N_("Whom to call with questions, and where to complain."),
        N_(
            "Disclose actively what belongs to the public services for employment and social insurance: laws, policy documents, notices, frequent questions, ways of supervision and complaint, and how far they can be handled online."
        ),
    ),
    "interpretation": FieldHint(
        "N4.2",
        N_("In words that everybody understands: what it is for, and what it means for people."),
        N_(
            "In a form that people like and in plain words, make clear what each matter is for, what it does and asks, and how it touches the interests of those it serves."
        ),
    ),
    "online_degree": FieldHint("N4.1", N_("Not online, in part, or from beginning to end.")),
    "changes": FieldHint(
        "N4.1",
        N_("Catalogues follow new tasks, requirements and policies."),
        N_(
            "Establish a mechanism that adjusts the catalogues; with new tasks, requirements and policies for employment and social insurance, adjust and improve them in time."
        ),
    ),
}
"""By the field of the form."""


def hint(field: str) -> str:
    """Say in short what a field asks for, with the clause."""
    known = HINTS[field]
    text: str = gettext("%(says)s (%(clause)s)", says=gettext(known.says), clause=clause(known.clause))
    return text


def quote(field: str) -> str:
    """Return the words of the Notice on a field; nothing where they stand at a field above it."""
    known = HINTS[field]
    text: str = gettext(known.quote) if known.quote else ""
    return text
