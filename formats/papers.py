"""The one entrance to setting the official papers of a proposal: a paper in words gives its lines and forms, or a file."""

from typing import assert_never

from formats.application_form import application_form
from formats.approval_sheet import approval_sheet
from formats.official_paper import official_paper
from formats.paper_parts import OfficialPaper
from formats.publication_paper import publication_paper
from formats.redline_paper import redline_paper
from values.papers import ApplicationForm, ApprovalSheet, NoticePaper, Paper, RedlinePaper


def set_paper(paper: Paper) -> OfficialPaper:
    """Return a paper ready to be set, as a Word file or as PDF."""
    match paper:
        case ApplicationForm():
            return application_form(paper)
        case ApprovalSheet():
            return approval_sheet(paper)
        case RedlinePaper():
            return redline_paper(paper)
        case NoticePaper():
            return publication_paper(paper)
    assert_never(paper)


def write_paper(paper: Paper) -> bytes:
    """Return a paper as a Word file (.docx); the same paper always gives the same bytes."""
    return official_paper(set_paper(paper))
