"""What the pages of message services show: the list, and the form of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from config import Settings
from models import Jurisdiction, MessageService, db
from values.services import FORMS, ServiceKind
from web.draft.entry_page import errors_by_field
from web.language import say
from web.session import seats
from web.wording.services import member_hint, member_label
from workflow.errors import InvalidError, NotFoundError, WorkflowError
from workflow.queries.services import kept_places, service_files
from workflow.vault import Vault

BASE = "base"


@dataclass(frozen=True, kw_only=True)
class ShownMember:
    """A line of the form."""

    name: str
    label: str
    hint: str
    value: str
    errors: tuple[str, ...]
    is_secret: bool
    is_required: bool


def vault() -> Vault:
    """Return where this installation locks credentials."""
    settings: Settings = current_app.config["SETTINGS"]
    return Vault(settings.services_key_file)


def inside_hosts() -> frozenset[str]:
    """Return the hosts inside this network that services may be reached at."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.inside_hosts


def list_values(error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the services of the places that the reader keeps running."""
    places = kept_places(db.session(), seats())
    return {
        "places": places,
        "files": service_files(db.session(), {one.id for one in places}),
        "kinds": list(ServiceKind),
        "error": error,
    }


def kept_place(code: str) -> Jurisdiction:
    """Return one of the places that the reader keeps running.

    Raises: NotFoundError.
    """
    found = next((one for one in kept_places(db.session(), seats()) if one.code == code), None)
    if found is None:
        raise NotFoundError
    return found


def kind_of(text: str) -> ServiceKind:
    """Return a kind by its value.

    Raises: NotFoundError.
    """
    if text not in set(ServiceKind):
        raise NotFoundError
    return ServiceKind(text)


def form_values(
    place: Jurisdiction,
    kind: ServiceKind,
    typed: Mapping[str, str] | None = None,
    error: WorkflowError | None = None,
) -> dict[str, Any]:
    """Return what the form of a service shows; credentials are asked for, never shown."""
    files = service_files(db.session(), {place.id})
    of_channel = next((one.service for one in files if one.service.channel is kind.channel), None)
    present = of_channel if of_channel and of_channel.kind is kind else None
    errors = errors_by_field(error)
    form = FORMS[kind]
    shown = {BASE: present.base, **present.settings} if present else {}
    named = (*form.settings, *form.secrets)
    names = (*named, BASE) if form.base else (BASE, *named)
    return {
        "place": place,
        "kind": kind,
        "present": present,
        "other": of_channel if of_channel is not present else None,
        "default": form.base,
        "members": [
            ShownMember(
                name=name,
                label=member_label(name, kind),
                hint=member_hint(name),
                value="" if name in form.secrets else (typed or shown).get(name, ""),
                errors=tuple(errors.get(name, ())),
                is_secret=name in form.secrets,
                is_required=_is_required(name, kind, present),
            )
            for name in names
        ],
        "error": say(error.message) if error else "",
        "issues": [
            (member_label(one.field, kind), say(one.message))
            for one in (error.issues if isinstance(error, InvalidError) else ())
        ],
    }


def _is_required(name: str, kind: ServiceKind, present: MessageService | None) -> bool:
    form = FORMS[kind]
    if name == BASE:
        return not form.base
    return name not in form.optional and not (name in form.secrets and present)
