"""What a process of our own gets of the environment: enough to start; settings and passwords stay where they are."""

import os

NEEDED = ("PATH", "SYSTEMROOT", "PYTHONPATH")


def surroundings() -> dict[str, str]:
    """Return the environment of a process that works on foreign files."""
    return {name: os.environ[name] for name in NEEDED if name in os.environ} | {
        "PYTHONDONTWRITEBYTECODE": "1"
    }
