"""The tree: known roots, and proofs that hold for every size and for nothing else."""

from collections.abc import Collection, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.hashing import TreeHash
from ledger.proofs import ProofError, verify_consistency, verify_inclusion
from ledger.tree import MissingNodeError, Place, consistency_proof, grow, inclusion_proof, root

SHA256 = TreeHash()

REFERENCE = [
    bytes.fromhex(data)
    for data in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
"""The leaves of the reference tests of certificate transparency."""

ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""The root of the first 0 to 8 of them."""


class Tree:
    """A tree in memory that grows in steps and counts what is read of it."""

    def __init__(self, tree_hash: TreeHash = SHA256) -> None:
        """Begin without leaves."""
        self.tree_hash, self.nodes, self.size, self.read_count = tree_hash, dict[Place, bytes](), 0, 0

    def read(self, places: Collection[Place]) -> Mapping[Place, bytes]:
        """Return the nodes that are there."""
        self.read_count += len(places)
        return {place: self.nodes[place] for place in places if place in self.nodes}

    def append(self, *data: bytes) -> None:
        """Add leaves; none of the nodes was there before."""
        made = grow(self.tree_hash, self.size, [self.tree_hash.leaf(one) for one in data], self.read)
        assert not made.keys() & self.nodes.keys()
        self.nodes |= made
        self.size += len(data)

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first leaves."""
        return root(self.tree_hash, self.size if size is None else size, self.read)


def grown(steps: list[int], tree_hash: TreeHash = SHA256) -> Tree:
    tree = Tree(tree_hash)
    for step in steps:
        tree.append(*(str(tree.size + place).encode() for place in range(step)))
    return tree


def simple_root(leaves: list[bytes]) -> bytes:
    """MTH as RFC 6962, 2.1, writes it."""
    if len(leaves) < 2:
        return SHA256.leaf(leaves[0]) if leaves else SHA256.empty()
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return SHA256.node(simple_root(leaves[:middle]), simple_root(leaves[middle:]))


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_known_roots_are_found(size: int) -> None:
    tree = Tree()
    tree.append(*REFERENCE)
    assert tree.root(size).hex() == ROOTS[size]


@given(st.lists(st.integers(0, 40), max_size=6))
def test_a_tree_that_grew_in_steps_has_the_root_of_its_leaves(steps: list[int]) -> None:
    tree = grown(steps)
    assert tree.root() == simple_root([str(place).encode() for place in range(tree.size)])


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4), st.data())
def test_every_leaf_is_proven_and_no_other(steps: list[int], data: st.DataObject) -> None:
    tree = grown(steps)
    size = data.draw(st.integers(1, tree.size))
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(SHA256, index, size, tree.read)
    leaf = SHA256.leaf(str(index).encode())
    verify_inclusion(SHA256, index=index, size=size, leaf=leaf, proof=proof, root=tree.root(size))
    for other in range(size):
        if other != index:
            with pytest.raises(ProofError):
                verify_inclusion(SHA256, index=other, size=size, leaf=leaf, proof=proof, root=tree.root(size))


@given(st.integers(1, 70), st.data())
def test_two_heads_of_one_tree_are_proven_consistent_and_a_changed_one_is_not(
    new: int, data: st.DataObject
) -> None:
    tree = grown([new])
    old = data.draw(st.integers(1, new))
    proof = consistency_proof(SHA256, old, new, tree.read)
    roots = {"old_root": tree.root(old), "new_root": tree.root(new)}
    verify_consistency(SHA256, old=old, new=new, proof=proof, **roots)
    for name in roots:
        with pytest.raises(ProofError):
            verify_consistency(SHA256, old=old, new=new, proof=proof, **(roots | {name: SHA256.leaf(b"?")}))
    with pytest.raises(ProofError):
        verify_consistency(SHA256, old=old, new=new, proof=[*proof, b"?" * 32], **roots)
    if proof:
        with pytest.raises(ProofError):
            verify_consistency(SHA256, old=old, new=new, proof=proof[:-1], **roots)


def test_nothing_is_proven_from_an_empty_tree() -> None:
    tree = grown([3])
    with pytest.raises(ValueError, match="from 0"):
        consistency_proof(SHA256, 0, 3, tree.read)
    with pytest.raises(ProofError):
        verify_consistency(SHA256, old=0, new=3, proof=[], old_root=SHA256.empty(), new_root=tree.root())


def test_a_proof_reads_few_nodes() -> None:
    tree = grown([1 << 14, 4321])
    tree.read_count = 0
    inclusion_proof(SHA256, 12_345, tree.size, tree.read)
    assert tree.read_count < 2 * tree.size.bit_length()


def test_a_missing_node_is_named() -> None:
    tree = grown([5])
    del tree.nodes[2, 0]
    with pytest.raises(MissingNodeError) as missing:
        tree.root()
    assert missing.value.place == (2, 0)


def test_a_log_may_use_sm3_and_nothing_unknown() -> None:
    tree = grown([7], TreeHash("sm3"))
    proof = inclusion_proof(tree.tree_hash, 4, 7, tree.read)
    leaf = tree.tree_hash.leaf(b"4")
    verify_inclusion(tree.tree_hash, index=4, size=7, leaf=leaf, proof=proof, root=tree.root())
    assert tree.tree_hash.empty().hex() == "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b"
    with pytest.raises(ValueError, match="no hash"):
        TreeHash("md5")
