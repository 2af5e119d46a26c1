"""History only grows: no UPDATE, DELETE, TRUNCATE or INSERT OR REPLACE, in any table of the trail."""

import pytest
import sqlalchemy as sa

from models import Base
from models.db import db
from models.guards import ALSO_UNIQUE, APPEND_ONLY, NEVER_DELETED
from tests.models.raw import done, refused
from tests.world import World
from values.vocabulary import State

FILLING = {
    "entry_lineage": "INSERT INTO entry_lineage (entry_id, source_id, release_id)"
    " SELECT max(e.id), min(e.id), max(r.id) FROM entry e, release r",
    "revision_change_part": "INSERT INTO revision_change_part (revision_change_id, entry_id, is_source)"
    " SELECT max(id), max(entry_id), true FROM revision_change",
    "warning_answer": "INSERT INTO warning_answer (revision_id, finding_key, answer)"
    " SELECT max(id), 'R06', '已核' FROM revision",
    "attachment": "INSERT INTO attachment (sha256, media_type, size, data, stored_at)"
    " SELECT '00', 'text/plain', 0, data, at FROM event WHERE id = 1",
    "attachment_name": "INSERT INTO attachment_name (proposal_id, sha256, name, person_id, attached_at)"
    " SELECT max(p.id), '00', '表.pdf', max(q.id), max(p.created_at) FROM proposal p, person q",
    "body_lineage": "INSERT INTO body_lineage (predecessor_id, successor_id, since)"
    " SELECT min(id), max(id), '2026-03-02' FROM body",
    "catalogue_hand_over": "INSERT INTO catalogue_hand_over (catalogue_id, from_body_id, to_body_id, with_catalogue,"
    " proposals, reason, person_id, handed_over_at) SELECT max(c.id), min(b.id), max(b.id), true, 0, '改革', max(p.id),"
    " max(e.at) FROM catalogue c, body b, person p, event e",
    "handling": "INSERT INTO handling (proposal_id, role, person_id, reason, began_at)"
    " SELECT max(p.id), 'drafter', max(q.id), '', max(p.created_at) FROM proposal p, person q",
    "reminder": "INSERT INTO reminder (step_id, kind, due_on, event_id)"
    " SELECT max(s.id), 'overdue', min(s.due_on), max(e.id) FROM proposal_step s, event e",
    "hiding": "INSERT INTO hiding (catalogue_id, entry_id, field, attachment, reason, explanation, hidden_at,"
    " hidden_by_id, body_id, due_on, due_is_guessed) SELECT max(e.catalogue_id), max(e.id), '', '', 'other', '误',"
    " max(r.published_at), max(p.id), max(b.id), max(r.effective_from), false"
    " FROM entry e, release r, person p, body b",
    "hiding_act": "INSERT INTO hiding_act (hiding_id, action, level, opinion, acted_at)"
    " SELECT id, 'escalate', 1, '', hidden_at FROM hiding",
    "route_acknowledgement": "INSERT INTO route_acknowledgement (route_id, person_id, reason, longest, acknowledged_at)"
    " SELECT max(r.id), max(p.id), '知悉', 22, max(e.at) FROM route r, person p, event e",
    "opinion_request": "INSERT INTO opinion_request (proposal_id, revision_id, content_sha256, body_id, asked_by_id,"
    " question, working_days, asked_at, due_on, due_is_guessed) SELECT proposal_id, id, content_sha256, 1, 1, '', 5,"
    " submitted_at, '2026-03-09', false FROM revision WHERE id = 1",
    "department_opinion": "INSERT INTO department_opinion (request_id, proposal_id, revision_id, content_sha256,"
    " actor_id, answer, opinion, given_at) SELECT q.id, q.proposal_id, q.revision_id, q.content_sha256, max(p.id),"
    " 'agreed', '', q.asked_at FROM opinion_request q, person p GROUP BY q.id",
    "opinion_reminder": "INSERT INTO opinion_reminder (request_id, kind, due_on, event_id)"
    " SELECT max(q.id), 'overdue', min(q.due_on), max(e.id) FROM opinion_request q, event e",
    "legal_basis": "INSERT INTO legal_basis (title, number, other_titles, issuer, note, version)"
    " VALUES ('社会保险法', '', '[]', '', '', 1)",
    "legal_basis_change": "INSERT INTO legal_basis_change (legal_basis_id, status, since, by, number, recorded_at)"
    " SELECT max(b.id), 'amended', '2018-12-29', '', '', max(e.at) FROM legal_basis b, event e",
    "citation_wording": "INSERT INTO citation_wording (sha256, text) VALUES ('00', '《社会保险法》')",
    "basis_opening": "INSERT INTO basis_opening (change_id, catalogue_id, confirmed_by_id, is_done)"
    " SELECT max(h.id), max(c.id), max(p.id), false FROM legal_basis_change h, catalogue c, person p",
    "channel_synonym": "INSERT INTO channel_synonym (jurisdiction_id, word, word_key, channel, added_by_id, added_at)"
    " SELECT max(j.id), '门户', '门户', '政府网站', max(p.id), max(e.at) FROM jurisdiction j, person p, event e",
    "channel_synonym_withdrawal": "INSERT INTO channel_synonym_withdrawal (synonym_id, withdrawn_by_id, withdrawn_at)"
    " SELECT id, added_by_id, added_at FROM channel_synonym",
    "provincial_rule": "INSERT INTO provincial_rule (jurisdiction_id, code, version, rule, written_by_id, written_at)"
    " SELECT max(j.id), 'P-99-01', 1, '{}', max(p.id), max(e.at) FROM jurisdiction j, person p, event e",
    "ledger_key": "INSERT INTO ledger_key (log_no, no, verifier_key, since) SELECT 1, 1, origin, opened_at FROM ledger_log",
    "ledger_leaf": 'INSERT INTO ledger_leaf (log_no, "index", event_id, leaf_hash)'
    " SELECT 1, 0, id, data FROM event WHERE id = 1",
    "ledger_node": 'INSERT INTO ledger_node (log_no, level, "index", hash) SELECT 1, 1, 0, data FROM event WHERE id = 1',
    "ledger_checkpoint": "INSERT INTO ledger_checkpoint (log_no, size, root, note, signed_at)"
    " SELECT 1, 1, data, data, at FROM event WHERE id = 1",
    "ledger_copy": "INSERT INTO ledger_copy (log_no, size, place, written_at)"
    " SELECT 1, 1, 'folder', at FROM event WHERE id = 1",
    "comment": "INSERT INTO comment (proposal_id, author_id, body_id, written_at, text, salt, field)"
    " SELECT max(p.id), max(q.id), max(b.id), max(p.created_at), '请看', '盐', '' FROM proposal p, person q, body b",
    "retention_choice": "INSERT INTO retention_choice (proposal_id, term, reason, chosen_by_id, chosen_at)"
    " SELECT max(p.id), 'ten_years', '鉴定', max(q.id), max(p.created_at) FROM proposal p, person q",
    "case_file_export": "INSERT INTO case_file_export (proposal_id, proposal_version, file_number, sha256, size,"
    " person_id, taken_at) SELECT p.id, p.version, '1', '00', 1, 1, p.created_at FROM proposal p"
    " WHERE p.state = 'published'",
    "destruction_list": "INSERT INTO destruction_list (jurisdiction_id, proposed_by_id, body_id, proposed_at, reason)"
    " SELECT j.id, 1, 1, '2026-03-02 00:00:00', '鉴定' FROM jurisdiction j",
    "destruction_item": "INSERT INTO destruction_item (list_id, proposal_id, file_number, term, closed_on, kept_until,"
    " package_sha256) SELECT max(l.id), max(x.proposal_id), '1', 'ten_years', '2015-01-01', '2025-12-31', '00'"
    " FROM destruction_list l, case_file_export x",
    "destruction_act": "INSERT INTO destruction_act (list_id, action, actor_id, opinion, acted_at)"
    " SELECT min(id), 'refuse', 1, '', min(proposed_at) FROM destruction_list",
    "ledger_cosignature": "INSERT INTO ledger_cosignature (log_no, size, verifier_key, line, signed_at)"
    " SELECT 1, 1, 'w', 'w', at FROM event WHERE id = 1",
}
"""How the tables get a row that the world leaves empty."""


@pytest.fixture
def filled(context: object, clock: object, world: World) -> None:
    """A world in which every guarded table has a row."""
    del context, clock
    world.in_state(State.PUBLISHED, world.addition())
    for statement in FILLING.values():
        done(statement)


def dialect() -> str:
    return db.engine.dialect.name


@pytest.mark.usefixtures("filled")
def test_rows_of_the_trail_stay_as_they_are() -> None:
    for table, key in APPEND_ONLY.items():
        refused(f'UPDATE {table} SET "{key[0]}" = "{key[0]}"', f"{table} is append-only")  # noqa: S608
        refused(f"DELETE FROM {table}", f"{table} is append-only")  # noqa: S608
        if dialect() == "postgresql":
            refused(f"TRUNCATE {table} CASCADE", "is append-only|stay")
        else:
            refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}", f"{table} is append-only")  # noqa: S608


@pytest.mark.usefixtures("filled")
def test_rows_that_change_are_never_deleted() -> None:
    for table in NEVER_DELETED:
        refused(f"DELETE FROM {table}", f"rows of {table} stay")  # noqa: S608
        if dialect() == "postgresql":
            refused(f"TRUNCATE {table} CASCADE", "is append-only|stay")
        else:
            refused(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}", f"rows of {table} stay")  # noqa: S608


@pytest.mark.usefixtures("filled")
def test_no_row_is_replaced_by_way_of_what_else_is_unique() -> None:
    if dialect() != "sqlite":
        return  # PostgreSQL knows no REPLACE; its unique constraints refuse.
    for table, constraints in ALSO_UNIQUE.items():
        key = (APPEND_ONLY | NEVER_DELETED)[table][0]
        columns = [column.name for column in Base.metadata.tables[table].columns]
        for unique in constraints:
            given = ", ".join(
                "1000000" if one == key and one not in unique else f'"{one}"' for one in columns
            )
            known = " AND ".join(f'"{one}" IS NOT NULL' for one in unique)
            statement = f"INSERT OR REPLACE INTO {table} SELECT {given} FROM {table} WHERE {known} LIMIT 1"  # noqa: S608
            with db.engine.connect() as connection:
                found = connection.scalar(sa.text(f"SELECT count(*) FROM {table} WHERE {known}"))  # noqa: S608
            if found:
                refused(statement, "is append-only|stay")


def test_the_guards_know_everything_that_is_unique() -> None:
    for table, key in (APPEND_ONLY | NEVER_DELETED).items():
        known = [set(key), *(set(one) for one in ALSO_UNIQUE.get(table, ()))]
        for constraint in Base.metadata.tables[table].constraints:
            if isinstance(constraint, sa.UniqueConstraint | sa.PrimaryKeyConstraint):
                names = {column.name for column in constraint.columns}
                assert any(names >= one for one in known), (table, names)
