"""Where measured databases lie: on a disk, so that what is committed has to get there."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from config import ROOT

MOUNTS = Path("/proc/self/mounts")
IN_MEMORY = frozenset({"tmpfs", "ramfs", "devtmpfs"})
"""Filesystems on which a commit waits for nothing."""

UNKNOWN = "a filesystem that this machine does not name"


@dataclass(frozen=True)
class Disk:
    """A folder for temporary files, and what it lies on."""

    folder: Path
    filesystem: str

    @property
    def forgets(self) -> bool:
        """Whether it is memory, which costs commits nothing."""
        return self.filesystem in IN_MEMORY


def disk() -> Disk:
    """Return the first of the usual folders that lies on a disk; where none does, the first, which says so."""
    own = ROOT / "var"
    own.mkdir(exist_ok=True)
    found = [Disk(folder, filesystem_of(folder)) for folder in (Path(tempfile.gettempdir()), own)]
    return next((one for one in found if not one.forgets), found[0])


def filesystem_of(folder: Path) -> str:
    """Return the kind of filesystem that a folder lies on, by the innermost mount that holds it."""
    if not MOUNTS.exists():
        return UNKNOWN
    kinds = {}
    for line in MOUNTS.read_text(encoding="utf-8").splitlines():
        _, mount, kind, *_ = line.split()
        kinds[Path(mount)] = kind
    here = folder.resolve()
    return next((kinds[one] for one in (here, *here.parents) if one in kinds), UNKNOWN)
