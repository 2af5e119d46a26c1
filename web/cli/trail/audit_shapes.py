"""What `flask audit export --json` prints; `docs/command-line.md` describes each member."""

from dataclasses import dataclass

from workflow.commands.auditing import ExportForm


@dataclass(frozen=True, kw_only=True)
class ExportMade:
    """A file that an export wrote."""

    path: str
    form: ExportForm
    filter: dict[str, str]
    count: int
    is_cut: bool
    upto: int
    sha256: str
