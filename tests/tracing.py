"""Whether what is committed leaves a trace: an event in the same transaction, or a reason why none is owed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from models.search import SAMPLES, index_of

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)

TAMPERS = re.compile(r"DROP TRIGGER|session_replication_role|DISABLE TRIGGER", re.IGNORECASE)
"""Tests that play someone who holds the database's password switch its guards off first."""

WITHOUT_EVENT = {
    "draft": "a working draft is its body's own; what is submitted of it is frozen, hashed and an event",
    "draft_save": "append-only: who saved which version, and when; the revision names every contributor",
    "draft_edit": "what an edit of a working draft replaced, until the draft is frozen or ends",
    "idempotency_key": "that a request was carried out, beside the change itself",
    "refusal_count": "further refusals of a minute, which housekeeping closes with one event",
    "outbox": "that people are owed a message; what became of it is an event",
    "delivery": "a lease on a message, a mark that it was read; sending and giving up are events",
    "digest": "which messages go together in a mail; that each has gone is an event",
    "compliance_run": "the weekly check by the system; one that a person begins is an event",
    "compliance_chunk": "how far a check is",
    "compliance_result": "what the rules find; computed from what events record, at any time anew",
    "compliance_count": "the same, counted rule by rule",
    "place_host": "whose turn it is to ask a host; a lease",
    "place_address": "what a published address was last found to be; by the clock, and asked again at any time",
    "place_change": "the newest changes of that",
    "place_reading": "an index of which places published rows name, computed from them",
    "published_place": "the same, row by row",
    "unreadable_message": "what the queue held and nobody can read, a technical log",
    "job": "long work that was asked for: what is given out of it is an event",
    "job_file": "what it begins and ends with, until it is cleared away",
    "job_asking": "who asked for it, for so long",
    "upload": "a file that waits to be imported, for its owner alone; what is made of it is an event",
    "file_scan": "what a virus scanner said of a file's bytes; taking the file in is an event",
    "revision_view": "that a person opened a revision, for what changed since; it decides nothing",
    "guide_dismissal": "that a person wants to be guided no longer through their first proposal; it decides nothing",
    "draft_check": "the same of a working draft, for the inbox",
    "legacy_defect": "the same, row by row",
    "ledger_leaf": "the places of events in the tree, which are computed from the events themselves",
    "ledger_node": "roots of its parts, computed as well",
    "ledger_checkpoint": "the signed heads of the tree; anyone can compute them anew and check the signature",
    "ledger_copy": "where a signed head was written outside",
    "basis_opening": "the list of drafts that a mark asks for; the mark and each draft that is opened are events",
    "alembic_version": "which migrations ran: the schema, no business",
    "catalogue_citation": "an index of what published rows cite, computed from them",
    "citation_meaning": "what wordings mean by the register, computed from it",
    "search_document": "what is searched, made of the rows it names; at any time anew",
    **dict.fromkeys(map(index_of, (1, *SAMPLES)), "the same, as SQLite finds it"),
    "attachment_text": "what a file says, read from its bytes",
}
"""Tables that may be written without an event in the same transaction, with the reason."""


@contextmanager
def traced(engine: sa.Engine) -> Iterator[list[str]]:
    """Yield what is committed within the block without leaving a trace: the tables of each such transaction."""
    written: dict[Any, list[str]] = defaultdict(list)
    tampering: set[Any] = set()
    silent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        del cursor, rest
        if TAMPERS.search(statement):
            tampering.add(connection)
        if found := WRITES.match(statement):
            written[connection].append(found[1].lower())

    def commit(connection: Any) -> None:
        tables = set(written.pop(connection, ()))
        if connection in tampering:
            tampering.discard(connection)
        elif "event" not in tables and (owing := tables - WITHOUT_EVENT.keys()):
            silent.append(", ".join(sorted(owing)))

    def rollback(connection: Any) -> None:
        written.pop(connection, None)

    listeners = (("before_cursor_execute", note), ("commit", commit), ("rollback", rollback))
    for name, listener in listeners:
        sa.event.listen(engine, name, listener)
    try:
        yield silent
    finally:
        for name, listener in listeners:
            sa.event.remove(engine, name, listener)
