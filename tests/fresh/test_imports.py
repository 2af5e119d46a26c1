"""What the lock for running installs is enough for every import of the product, and less is noticed."""

import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.fresh.imports import ROOT

LOCK = ROOT / "requirements.lock"


def locked() -> list[str]:
    """Return the packages that the lock has for this machine."""
    lines = [line.rstrip(" \\") for line in LOCK.read_text(encoding="utf-8").splitlines()]
    found = [Requirement(line) for line in lines if "==" in line and not line.startswith((" ", "#"))]
    return [one.name for one in found if one.marker is None or one.marker.evaluate()]


def imported(folder: Path, *, without: str = "") -> subprocess.CompletedProcess[str]:
    """Import everything with nothing but Python and the lock's packages, one of them left out."""
    assert not without or without in locked()
    for name in locked():
        if name == without:
            continue
        for file in distribution(name).files or ():
            top = file.parts[0]
            if top != ".." and not (folder / top).exists():
                (folder / top).symlink_to(Path(str(distribution(name).locate_file(top))))
    # Without `site` there is nothing but what is named here.
    words = [sys.executable, "-S", "-m", "tests.fresh.imports"]
    path = {"PYTHONPATH": str(folder), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(words, cwd=ROOT, env=path, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_lock_for_running_has_all_that_the_product_imports(tmp_path: Path) -> None:
    found = imported(tmp_path)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("package", "file"), [("packaging", "worker/redis_transport.py"), ("xlsxwriter", "formats/")]
)
def test_a_package_that_the_lock_leaves_out_is_named_with_who_needs_it(
    tmp_path: Path, package: str, file: str
) -> None:
    found = imported(tmp_path, without=package)
    assert found.returncode == 1
    assert f"No module named '{package}'" in found.stderr
    assert file in found.stderr
