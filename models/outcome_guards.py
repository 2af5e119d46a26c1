"""What the rules found is history as well."""

APPEND_ONLY = {"rule_outcome": ("id",)}
ALSO_UNIQUE = {"rule_outcome": (("revision_id", "proposal_version"),)}
