"""What was and how it was called stays: names and lineage of bodies, versions of routes, names of attached files."""

APPEND_ONLY = {
    "body_name": ("id",),
    "body_lineage": ("id",),
    "route": ("id",),
    "route_step": ("id",),
    "attachment_name": ("id",),
}

ALSO_UNIQUE = {
    "body_name": (("body_id", "valid_from"),),
    "body_lineage": (("predecessor_id", "successor_id"),),
    "route": (("first_id", "version"),),
    "attachment_name": (("proposal_id", "sha256", "name"),),
}
