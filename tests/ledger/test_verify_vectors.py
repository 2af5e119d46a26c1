"""The proofs of transparency-dev/merkle, right ones and 187 that must be refused (`tests/ledger/vectors`)."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from ledger import verify

VECTORS = Path(__file__).parent / "vectors"


def _cases(name: str) -> list[Any]:
    cases = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in cases]


def _bytes(case: dict[str, Any], *names: str) -> list[bytes]:
    return [base64.b64decode(case[name]) for name in names]


def _proof(case: dict[str, Any]) -> list[bytes]:
    return [base64.b64decode(one) for one in case["proof"] or ()]


@pytest.mark.parametrize("case", _cases("inclusion"))
def test_proofs_of_inclusion(case: dict[str, Any]) -> None:
    leaf, root = _bytes(case, "leafHash", "root")
    found = verify.is_included(case["leafIdx"], case["treeSize"], leaf, _proof(case), root)
    assert found is not case["wantErr"]


@pytest.mark.parametrize("case", _cases("consistency"))
def test_proofs_of_consistency(case: dict[str, Any]) -> None:
    roots = _bytes(case, "root1", "root2")
    found = verify.is_consistent(case["size1"], case["size2"], *roots, _proof(case))
    assert found is not case["wantErr"]


def test_all_of_them_are_here() -> None:
    assert [len(_cases(name)) for name in ("inclusion", "consistency")] == [98, 98]
