"""What the pages of routes show: the flow picture, how long each kind of operation takes, the form."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, ngettext

from models import Jurisdiction, db
from values.route_plan import STATUTORY_WORKING_DAYS, Fit, PlannedStep, RoutePlan, fits, longest
from values.vocabulary import Action, Operation, Post, StepKind
from web.forms.route_form import RouteForm, read_plan
from web.language import say
from web.proposal.flow import Node
from web.proposal.page import today, told
from web.wording.common import field_label, label
from workflow.errors import InvalidError, StaleError, WorkflowError
from workflow.queries.proposal import names_of_bodies, names_of_people
from workflow.queries.routes import (
    RouteFile,
    assignable_catalogues,
    nameable_bodies,
    number_of,
    route_history,
    unheld_steps,
)


def flow_of(plan: RoutePlan, bodies: Mapping[int, str]) -> list[Node]:
    """Return the stations of a route; those side by side say so."""
    sharing = [step.position for step in plan.steps]
    publisher = bodies.get(plan.publishing_body_id or 0, "")
    drafting = _days(plan.apply_working_days) if plan.apply_working_days is not None else ""
    return [
        Node(
            title=gettext("Drafting"),
            who=gettext("from the day of the trigger"),
            when=drafting,
            status="next",
        ),
        *(
            Node(
                title=label(step.kind),
                who=_who(step, bodies, is_beside=sharing.count(step.position) > 1),
                when=_days(step.working_days),
                status="next",
            )
            for step in plan.steps
        ),
        Node(title=label(Action.APPROVE), who="", when=_days(plan.approval_working_days), status="next"),
        Node(
            title=label(Action.PUBLISH),
            who=publisher,
            when=_days(plan.publication_working_days),
            status="next",
        ),
    ]


def fit_texts(plan: RoutePlan) -> list[tuple[str, bool]]:
    """Say for each kind of operation how long it takes, and whether that fits."""
    return [(_fit_text(fit), fit.fits) for fit in fits(plan)]


def form_values(
    form: RouteForm,
    *,
    jurisdiction: Jurisdiction,
    file: RouteFile | None,
    error: WorkflowError | None = None,
    seen: int | None = None,
) -> dict[str, Any]:
    """Return the values of the form's template, with a preview of what stands in it where it can be read."""
    bodies = choosable(jurisdiction, file)
    try:
        plan: RoutePlan | None = read_plan(form, bodies)
    except InvalidError:
        plan = None
    is_stale = isinstance(error, StaleError) and seen is not None and file is not None
    return {
        "form": form,
        "file": file,
        "jurisdiction": jurisdiction,
        "version": file.route.version if file else 0,
        "title": gettext("Change the route") if file else gettext("Set up a route"),
        "bodies": [("", gettext("choose")), *((str(body), name) for body, name in bodies.items())],
        "publishers": [
            ("", gettext("the body that holds the catalogue")),
            *((str(body), name) for body, name in bodies.items()),
        ],
        "kinds": [(one.value, label(one)) for one in StepKind],
        "posts": [("", gettext("any reviewer")), *((one.value, label(one)) for one in Post)],
        "operations": [(one.value, label(one)) for one in Operation],
        "nodes": flow_of(plan, bodies) if plan else [],
        "fits": fit_texts(plan) if plan else [],
        "unheld": unheld_texts(plan, bodies) if plan else [],
        "is_long": plan is not None and longest(plan) > STATUTORY_WORKING_DAYS,
        "error": say(error.message) if error else "",
        "issues": [(field_label(one.field), say(one.message)) for one in error.issues]
        if isinstance(error, InvalidError)
        else [],
        "meanwhile": _history(file, since=seen) if is_stale and file else [],
    }


def show_values(file: RouteFile, *, error: WorkflowError | None = None) -> dict[str, Any]:
    """Return the values of a route's page; with an error also why not."""
    session = db.session()
    bodies = choosable(file.jurisdiction, file)
    return {
        "file": file,
        "nodes": flow_of(file.plan, bodies),
        "fits": fit_texts(file.plan),
        "error": say(error.message) if error else "",
        "unheld": unheld_texts(file.plan, bodies),
        "is_long": longest(file.plan) > STATUTORY_WORKING_DAYS,
        "bodies": bodies,
        "others": [
            (one, route, number_of(route))
            for one, route in assignable_catalogues(session, file.jurisdiction)
            if number_of(route) != file.number
        ],
        "history": _history(file),
    }


def unheld_texts(plan: RoutePlan, bodies: Mapping[int, str]) -> list[str]:
    """Say which steps nobody could take today."""
    return [
        gettext(
            "Nobody can take “%(step)s” now: no reviewer of %(body)s holds the post.",
            step=label(step.kind),
            body=bodies.get(step.body_id, ""),
        )
        for step in unheld_steps(db.session(), plan, today())
    ]


def choosable(jurisdiction: Jurisdiction, file: RouteFile | None) -> dict[int, str]:
    """Return the bodies that the form offers: of the jurisdiction, and those that the route names already."""
    plan = file.plan if file else None
    named = [*(step.body_id for step in plan.steps), plan.publishing_body_id] if plan else []
    return nameable_bodies(db.session(), jurisdiction) | names_of_bodies(db.session(), named)


def _history(file: RouteFile, *, since: int | None = None) -> list[Any]:
    """Return what happened to the route, and in a version after the one that was seen."""
    events = route_history(db.session(), file.number, after=since)
    people = names_of_people(db.session(), [event.actor_id for event in events])
    return [told(event, people) for event in events]


def _fit_text(fit: Fit) -> str:
    text: str = gettext("%(what)s: %(days)s", what=_kinds(fit), days=_days(fit.working_days))
    if not fit.fits:
        text += gettext(", beyond the statutory %(statutory)s", statutory=_days(STATUTORY_WORKING_DAYS))
    return text


def _kinds(fit: Fit) -> str:
    every = set(Operation)
    if fit.together:
        what = gettext("All operations in one proposal")
    elif set(fit.operations) == every:
        what = gettext("Every operation")
    elif set(fit.operations) == every - {Operation.AMEND}:
        what = gettext("The other operations")
    else:
        what = gettext(", ").join(label(one) for one in fit.operations)
    return gettext("%(what)s (normative document)", what=what) if fit.normative else str(what)


def _who(step: PlannedStep, bodies: Mapping[int, str], *, is_beside: bool) -> str:
    notes = [
        bodies.get(step.body_id, ""),
        label(step.post) if step.post else "",
        gettext("side by side") if is_beside else "",
        gettext("only: %(operations)s", operations=gettext(", ").join(label(one) for one in step.operations))
        if step.operations
        else "",
        gettext("only for normative documents") if step.normative_only else "",
    ]
    return " · ".join(note for note in notes if note)


def _days(number: int) -> str:
    text: str = ngettext("%(num)d working day", "%(num)d working days", number)
    return text
