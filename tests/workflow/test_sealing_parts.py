"""Sealing in parts: each is whole by itself, the write lock is held for writing only, and a proof is one or two reads."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from ledger.hashing import TreeHash
from ledger.tree import Place, grow, inclusion_proof
from models import Event, LedgerLeaf
from models.db import WRITING, db
from tests.counting import counted
from tests.workflow.sealed import checked, count
from tests.world import World
from values.vocabulary import State
from workflow.commands import seal as sealing
from workflow.commands.seal import seal
from workflow.sealing import store
from workflow.sealing.safe import Safe
from workflow.sealing.store import Growth

SHA256 = TreeHash()


@given(st.integers(0, 40), st.integers(1, 40), st.integers(1, 12))
def test_each_part_completes_the_same_subtrees_as_if_it_came_alone(before: int, more: int, most: int) -> None:
    hashes = [SHA256.leaf(bytes([number])) for number in range(before + more)]
    known = grow(SHA256, 0, hashes[:before], partial(_taken, {}))
    made = grow(SHA256, before, hashes[before:], partial(_taken, known))
    growth = Growth(1, before, list(enumerate(hashes))[before:], _nodes(made))
    size = before
    for part in growth.parts(most):
        assert part.size == size
        leaves = [leaf for _, leaf in part.leaves]
        alone = grow(SHA256, size, leaves, partial(_taken, known))
        assert part.nodes == _nodes(alone)
        known |= alone
        size += len(leaves)
    assert size == before + more


def _taken(known: dict[Place, bytes], places: Collection[Place]) -> dict[Place, bytes]:
    return {place: known[place] for place in places}


def _nodes(made: dict[Place, bytes]) -> dict[Place, bytes]:
    return {place: one for place, one in made.items() if place[0]}


@pytest.mark.usefixtures("context", "clock")
@pytest.mark.parametrize("part", range(4))
def test_a_run_that_broke_off_between_parts_is_taken_up_again(
    world: World, safe: Safe, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(sealing, "TOGETHER", 3)
    monkeypatch.setattr(sealing, "READ_TOGETHER", 7)
    world.in_state(State.PUBLISHED, world.addition())
    write, written = Growth.write, list[int]()

    def breaking(growth: Growth, session: Session) -> None:
        write(growth, session)
        if len(written) == part:
            raise KeyboardInterrupt
        written.append(len(growth.leaves))

    with monkeypatch.context() as patch:
        patch.setattr(Growth, "write", breaking)
        with pytest.raises(KeyboardInterrupt):
            seal(safe)
    assert count(LedgerLeaf) == sum(written)
    seal(safe)
    assert count(LedgerLeaf) == count(Event)
    found = checked(safe)
    assert found.is_right, [one.said.in_english() for one in found.wrong]
    assert found.outside == found.size


@pytest.mark.usefixtures("context", "clock")
def test_while_others_cannot_write_sealing_does_nothing_but_write(world: World, safe: Safe) -> None:
    seal(safe)
    world.in_state(State.PUBLISHED, world.addition())
    with _written() as statements:
        assert seal(safe).added
    assert statements
    assert {one for one in statements if not one.startswith("INSERT INTO ledger_")} <= {"BEGIN IMMEDIATE"}


@contextmanager
def _written() -> Iterator[list[str]]:
    """Give the statements of writing transactions."""
    found: list[str] = []

    def note(connection: Any, _: Any, text: str, *__: Any) -> None:
        if connection.get_execution_options().get(WRITING):
            found.append(text)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", note)


@pytest.mark.usefixtures("context", "clock")
def test_what_a_proof_needs_is_read_in_two_statements_and_any_number_of_nodes_is_found(
    sealed: World, safe: Safe
) -> None:
    sealed.in_state(State.IN_REVIEW)
    seal(safe)
    log, size = store.current_log(), count(LedgerLeaf)
    assert size > store.AT_ONCE
    read = store.reader(db.session(), log)
    with counted() as cost:
        inclusion_proof(SHA256, 1, size, read)
    assert len(cost.statements) == 2
    pairs = [(1, index) for index in range(size // 2)]
    found = read([*pairs, (1, 1 << 40), *((0, index) for index in range(size))])
    assert found.keys() == {*pairs, *((0, index) for index in range(size))}
    for _, index in pairs:
        assert found[1, index] == SHA256.node(found[0, 2 * index], found[0, 2 * index + 1])
