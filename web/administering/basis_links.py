"""Links into the register of bases, for those inside: from what a row cites, and from what rule R07 says."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask_login import current_user

from models import db
from values.legal_basis import BasisStatus, LegalBasis
from values.messages import Message
from web.proposal.page import today
from workflow.bases import cited, register_of
from workflow.queries.catalogue import PublishedRow

NAMES = ("title", "numbered", "successor")
"""What in the sentences of R07 is the title of a basis of the register."""


@dataclass(frozen=True, kw_only=True)
class BasisLink:
    """A basis of the register, and how it stands today."""

    url: str
    text: str
    status: BasisStatus


def bases_of_row(row: PublishedRow | None) -> list[BasisLink]:
    """Return the bases that a row cites as far as its reader gets to see that; none for the public."""
    if row is None or not current_user.is_authenticated:
        return []
    register = register_of(db.session())
    keys = {str(key) for one in row.state.content.legal_bases for key in cited(one.text, register)}
    return links(one for one in register.bases if one.key in keys)


def bases_named(rule: str, message: Message) -> list[BasisLink]:
    """Return the bases that the sentence of a finding names."""
    if rule != "R07" or not current_user.is_authenticated:
        return []
    params = dict(message.params)
    titles = [params[name] for name in NAMES if name in params]
    known = register_of(db.session()).bases
    return links(one for title in titles for one in known if one.title == title)


def links(bases: Iterable[LegalBasis]) -> list[BasisLink]:
    """Return links to bases."""
    return [
        BasisLink(
            url=url_for("bases.show", basis_id=int(one.key)),
            text=f"《{one.title}》{one.number}",
            status=one.standing_on(today()).status,
        )
        for one in bases
    ]
