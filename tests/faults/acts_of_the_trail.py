"""What keeps the trail: sealing, keys, verification, evidence, copies outside, and what the queue held."""

import os
import uuid
from datetime import timedelta
from functools import partial
from pathlib import Path

from flask import current_app

from config import Settings
from tests.faults.acts import Act, case
from tests.world import World
from values.clock import FrozenClock
from workflow.actor import SYSTEM
from workflow.commands import export_bundle, ledger_logs, seal, thin_copies, unreadable, verify_ledger
from workflow.sealing.bundle import Scope
from workflow.sealing.safe import Safe


def _safe() -> Safe:
    settings: Settings = current_app.config["SETTINGS"]
    return Safe(keys=settings.keys_folder, outside=settings.checkpoints_folder)


@case("seal.seal", in_parts=True)
def _seal(_: World, __: FrozenClock) -> Act:
    return partial(seal.seal, _safe())


@case("ledger_logs.rotate_key", in_parts=True)
def _rotate(_: World, __: FrozenClock) -> Act:
    seal.seal(_safe())
    return partial(ledger_logs.rotate_key, _safe())


@case("verify_ledger.verify", in_parts=True)
def _verify(_: World, __: FrozenClock) -> Act:
    seal.seal(_safe())
    return partial(verify_ledger.verify, _safe(), actor=SYSTEM)


@case("export_bundle.export_bundle", in_parts=True)
def _export(world: World, _: FrozenClock) -> Act:
    seal.seal(_safe())
    home: Path = current_app.config["SETTINGS"].home

    def export() -> object:
        folder = home / uuid.uuid4().hex
        return export_bundle.export_bundle(Scope(name="all"), folder, actor=world.actor("auditor"))

    return export


@case("thin_copies.thin_copies", in_parts=True)
def _thin(_: World, clock: FrozenClock) -> Act:
    for age in (42, 41, 41, 0):
        verify_ledger.verify(_safe(), actor=SYSTEM)
        seal.seal(_safe())
        newest = max(_safe().outside.rglob("*.checkpoint"))
        os.utime(newest, times=((clock.at - timedelta(days=age)).timestamp(),) * 2)
    return partial(thin_copies.thin_copies, _safe())


@case("unreadable.note_unreadable")
def _unreadable(_: World, __: FrozenClock) -> Act:
    return partial(unreadable.note_unreadable, "0" * 64, size=1, excerpt="x", reason="ValueError")


@case("unreadable.forget_unreadable")
def _forget_unreadable(world: World, clock: FrozenClock) -> Act:
    _unreadable(world, clock)()
    clock.advance(unreadable.KEPT + timedelta(days=1))
    return unreadable.forget_unreadable
