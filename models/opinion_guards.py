"""Requests for opinions, the answers and the reminders stay."""

APPEND_ONLY = {"opinion_request": ("id",), "department_opinion": ("id",), "opinion_reminder": ("id",)}

ALSO_UNIQUE = {
    "opinion_request": (("revision_id", "body_id"),),
    "department_opinion": (("request_id",),),
    "opinion_reminder": (("request_id", "kind", "due_on"),),
}
