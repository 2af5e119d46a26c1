"""The rulebook: every rule with its clause, fields and severities, what it asks, and what would be right."""

from dataclasses import dataclass

from rules.findings import Severity
from values.messages import N_

E, W, H = Severity.ERROR, Severity.WARNING, Severity.HINT


@dataclass(frozen=True)
class Rule:
    """A rule as it stands in the book; sentences are ids of translations."""

    id: str
    name: str
    clause: str
    fields: tuple[str, ...]
    severities: tuple[Severity, ...]
    asks: str
    right: str


COLUMNS = (
    *("name", "content_elements", "legal_bases", "deadline", "disclosing_bodies", "channels", "audience"),
    *("mode", "levels"),
)
TEXTS = (
    *("name", "content_elements", "legal_bases", "guide", "interpretation", "publication", "telephone"),
    "attachments",
)

RULES = (
    Rule("R01", N_("Structure"), "N3.1", ("parent",), (E,),
         N_("A level-3 entry stands under a level-2 entry, a level-2 entry under a level-1 entry."),
         N_("Move the row under one that is listed, or take it away as well.")),
    Rule("R02", N_("No overlap"), "N3.1", ("name", "content_elements"), (E, W),
         N_("A supplement or refinement does not overlap with the standard or with its siblings."),
         N_("Change the row that is there, or name what is different.")),
    Rule("R03", N_("No entry is lost"), "N3.1", ("left_out",), (E, W),
         N_("An entry of the standard is listed, or left out with one reason and what bears it out."),
         N_("Leave the row out with a reason instead of cancelling it: a sentence, a document, or the target.")),
    Rule("R04", N_("Name and place"), "N3.1", ("name", "parent"), (W,),
         N_("An adapted entry keeps the name and the place that the standard gives it; order does not matter."),
         N_("Keep name and place, or say why another is needed.")),
    Rule("R05", N_("Complete columns"), "N3", COLUMNS, (E, W),
         N_("The columns of the official table are filled in on rows that are no headings; no heading loses its last row."),
         N_("Fill in the column; let a heading go together with its last row.")),
    Rule("R06", N_("Content elements"), "N3", ("content_elements",), (W,),
         N_("The content elements cover the standard's; rows that share an entry cover them together."),
         N_("Add the elements, or say why they are not disclosed here.")),
    Rule("R07", N_("Legal bases"), "N3.3", ("legal_bases",), (E, W, H),
         N_("Bases name the law or policy in 《》, numbers stand in 〔〕, and what is cited is in force."),
         N_("Cite what is in force on the effective date, as it should be written.")),
    Rule("R08", N_("Deadline"), "N3.4", ("deadline",), (E, W),
         N_("The deadline is no longer than the standard's of the same kind and anchor."),
         N_("Shorten the deadline, or write it so that it can be compared.")),
    Rule("R09", N_("Channels"), "N3.5", ("channels",), (E, W),
         N_("The channels cover the standard's, by the administered table of synonyms."),
         N_("Add the channels that are missing; more are welcome.")),
    Rule("R10", N_("Audience"), "N3.6", ("audience",), (E, W),
         N_("The audience is the whole society or a named group, and no narrower than the standard's."),
         N_("Choose the whole society, or name every group that the standard names.")),
    Rule("R11", N_("Mode of disclosure"), "N3.6", ("mode",), (E, W),
         N_("Disclosed proactively or on request, or withheld by articles 14 to 16 with the secrecy review's opinion."),
         N_("Keep proactive what the standard discloses proactively, or name the article that withholds it.")),
    Rule("R12", N_("Service guide"), "N3.2", ("guide",), (W,),
         N_("A service entry has a guide with its materials' requirements, a blank form, filling notes and a sample."),
         N_("Complete the guide.")),
    Rule("R13", N_("Nothing beyond the guide"), "N3.2", ("guide",), (E, W),
         N_("Nothing is asked of applicants beyond the service guide in force."),
         N_("Take out what is asked beyond the guide.")),
    Rule("R14", N_("Plain interpretation"), "N4.2", ("interpretation",), (W,),
         N_("A proposal that a new policy triggered carries an interpretation that people understand."),
         N_("Write the interpretation, or attach it.")),
    Rule("R15", N_("Statutory time"), "N4.1", ("publication",), (W,),
         N_("Publication falls within the statutory time from the day of the trigger."),
         N_("Publish within 20 working days, or say why it took longer.")),
    Rule("R16", N_("No personal data"), "Regulations 14-16", TEXTS, (E, W),
         N_("Nothing that is published contains personal data."),
         N_("Take the number out; for a telephone of an office, say so.")),
    Rule("R17", N_("Levels"), "N3.6", ("levels",), (W,),
         N_("The levels cover the standard's."),
         N_("Mark the level too, or say that it does not exist here (本地未设).")),
    Rule("C01", N_("Claims of townships"), "N2", ("name", "disclosing_bodies"), (E,),
         N_("A township claims rows of the county, and puts nothing in their place but where and who."),
         N_("Claim a row with the mark for townships, once, and fill in body, place or telephone.")),
)  # fmt: skip
"""In the order of their numbers; a test holds that nothing is found that does not stand here."""

BY_ID = {one.id: one for one in RULES}
