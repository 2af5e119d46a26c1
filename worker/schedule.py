"""What runs by the clock; every task is safe to run twice in its time."""

SWEEP_SECONDS = 10
REMIND_SECONDS = 60
HOUSEKEEPING_SECONDS = 60
HIDINGS_SECONDS = 60
DIGESTS_SECONDS = 60
PUBLISH_SECONDS = 15
BASIS_DRAFTS_SECONDS = 15
RULES_SECONDS = 15
DRAFTS_SECONDS = 10
FILES_SECONDS = 30
JOBS_SECONDS = 10
PLACES_SECONDS = 60
SEAL_SECONDS = 60
SEAL_EVERYWHERE_SECONDS = 3600
VERIFY_SECONDS = 3600
THIN_SECONDS = 3600

SCHEDULE = {
    "sweep": {"task": "mulu.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}},
    "remind": {"task": "mulu.remind", "schedule": REMIND_SECONDS, "options": {"expires": REMIND_SECONDS}},
    "hidings": {"task": "mulu.hidings", "schedule": HIDINGS_SECONDS, "options": {"expires": HIDINGS_SECONDS}},
    "digests": {"task": "mulu.digests", "schedule": DIGESTS_SECONDS, "options": {"expires": DIGESTS_SECONDS}},
    "files": {"task": "mulu.files", "schedule": FILES_SECONDS, "options": {"expires": FILES_SECONDS}},
    "publish": {"task": "mulu.publish", "schedule": PUBLISH_SECONDS, "options": {"expires": PUBLISH_SECONDS}},
    "basis_drafts": {
        "task": "mulu.basis_drafts",
        "schedule": BASIS_DRAFTS_SECONDS,
        "options": {"expires": BASIS_DRAFTS_SECONDS},
    },
    "rules": {"task": "mulu.rules.sweep", "schedule": RULES_SECONDS, "options": {"expires": RULES_SECONDS}},
    "drafts": {
        "task": "mulu.rules.drafts",
        "schedule": DRAFTS_SECONDS,
        "options": {"expires": DRAFTS_SECONDS},
    },
    "jobs": {"task": "mulu.jobs.sweep", "schedule": JOBS_SECONDS, "options": {"expires": JOBS_SECONDS}},
    "places": {"task": "mulu.places", "schedule": PLACES_SECONDS, "options": {"expires": PLACES_SECONDS}},
    "seal": {"task": "mulu.seal", "schedule": SEAL_SECONDS, "options": {"expires": SEAL_SECONDS}},
    "seal_everywhere": {
        "task": "mulu.seal.everywhere",
        "schedule": SEAL_EVERYWHERE_SECONDS,
        "options": {"expires": SEAL_EVERYWHERE_SECONDS},
    },
    "verify": {"task": "mulu.verify", "schedule": VERIFY_SECONDS, "options": {"expires": VERIFY_SECONDS}},
    "thin": {
        "task": "mulu.checkpoints.thin",
        "schedule": THIN_SECONDS,
        "options": {"expires": THIN_SECONDS},
    },
    "housekeeping": {
        "task": "mulu.housekeeping",
        "schedule": HOUSEKEEPING_SECONDS,
        "options": {"expires": HOUSEKEEPING_SECONDS},
    },
}
"""Name → task and interval in seconds; a run that comes too late is dropped, the next one does its work."""
