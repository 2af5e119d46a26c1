"""What the database refuses of hidings: a second one of the same part, judging one's own, and acts after the end."""

APPEND_ONLY = {"hiding": ("id",), "hiding_act": ("id",)}
ALSO_UNIQUE = {"hiding_act": (("hiding_id", "action", "level"),)}

_OVER = "EXISTS (SELECT 1 FROM hiding_act a WHERE a.hiding_id = {hiding} AND a.action IN ('lift', 'end'))"
_APPROVED = "EXISTS (SELECT 1 FROM hiding_act a WHERE a.hiding_id = NEW.hiding_id AND a.action = 'approve')"
_HID = (
    "EXISTS (SELECT 1 FROM hiding h WHERE h.id = NEW.hiding_id AND"
    " (h.hidden_by_id IN ({people}) OR h.on_behalf_of_id IN ({people})))"
)
_SAME = (
    "EXISTS (SELECT 1 FROM hiding h WHERE h.entry_id = NEW.entry_id AND h.field = NEW.field"
    " AND h.attachment = NEW.attachment AND h.id <> NEW.id AND NOT {over})"
)
_LASTING = (
    "EXISTS (SELECT 1 FROM hiding h WHERE h.id = NEW.hiding_id"
    " AND h.reason IN ('personal_data', 'leak_of_secrets'))"
)
_JUDGED_BY_OTHERS = f"(NEW.action = 'approve' OR (NEW.action = 'lift' AND NOT {_APPROVED}))"
_ACTORS = "NEW.actor_id, NEW.on_behalf_of_id"

CONDITIONS = (
    (
        "hiding_once",
        "hiding",
        "INSERT",
        _SAME.format(over=_OVER.format(hiding="h.id")),
        "the same part is hidden already",
    ),
    (
        "hiding_act_separate",
        "hiding_act",
        "INSERT",
        f"{_JUDGED_BY_OTHERS} AND {_HID.format(people=_ACTORS)}",
        "whoever hid something cannot judge it",
    ),
    (
        "hiding_act_before_end",
        "hiding_act",
        "INSERT",
        _OVER.format(hiding="NEW.hiding_id"),
        "a hiding that is over stays over",
    ),
    (
        "hiding_act_unapproved",
        "hiding_act",
        "INSERT",
        f"NEW.action IN ('escalate', 'end') AND {_APPROVED}",
        "an approved hiding is neither escalated nor ended",
    ),
    (
        "hiding_act_outlasts",
        "hiding_act",
        "INSERT",
        f"NEW.action = 'end' AND {_LASTING}",
        "personal data and secrets stay hidden until someone lifts it",
    ),
)
"""As in `models.guards`: name, table, event, condition under which it is refused, message."""
