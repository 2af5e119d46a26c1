"""The one entrance to writing the official papers of a proposal: a paper in words gives a Word file."""

from typing import assert_never

from formats.application_form import application_form
from formats.approval_sheet import approval_sheet
from formats.publication_paper import publication_paper
from formats.redline_paper import redline_paper
from values.papers import ApplicationForm, ApprovalSheet, NoticePaper, Paper, RedlinePaper


def write_paper(paper: Paper) -> bytes:
    """Return a paper as a Word file (.docx); the same paper always gives the same bytes."""
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
