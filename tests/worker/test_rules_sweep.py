"""The national check for real: a worker process over Redis does the chunks of a run, and the progress reaches its end."""

import subprocess

import sqlalchemy as sa
from flask import Flask

from models import Catalogue, ComplianceChunk, ComplianceResult, ComplianceRun, DraftCheck
from tests.waiting import wait_until
from tests.web.people import signed_in
from tests.worker.test_queue import worker_process
from tests.world import COUNTY, OTHER_COUNTY, World
from workflow.unit import transaction

__all__ = ["worker_process"]


def progress(run: int) -> tuple[int, int, bool]:
    """Return how many catalogues of a run are done, of how many, and whether it has ended."""
    with transaction() as session:
        found = session.get_one(ComplianceRun, run)
        return found.done, found.total, found.finished_at is not None


def checked() -> set[str]:
    """Return the catalogues with a result."""
    with transaction() as session:
        asked = sa.select(Catalogue.code).join(
            ComplianceResult, ComplianceResult.catalogue_id == Catalogue.id
        )
        return set(session.scalars(asked))


def test_a_worker_process_checks_every_catalogue_and_says_how_far_it_is(
    app: Flask, world: World, worker_process: subprocess.Popen[bytes]
) -> None:
    overseer = signed_in(app, world, "overseer")
    overseer.submit(overseer.get("/compliance"), "Check every catalogue")
    with app.app_context():
        with transaction() as session:
            begun = session.scalars(sa.select(ComplianceRun.id).order_by(ComplianceRun.id)).all()[-1]
        assert progress(begun)[1] == 2
        wait_until(lambda: progress(begun) == (2, 2, True))
        assert checked() == {COUNTY, OTHER_COUNTY}
        with transaction() as session:
            chunks = session.scalars(sa.select(ComplianceChunk).where(ComplianceChunk.run_id == begun)).all()
        assert chunks
        assert all(one.taken_at and one.done_at and one.done_at >= one.taken_at for one in chunks)
    assert "2 of 2 catalogues are checked" in overseer.get("/compliance").text
    assert worker_process.poll() is None


def test_a_worker_process_checks_drafts_within_moments(
    app: Flask, world: World, worker_process: subprocess.Popen[bytes]
) -> None:
    with app.app_context():
        proposal = world.proposal(world.opened()).id

        def is_checked() -> bool:
            with transaction() as session:
                return session.get(DraftCheck, proposal) is not None

        wait_until(is_checked)
    assert worker_process.poll() is None
