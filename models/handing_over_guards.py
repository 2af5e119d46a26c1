"""What was handed over, and why, is history."""

APPEND_ONLY = {"catalogue_hand_over": ("id",)}
ALSO_UNIQUE: dict[str, tuple[tuple[str, ...], ...]] = {}
