"""What is stored: one file an idea; `guards` holds what the database itself refuses, `db` how it is opened."""

from models.attachment import Attachment, AttachmentName
from models.attachment_text import AttachmentText, ReadingOutcome
from models.base import Base
from models.body import Body, BodyLineage, BodyName
from models.catalogue import Catalogue, ProposalCounter
from models.citing import BasisOpening, CatalogueCitation, CitationMeaning, CitationWording
from models.comment import Comment, Suggestion
from models.compliance import (
    ComplianceChunk,
    ComplianceCount,
    ComplianceResult,
    ComplianceRun,
    LegacyDefect,
)
from models.db import db
from models.destruction import DestructionAct, DestructionItem, DestructionList
from models.draft_check import DraftCheck
from models.draft_edit import DraftEdit
from models.entry import Entry, EntryCitation, EntryLineage, EntryVersion
from models.event import Event, IdempotencyKey, Installation, RefusalCount, TransitionTable
from models.guide import GuideDismissal
from models.handing_over import CatalogueHandOver
from models.handling import Handling
from models.hiding import Hiding, HidingAct
from models.job import Job, JobAsking, JobFile
from models.jurisdiction import Jurisdiction
from models.ledger import (
    LedgerCheckpoint,
    LedgerCopy,
    LedgerCosignature,
    LedgerKey,
    LedgerLeaf,
    LedgerLog,
    LedgerNode,
)
from models.legal_basis import LegalBasis, LegalBasisChange
from models.name_wording import NameWording
from models.opinion import DepartmentOpinion, OpinionReminder, OpinionRequest
from models.outbox import Delivery, Outbox, Reminder, StatutoryClock
from models.people import Assignment, Delegation, Person, Subscription
from models.place import (
    PlaceAddress,
    PlaceChange,
    PlaceChecking,
    PlaceHost,
    PlaceReading,
    PublishedPlace,
)
from models.proposal import Draft, DraftSave, Proposal, ProposalStep
from models.release import PublicationNotice, Release
from models.retention import CaseFileExport, RetentionChoice
from models.revision import Revision, RevisionChange, RevisionChangePart, RevisionContributor, WarningAnswer
from models.revision_view import RevisionView
from models.route import Route, RouteAcknowledgement, RouteStep
from models.rule_outcome import RuleOutcome
from models.rules import ChannelSynonym, ChannelSynonymWithdrawal, ProvincialRuleVersion
from models.search import SearchDocument
from models.service import MessageService, PersonAddress
from models.sign_off import Decision, SignOff
from models.telling import Digest, Escalation, TellingChoice
from models.unreadable import UnreadableMessage
from models.upload import FileScan, ScanState, Upload
from models.working_day import WorkingDayException, WorkingDayYear

__all__ = [
    "Assignment",
    "Attachment",
    "AttachmentName",
    "AttachmentText",
    "Base",
    "BasisOpening",
    "Body",
    "BodyLineage",
    "BodyName",
    "CaseFileExport",
    "Catalogue",
    "CatalogueCitation",
    "CatalogueHandOver",
    "ChannelSynonym",
    "ChannelSynonymWithdrawal",
    "CitationMeaning",
    "CitationWording",
    "Comment",
    "ComplianceChunk",
    "ComplianceCount",
    "ComplianceResult",
    "ComplianceRun",
    "Decision",
    "Delegation",
    "Delivery",
    "DepartmentOpinion",
    "DestructionAct",
    "DestructionItem",
    "DestructionList",
    "Digest",
    "Draft",
    "DraftCheck",
    "DraftEdit",
    "DraftSave",
    "Entry",
    "EntryCitation",
    "EntryLineage",
    "EntryVersion",
    "Escalation",
    "Event",
    "FileScan",
    "GuideDismissal",
    "Handling",
    "Hiding",
    "HidingAct",
    "IdempotencyKey",
    "Installation",
    "Job",
    "JobAsking",
    "JobFile",
    "Jurisdiction",
    "LedgerCheckpoint",
    "LedgerCopy",
    "LedgerCosignature",
    "LedgerKey",
    "LedgerLeaf",
    "LedgerLog",
    "LedgerNode",
    "LegacyDefect",
    "LegalBasis",
    "LegalBasisChange",
    "MessageService",
    "NameWording",
    "OpinionReminder",
    "OpinionRequest",
    "Outbox",
    "Person",
    "PersonAddress",
    "PlaceAddress",
    "PlaceChange",
    "PlaceChecking",
    "PlaceHost",
    "PlaceReading",
    "Proposal",
    "ProposalCounter",
    "ProposalStep",
    "ProvincialRuleVersion",
    "PublicationNotice",
    "PublishedPlace",
    "ReadingOutcome",
    "RefusalCount",
    "Release",
    "Reminder",
    "RetentionChoice",
    "Revision",
    "RevisionChange",
    "RevisionChangePart",
    "RevisionContributor",
    "RevisionView",
    "Route",
    "RouteAcknowledgement",
    "RouteStep",
    "RuleOutcome",
    "ScanState",
    "SearchDocument",
    "SignOff",
    "StatutoryClock",
    "Subscription",
    "Suggestion",
    "TellingChoice",
    "TransitionTable",
    "UnreadableMessage",
    "Upload",
    "WarningAnswer",
    "WorkingDayException",
    "WorkingDayYear",
    "db",
]
