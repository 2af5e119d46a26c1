"""What runs by the clock; every task is safe to run twice in its time."""

EVERY = {
    "sweep": ("mulu.sweep", 10),
    "remind": ("mulu.remind", 60),
    "hidings": ("mulu.hidings", 60),
    "digests": ("mulu.digests", 60),
    "files": ("mulu.files", 30),
    "publish": ("mulu.publish", 15),
    "basis_drafts": ("mulu.basis_drafts", 15),
    "rules": ("mulu.rules.sweep", 15),
    "drafts": ("mulu.rules.drafts", 10),
    "jobs": ("mulu.jobs.sweep", 10),
    "places": ("mulu.places", 60),
    "seal": ("mulu.seal", 60),
    "seal_everywhere": ("mulu.seal.everywhere", 3600),
    "verify": ("mulu.verify", 3600),
    "thin": ("mulu.checkpoints.thin", 3600),
    "housekeeping": ("mulu.housekeeping", 60),
}
"""Name → task, and seconds between two of its runs."""

SCHEDULE = {
    name: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for name, (task, seconds) in EVERY.items()
}
"""As Celery reads it: a run that comes too late is dropped, the next one does its work."""
