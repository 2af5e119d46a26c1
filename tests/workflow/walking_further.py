"""A walk in which people also undo releases, claim rows, hand on, edit back and forth; and the system keeps its times."""

import contextlib
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from models import Catalogue
from tests.townships import SUBSTITUTION, claiming_rows, found_township, settled
from tests.workflow.truth import PEOPLE, with_relations
from tests.workflow.truth_beside import ACTS, attempt
from tests.workflow.walking_aside import WalkAside
from tests.world import COUNTY
from values.claim import Substitution
from values.entry import Telephones
from values.vocabulary import Action
from workflow.commands import undoing
from workflow.commands.scheduled import publish_scheduled
from workflow.errors import WorkflowError
from workflow.queries.scheduled import due_publications
from workflow.unit import transaction

SAYING = (SUBSTITUTION, Substitution(telephones=Telephones(questions="0999-5550300")))


class WalkFurther(WalkAside):
    """The walk, with everything that is done to drafts, releases and claims."""

    def __init__(self) -> None:
        """Begin with a township, a body that can be asked and a deputy."""
        super().__init__()
        own = replace(self.world, people={**self.world.people}, bodies={**self.world.bodies})
        self.world = with_relations(found_township(own))

    @rule(which=st.integers(0, 3), act=st.sampled_from(sorted(ACTS)), who=st.sampled_from(sorted(PEOPLE)))
    def do_beside(self, which: int, act: str, who: str) -> None:
        """Let anybody try what is done beside the table of transitions."""
        attempt(self.world, self._number(which), act, who)

    @rule(which=st.integers(0, 9), is_published=st.booleans())
    def undo_a_release(self, which: int, is_published: bool) -> None:
        """Open what takes a release back, and perhaps bring it all the way."""
        with transaction() as session:
            newest = session.get_one(Catalogue, self.world.catalogues[COUNTY]).current_release_no or 1
        with contextlib.suppress(WorkflowError):
            number = undoing.open_undo(COUNTY, 1 + which % newest, actor=self.world.actor("drafter"))
            self.numbers[:] = [*self.numbers[-3:], number]
            if is_published:
                self.world.justify(number)
                self.world.go_on_to_publication(number)

    @rule(rows=st.sets(st.integers(0, 9), min_size=1, max_size=3), said=st.sampled_from(SAYING))
    def claim(self, rows: set[int], said: Substitution) -> None:
        """Have the township claim rows of the county, whatever they are by now."""
        known = sorted(self.world.rows())
        with contextlib.suppress(WorkflowError):
            text = claiming_rows(self.world, [known[row % len(known)] for row in rows], said)
            settled(self.world, text)

    @rule(which=st.integers(0, 3), days=st.integers(0, 8))
    def let_a_set_time_come(self, which: int, days: int) -> None:
        """Schedule what is approved, let days pass, and have the system publish what is due."""
        self.try_something(which, Action.SCHEDULE, "publisher")
        self.clock.advance(timedelta(days=days))
        with transaction() as session:
            due = due_publications(session, now=self.clock.now())
        for number in due:
            publish_scheduled(number)
