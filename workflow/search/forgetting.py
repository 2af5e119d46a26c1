"""What is found no more since a case was destroyed: the words of its comments, and what its files said."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from models import AttachmentName, AttachmentText, Comment
from workflow.search.documents import comments
from workflow.search.files import files
from workflow.search.keeping import write


def forget_comments(session: Session, proposal_id: int) -> None:
    """Make anew what a proposal's comments are found by, which have been emptied."""
    write(session, comments(session, Comment.proposal_id == proposal_id))


def forget_text(session: Session, sha256: str) -> None:
    """Empty what a file said, which stands beside its bytes to be searched, and what it is found by."""
    session.execute(sa.update(AttachmentText).where(AttachmentText.sha256 == sha256).values(text=""))
    write(session, files(session, AttachmentName.sha256 == sha256))
