"""What is said of an event in its mails, in the language of the moment."""

import json

import sqlalchemy as sa
from flask_babel import gettext

from config import Settings
from models import (
    Body,
    Catalogue,
    CatalogueHandOver,
    Decision,
    DepartmentOpinion,
    DestructionList,
    Event,
    Hiding,
    Installation,
    Jurisdiction,
    Person,
    Proposal,
    SignOff,
    db,
)
from models.db import ask
from values.messages import Message
from values.vocabulary import Action
from workflow.queries.bodies import current_day, name_on, names_on
from workflow.sentences import SYSTEM_NAME, sentence

LONGEST_EXCERPT = 500


def values_of(event: Event, settings: Settings) -> dict[str, object]:
    """Return what the templates of an event's mails ask for, whoever reads them."""
    values = _VALUES["proposal" if event.proposal_id else event.subject_kind](event, settings)
    log = values["log"] if "log" in values else ask(db.session(), _LOG).scalar()
    return {**values, "log": log or "mulu"}


_LOG = sa.select(Installation.log)
_PROPOSAL = (
    sa.select(
        Proposal.title,
        Proposal.number,
        Catalogue.title,
        name_on(sa.bindparam("day")),
        _LOG.scalar_subquery(),
    )
    .join(Catalogue, Catalogue.id == Proposal.catalogue_id)
    .join(Body, Body.id == Proposal.drafting_body_id)
    .where(Proposal.id == sa.bindparam("proposal"))
)
_OPINIONS = sa.union_all(
    *(
        sa.select(model.opinion).where(
            model.proposal_id == sa.bindparam("proposal"),
            model.actor_id.in_(sa.bindparam("people", expanding=True)),
            moment == sa.bindparam("moment"),
        )
        for model, moment in (
            (SignOff, SignOff.signed_at),
            (Decision, Decision.decided_at),
            (DepartmentOpinion, DepartmentOpinion.given_at),
        )
    )
)


def _values(event: Event, settings: Settings) -> dict[str, object]:
    asked = {"proposal": event.proposal_id, "day": current_day()}
    title, number, catalogue, body, log = ask(db.session(), _PROPOSAL, asked).one()
    return {
        "title": title or number,
        "number": number,
        "catalogue": catalogue,
        "body": body,
        "sentence": said_of(event),
        "opinion": _opinion(event)[:LONGEST_EXCERPT],
        "details": json.loads(event.data)["details"],
        "address": f"{settings.base_url}/proposals/{number}",
        "log": log,
    }


def _values_of_hiding(event: Event, settings: Settings) -> dict[str, object]:
    """Return what the mail of a hiding says; never what was hidden, nor the words of the reason."""
    hiding, catalogue, body = db.session.execute(
        sa.select(Hiding, Catalogue, name_on(current_day()))
        .join(Catalogue, Catalogue.id == Hiding.catalogue_id)
        .join(Body, Body.id == Hiding.body_id)
        .where(Hiding.id == int(event.subject_id))
    ).one()
    return {
        "catalogue": catalogue.title,
        "body": body,
        "sentence": said_of(event),
        "due": hiding.due_on.isoformat(),
        "details": json.loads(event.data)["details"],
        "address": f"{settings.base_url}/catalogues/{catalogue.code}/hidings",
    }


def _values_of_deputy(event: Event, settings: Settings) -> dict[str, object]:
    """Return what the mail to a deputy says: in whose place, named by whom, and for which days."""
    details = json.loads(event.data)["details"]
    absent, actor = (
        db.session.get_one(Person, int(one or event.subject_id)) for one in (event.subject_id, event.actor_id)
    )
    return {
        "absent": absent.name,
        "named_by": actor.name,
        "first": details["from"],
        "last": details["until"],
        "address": f"{settings.base_url}/absence",
    }


def _values_of_destruction(event: Event, settings: Settings) -> dict[str, object]:
    """Return what the mail of a list for destruction says; what the case files are about stays in the system."""
    listed, place = db.session.execute(
        sa.select(DestructionList, Jurisdiction.name)
        .join(Jurisdiction, Jurisdiction.id == DestructionList.jurisdiction_id)
        .where(DestructionList.id == int(event.subject_id))
    ).one()
    return {
        "no": listed.id,
        "place": place,
        "reason": listed.reason[:LONGEST_EXCERPT],
        "sentence": said_of(event),
        "address": f"{settings.base_url}/archive/lists/{listed.id}",
    }


def _values_of_hand_over(event: Event, settings: Settings) -> dict[str, object]:
    """Return what the mail of a hand-over says: which catalogue, from which body to which, and why."""
    catalogue = db.session.get_one(Catalogue, event.catalogue_id)
    details = json.loads(event.data)["details"]
    row = db.session.get_one(CatalogueHandOver, int(details["hand_over"]))
    names = names_on(db.session(), [row.from_body_id, row.to_body_id])
    return {
        "catalogue": catalogue.title,
        "before": names[row.from_body_id],
        "after": names[row.to_body_id],
        "proposals": row.proposals,
        "reason": row.reason[:LONGEST_EXCERPT],
        "sentence": said_of(event),
        "address": f"{settings.base_url}/catalogues",
    }


_VALUES = {
    "proposal": _values,
    "catalogue": _values_of_hand_over,
    "hiding": _values_of_hiding,
    "person": _values_of_deputy,
    "destruction_list": _values_of_destruction,
}
"""What a mail says, by what its event is about."""


def said_of(event: Event) -> str:
    """Say an event in the language of the moment, with the names of who acted."""
    actor = db.session.get(Person, event.actor_id) if event.actor_id else None
    other = db.session.get(Person, event.on_behalf_of_id) if event.on_behalf_of_id else None
    said = sentence(event, actor.name if actor else Message(SYSTEM_NAME), other.name if other else "")
    return _translated(said)


def _translated(message: Message) -> str:
    params = {
        name: _translated(value) if isinstance(value, Message) else value
        for name, value in message.params.items()
    }
    return str(gettext(message.id, **params))


_WITH_OPINION = frozenset(
    {
        Action.SIGN_OFF,
        Action.REQUEST_CHANGES,
        Action.APPROVE,
        Action.REJECT,
        Action.REVOKE_APPROVAL,
        "opinion_given",
    }
)
"""With what a sign-off, a decision or a department's opinion is written."""


def _opinion(event: Event) -> str:
    """Return what was written with a sign-off, decision or opinion; the event holds its hash only."""
    if event.action not in _WITH_OPINION:
        return ""
    people = [event.actor_id, event.on_behalf_of_id]
    asked = {"proposal": event.proposal_id, "people": people, "moment": event.at}
    found = ask(db.session(), _OPINIONS, asked).scalars()
    return next((str(opinion) for opinion in found if opinion), "")
