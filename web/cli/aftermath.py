"""How the story ends: what the public reads on which day, what the database refuses, and the trail."""

from datetime import date, timedelta

import sqlalchemy as sa
from flask_babel import gettext, ngettext

from models import Body, Catalogue, Event, PublicationNotice, Release
from values.canonical import sha256_hex
from values.redline import redline
from web.cli.story.stage import Stage, marked, require, short
from web.proposal.page import told
from web.wording.common import day, label, moment
from workflow.queries.catalogue import PublishedRow, catalogue_at_release, in_force, shown
from workflow.queries.proposal import names_of_people
from workflow.queries.timeline import Filter, timeline
from workflow.reach import seats_of

ATTEMPTS = (
    "UPDATE event SET at = '2026-03-01 00:00:00' WHERE proposal_id = :proposal",
    "DELETE FROM sign_off WHERE proposal_id = :proposal",
    "UPDATE entry_version SET deadline = '' WHERE release_no = 2",
    "UPDATE proposal SET state = 'draft', version = version + 1 WHERE id = :proposal",
)
"""How someone with the database's password might try to change history."""


class Aftermath:
    """The catalogue that the proposal changed, seen from outside."""

    def __init__(self, stage: Stage, code: str) -> None:
        """Take the stage and the catalogue's code."""
        self.stage = stage
        self.code = code

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue as it is now."""
        with self.stage.reading() as session:
            return session.scalars(sa.select(Catalogue).where(Catalogue.code == self.code)).one()

    def rows(self) -> dict[str, PublishedRow]:
        """Return the rows of the newest release."""
        catalogue = self.catalogue
        with self.stage.reading() as session:
            return catalogue_at_release(session, catalogue.id, catalogue.current_release_no)

    def row(self, name: str) -> PublishedRow:
        """Return a published row by its name."""
        return next(row for row in self.rows().values() if row.state.content.name == name)

    def tell(self, number: str, entry: str) -> None:
        """Let the public read, someone tamper, and the auditor look."""
        published_on = self.stage.today
        self.stage.chapter(
            gettext("The public catalogue"), self.stage.clock.now() + timedelta(hours=5, minutes=30)
        )
        self._as_of(entry, published_on)
        self.stage.chapter(gettext("Tampering"), self.stage.clock.now() + timedelta(hours=3))
        self._tamper(number)
        self.stage.chapter(gettext("The trail"), self.stage.clock.now() + timedelta(hours=19))
        self._trail(number)

    def notice(self, release_no: int) -> None:
        """Say what the notice of a release says."""
        catalogue = self.catalogue
        with self.stage.reading() as session:
            release, notice, body = session.execute(
                sa.select(Release, PublicationNotice, Body.name)
                .join(PublicationNotice, PublicationNotice.release_id == Release.id)
                .join(Body, Body.id == PublicationNotice.issuing_body_id)
                .where(Release.catalogue_id == catalogue.id, Release.no == release_no)
            ).one()
        self.stage.line(
            gettext(
                "Publication notice %(index)s: issued by %(body)s, signed by %(signatory)s, in force from"
                " %(day)s, content %(hash)s",
                index=notice.index_number,
                body=body,
                signatory=notice.signatory,
                day=day(release.effective_from),
                hash=short(release.content_sha256),
            )
        )

    def _as_of(self, entry: str, published_on: date) -> None:
        before, now = published_on - timedelta(days=1), self.stage.clock.now()
        catalogue = self.catalogue
        with self.stage.reading() as session:
            old = shown(session, catalogue.id, day=before, now=now)[entry]
            new = in_force(session, catalogue.id, day=published_on, now=now)[entry]
            others = in_force(session, catalogue.id, day=before, now=now)
        for on, row in ((before, old), (published_on, new)):
            self.stage.line(
                gettext(
                    "As of %(day)s (release %(no)s): “%(name)s”, %(deadline)s",
                    day=day(on),
                    no=row.release_no,
                    name=row.state.content.name,
                    deadline=row.state.content.deadline,
                )
            )
        require(
            (old.release_no, new.release_no) == (1, 2), gettext("The days do not show different releases.")
        )
        require(others[entry] == old, gettext("What was shown and what was in force differ."))
        changed = marked(redline(old.state.content.deadline, new.state.content.deadline))
        require("「-20-」「+15+」" in changed, gettext("The deadline did not change as told."))
        self.stage.line(gettext("The difference: %(redline)s", redline=changed))

    def _tamper(self, number: str) -> None:
        proposal = self.stage.file(number).case.proposal.id
        before = self._fingerprint()
        for statement in ATTEMPTS:
            given = {"proposal": proposal} if ":proposal" in statement else {}
            self.stage.line(statement.replace(":proposal", str(proposal)))
            self.stage.line(
                "   " + gettext("The database: %(message)s", message=self.stage.barred(statement, **given))
            )
        count, hashed = self._fingerprint()
        require((count, hashed) == before, gettext("The trail is not what it was."))
        self.stage.line(
            ngettext(
                "%(num)d event, unchanged: %(hash)s",
                "%(num)d events, unchanged: %(hash)s",
                count,
                hash=short(hashed),
            )
        )

    def _fingerprint(self) -> tuple[int, str]:
        """Return how many events there are, and the hash of all their bytes."""
        with self.stage.reading() as session:
            data = session.scalars(sa.select(Event.data).order_by(Event.id)).all()
        return len(data), sha256_hex(b"\n".join(data))

    def _trail(self, number: str) -> None:
        stage = self.stage
        stage.line(gettext("%(who)s reads:", who=stage.who("auditor")))
        file = stage.file(number)
        with stage.reading() as session:
            seats = seats_of(session, stage.world.people["auditor"], stage.today)
            wanted = Filter(action="refused", subject=f"proposal:{number}")
            refusals = timeline(session, seats, wanted, limit=50).events
            events = sorted([*file.events, *refusals], key=lambda event: event.id)
            people = names_of_people(
                session, [one for event in events for one in (event.actor_id, event.on_behalf_of_id)]
            )
            for event in events:
                stage.line(f"{moment(event.at)}  {told(event, people)[1]}")
        moves = [event for event in events if event.proposal_version is not None]
        require(
            [event.proposal_version for event in moves] == list(range(1, len(moves) + 1))
            and [event.from_state for event in moves[1:]] == [event.to_state for event in moves[:-1]]
            and moves[-1].to_state == file.case.proposal.state,
            gettext("The trail has a gap."),
        )
        require(bool(refusals), gettext("The refusals are not in the trail."))
        stage.line(
            gettext(
                "Replayed, the %(count)s versions of the proposal lead to “%(state)s” without a gap.",
                count=len(moves),
                state=label(file.case.proposal.state),
            )
        )
