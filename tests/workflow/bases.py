"""Bases that tests register, and drafts whose rows cite them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tests.world import ROWS, World
from values.entry import Citation
from values.proposal_content import DraftContent
from workflow.commands.bases import BasisFacts

TODAY = date(2026, 3, 2)
LAW = BasisFacts(title="中华人民共和国就业促进法", number="主席令第70号", in_force_from=date(2008, 1, 1))
NEW = BasisFacts(title="就业新办法", number="国发〔2026〕9号", in_force_from=date(2026, 1, 1))


def citing(world: World, texts: Sequence[str], *, names: Sequence[str] = ROWS[:1]) -> DraftContent:
    """Return a draft whose rows cite these."""
    text = world.amendment(*names)
    bases = tuple(Citation(text=one) for one in texts)
    states = [(one, replace(one.after.content, legal_bases=bases)) for one in text.changes]
    changes = (replace(one, after=replace(one.after, content=content)) for one, content in states)
    return replace(text, changes=tuple(changes))
