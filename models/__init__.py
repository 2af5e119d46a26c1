"""What is stored: one file an idea; `guards` holds what the database itself refuses, `db` how it is opened."""

from models.attachment import Attachment, AttachmentName
from models.base import Base
from models.body import Body, BodyLineage, BodyName
from models.catalogue import Catalogue, ProposalCounter
from models.comment import Comment, Suggestion
from models.db import db
from models.entry import Entry, EntryCitation, EntryLineage, EntryVersion
from models.event import Event, IdempotencyKey, Installation, RefusalCount, TransitionTable
from models.hiding import Hiding, HidingAct
from models.jurisdiction import Jurisdiction
from models.ledger import LedgerCheckpoint, LedgerLeaf, LedgerNode
from models.legal_basis import LegalBasis
from models.opinion import DepartmentOpinion, OpinionReminder, OpinionRequest
from models.outbox import Delivery, Outbox, Reminder, StatutoryClock
from models.people import Assignment, Delegation, Person, Subscription
from models.proposal import Draft, DraftSave, Proposal, ProposalStep
from models.release import PublicationNotice, Release
from models.revision import Revision, RevisionChange, RevisionChangePart, RevisionContributor, WarningAnswer
from models.route import Route, RouteAcknowledgement, RouteStep
from models.rules import ChannelSynonym, ChannelSynonymWithdrawal, ProvincialRuleVersion
from models.sign_off import Decision, SignOff
from models.working_day import WorkingDayException, WorkingDayYear

__all__ = [
    "Assignment",
    "Attachment",
    "AttachmentName",
    "Base",
    "Body",
    "BodyLineage",
    "BodyName",
    "Catalogue",
    "ChannelSynonym",
    "ChannelSynonymWithdrawal",
    "Comment",
    "Decision",
    "Delegation",
    "Delivery",
    "DepartmentOpinion",
    "Draft",
    "DraftSave",
    "Entry",
    "EntryCitation",
    "EntryLineage",
    "EntryVersion",
    "Event",
    "Hiding",
    "HidingAct",
    "IdempotencyKey",
    "Installation",
    "Jurisdiction",
    "LedgerCheckpoint",
    "LedgerLeaf",
    "LedgerNode",
    "LegalBasis",
    "OpinionReminder",
    "OpinionRequest",
    "Outbox",
    "Person",
    "Proposal",
    "ProposalCounter",
    "ProposalStep",
    "ProvincialRuleVersion",
    "PublicationNotice",
    "RefusalCount",
    "Release",
    "Reminder",
    "Revision",
    "RevisionChange",
    "RevisionChangePart",
    "RevisionContributor",
    "Route",
    "RouteAcknowledgement",
    "RouteStep",
    "SignOff",
    "StatutoryClock",
    "Subscription",
    "Suggestion",
    "TransitionTable",
    "WarningAnswer",
    "WorkingDayException",
    "WorkingDayYear",
    "db",
]
