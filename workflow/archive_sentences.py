"""What events about case files and erasure say, and what someone attempted there who was refused."""

from collections.abc import Mapping
from typing import Any

from values.messages import N_
from values.retention import ErasureGround, PersonalPart, RetentionTerm

TERM_LABELS: dict[RetentionTerm, str] = {
    RetentionTerm.PERMANENT: N_("permanent"),
    RetentionTerm.THIRTY_YEARS: N_("30 years"),
    RetentionTerm.TEN_YEARS: N_("10 years"),
}

GROUND_LABELS: dict[ErasureGround, str] = {
    ErasureGround.PURPOSE_ACHIEVED: N_("purpose achieved, impossible or no longer needed (art. 47, 1)"),
    ErasureGround.TERM_ENDED: N_("service ended, or term of storage over (art. 47, 2)"),
    ErasureGround.CONSENT_WITHDRAWN: N_("consent withdrawn (art. 47, 3)"),
    ErasureGround.UNLAWFUL_PROCESSING: N_("processed against the law or what was agreed (art. 47, 4)"),
    ErasureGround.OTHER_LAW: N_("another law or regulation asks for it (art. 47, 5)"),
}

PART_LABELS: dict[PersonalPart, str] = {
    PersonalPart.CONTACT: N_("contact data: e-mail, sign-in name, password"),
    PersonalPart.NAME: N_("name"),
}

ARCHIVE_SENTENCES: dict[str, str] = {
    "case_file_exported": N_("%(who)s took out the case file %(file_number)s."),
    "term_chosen": N_("%(who)s changed how long the case file is kept: %(before)s → %(after)s."),
    "fonds_numbered": N_("%(who)s gave the fonds of %(subject)s the number %(after)s (before: %(before)s)."),
    "destruction_proposed": N_(
        "%(who)s proposed list no. %(subject)s for destruction, of %(cases)s case files."
    ),
    "destruction_approved": N_("%(who)s approved list no. %(subject)s for destruction."),
    "destruction_refused": N_("%(who)s refused list no. %(subject)s for destruction."),
    "destruction_carried_out": N_(
        "%(who)s had %(cases)s case files destroyed under list no. %(subject)s; the trail stays."
    ),
    "case_destroyed": N_("%(who)s had the case file %(file_number)s destroyed under list no. %(list)s."),
    "comment_erased": N_("%(who)s erased comment no. %(comment)s: %(ground)s."),
    "personal_data_erased": N_(
        "%(who)s erased personal data of account no. %(subject)s (%(part)s): %(ground)s."
    ),
}

ARCHIVE_ATTEMPTS: dict[str, str] = {
    "export_case_file": N_("Take the case file out"),
    "choose_term": N_("Choose how long a case file is kept"),
    "number_fonds": N_("Number a fonds"),
    "propose_destruction": N_("Propose a destruction"),
    "approve_destruction": N_("Approve a destruction"),
    "refuse_destruction": N_("Refuse a destruction"),
    "carry_out_destruction": N_("Carry out a destruction"),
    "erase_comment": N_("Erase a comment"),
    "erase_person": N_("Erase personal data of an account"),
}


def said_members(action: str, details: Mapping[str, Any]) -> dict[str, str]:
    """Return the members of an event's details that are said by a word of their own."""
    if action == "term_chosen":
        return {side: TERM_LABELS[RetentionTerm(details[side])] for side in ("before", "after")}
    found = {"ground": GROUND_LABELS[ErasureGround(details["ground"])]} if "ground" in details else {}
    if action == "personal_data_erased":
        found["part"] = PART_LABELS[PersonalPart(details["part"])]
    return found
