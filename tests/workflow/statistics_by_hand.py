"""The figures counted a second time, from whole tables with plain loops: no query of the product has a part in it."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from statistics import median
from typing import Any

import sqlalchemy as sa

from models.db import db

BEIJING = timezone(timedelta(hours=8))
WORKING = {"drafter", "reviewer", "supervisor", "publisher"}
ENDS = {"published", "withdrawn", "rejected"}
Rows = list[dict[str, Any]]
Numbers = dict[str, tuple[float | None, ...]]


def moment(value: Any) -> datetime:
    """Return a moment as either database gives it."""
    read = datetime.fromisoformat(value) if isinstance(value, str) else value
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read


def day(value: Any) -> date:
    """Return the day in Beijing."""
    return moment(value).astimezone(BEIJING).date()


def table(name: str) -> Rows:
    with db.engine.connect() as connection:
        return [dict(row) for row in connection.execute(sa.text(f"SELECT * FROM {name}")).mappings()]  # noqa: S608


@dataclass
class ByHand:
    """Everything that was played, and what a person may count of it; both days belong to the period."""

    person: int
    since: date
    until: date
    today: date
    days_off: set[date]

    def __post_init__(self) -> None:
        """Read whole tables, and choose the proposals that the person may see."""
        self.catalogues = {one["id"]: one for one in table("catalogue")}
        self.places = {one["id"]: one for one in table("jurisdiction")}
        self.bodies = {one["id"]: one for one in table("body")}
        self.routes = {one["id"]: one for one in table("route")}
        self.steps = table("proposal_step")
        self.asked = table("opinion_request")
        self.seats = [one for one in table("assignment") if one["person_id"] == self.person]
        self.mine = {one["body_id"] for one in self.seats if one["role"] in WORKING}
        self.proposals = {one["id"]: one for one in table("proposal") if self._is_seen(one)}
        self.revisions = [one for one in table("revision") if one["proposal_id"] in self.proposals]
        self.decisions = [one for one in table("decision") if one["proposal_id"] in self.proposals]
        self.signed = [one for one in table("sign_off") if one["proposal_id"] in self.proposals]
        self.events = [one for one in table("event") if one["proposal_id"] in self.proposals]
        self.releases = table("release")
        self.kinds = {one["id"]: one["kind"] for one in self.steps}

    def _path(self, catalogue: int) -> str:
        return str(self.places[self.catalogues[catalogue]["jurisdiction_id"]]["path"])

    def _is_below(self, role: str, catalogue: int) -> bool:
        bodies = [self.bodies[one["body_id"]] for one in self.seats if one["role"] == role]
        paths = [str(self.places[one["jurisdiction_id"]]["path"]) for one in bodies]
        return any(self._path(catalogue).startswith(path) for path in paths)

    def _route(self, proposal: int) -> dict[str, Any]:
        row = self.proposals[proposal]
        return self.routes[row["route_id"] or self.catalogues[row["catalogue_id"]]["route_id"]]

    def _is_seen(self, proposal: dict[str, Any]) -> bool:
        is_submitted = proposal["revision_no"] is not None
        catalogue = self.catalogues[proposal["catalogue_id"]]
        route = self.routes.get(proposal["route_id"] or catalogue["route_id"])
        touching = {
            *(one["body_id"] for one in (*self.steps, *self.asked) if one["proposal_id"] == proposal["id"]),
            *([catalogue["body_id"], route["publishing_body_id"]] if route else []),
        }
        return (
            proposal["drafting_body_id"] in self.mine
            or (is_submitted and bool(touching & self.mine))
            or (is_submitted and self._is_below("overseer", catalogue["id"]))
            or self._is_below("auditor", catalogue["id"])
        )

    def _holds(self, value: Any) -> bool:
        return self.since <= day(value) <= self.until

    def _begun(self) -> Rows:
        return [one for one in self.proposals.values() if self._holds(one["created_at"])]

    def _newest(self) -> Rows:
        begun = {one["id"]: one["revision_no"] for one in self._begun()}
        return [one for one in self.revisions if begun.get(one["proposal_id"]) == one["no"]]

    def by_state(self) -> Numbers:
        """Count the proposals begun by where they stand."""
        return {state: (n,) for state, n in Counter(one["state"] for one in self._begun()).items()}

    def by_trigger(self) -> Numbers:
        """Count those submitted by their trigger."""
        return {key: (n,) for key, n in Counter(one["trigger_kind"] for one in self._newest()).items()}

    def by_operation(self) -> Numbers:
        """Count the rows that these change by operation."""
        ids = {one["id"] for one in self._newest()}
        changes = [one["operation"] for one in table("revision_change") if one["revision_id"] in ids]
        return {key: (n,) for key, n in Counter(changes).items()}

    def by_month(self) -> Numbers:
        """Count releases and the rows that they changed by month."""
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        versions = Counter((one["catalogue_id"], one["release_no"]) for one in table("entry_version"))
        roles = {one["role"] for one in self.seats}
        for one in self.releases:
            catalogue = self.catalogues[one["catalogue_id"]]
            place = self.places[catalogue["jurisdiction_id"]]
            own = {self.bodies[seat["body_id"]]["jurisdiction_id"] for seat in self.seats}
            is_seen = self._is_below("overseer", catalogue["id"]) or self._is_below(
                "auditor", catalogue["id"]
            )
            if not (is_seen or (roles & WORKING and place["id"] in own)) or not self._holds(
                one["published_at"]
            ):
                continue
            month = found[f"{day(one['published_at']):%Y-%m}"]
            month[0] += 1
            month[1] += versions[one["catalogue_id"], one["no"]]
        return {key: tuple(value) for key, value in found.items()}

    def returned(self) -> Numbers:
        """Count what was sent back by the kind of step, or by the supervisor."""
        found = Counter(
            self.kinds[one["step_id"]]
            for one in self.signed
            if one["outcome"] == "returned" and self._holds(one["signed_at"])
        )
        found["approval"] = sum(
            one["action"] == "request_changes" and self._holds(one["decided_at"]) for one in self.decisions
        )
        return {key: (n,) for key, n in found.items() if n}

    def _worked(self, begin: Any, end: Any) -> int:
        first, last = day(begin), day(end)
        days = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
        return sum(one not in self.days_off for one in days)

    def _opened_before(self, signed: dict[str, Any], step: dict[str, Any]) -> datetime:
        """Return when a step that was opened anew since came into its turn before a sign-off."""
        submitted = [
            moment(one["at"])
            for one in self.events
            if one["proposal_id"] == signed["proposal_id"]
            and one["to_state"] == "in_review"
            and one["from_state"] != "in_review"
        ]
        earlier = {
            one["id"]
            for one in self.steps
            if one["proposal_id"] == signed["proposal_id"]
            and one["revision_no"] == step["revision_no"]
            and one["position"] < step["position"]
        }
        taken = [moment(one["signed_at"]) for one in self.signed if one["step_id"] in earlier]
        return max(one for one in (*submitted, *taken) if one <= moment(signed["signed_at"]))

    def pace(self) -> Numbers:
        """Count, of each stage, how often it was taken, median and longest working days, and how often late."""
        taken: dict[str, list[int]] = defaultdict(list)
        late: Counter[str] = Counter()
        steps = {one["id"]: one for one in self.steps}
        for one in self.signed:
            step = steps[one["step_id"]]
            if self._holds(one["signed_at"]):
                opened = moment(step["opened_at"])
                is_anew = opened > moment(one["signed_at"])
                began = self._opened_before(one, step) if is_anew else opened
                taken[step["kind"]].append(self._worked(began, one["signed_at"]))
                due = date.fromisoformat(str(step["due_on"]))
                late[step["kind"]] += not is_anew and day(one["signed_at"]) > due
        for one in self.decisions:
            if one["action"] != "revoke_approval" and self._holds(one["decided_at"]):
                came = max(
                    (moment(event["at"]), event["at"])
                    for event in self.events
                    if event["proposal_id"] == one["proposal_id"]
                    and event["to_state"] == "in_approval"
                    and event["from_state"] != "in_approval"
                    and moment(event["at"]) <= moment(one["decided_at"])
                )[1]
                taken["approval"].append(self._worked(came, one["decided_at"]))
                allowed = self._route(one["proposal_id"])["approval_working_days"]
                late["approval"] += taken["approval"][-1] > allowed
        for release in self.releases:
            key = release["proposal_id"]
            if key in self.proposals and self._holds(release["published_at"]):
                approved = max(
                    moment(one["decided_at"])
                    for one in self.decisions
                    if one["proposal_id"] == key and one["action"] == "approve"
                )
                first = min(
                    moment(one["submitted_at"]) for one in self.revisions if one["proposal_id"] == key
                )
                taken["publication"].append(self._worked(approved, release["published_at"]))
                late["publication"] += taken["publication"][-1] > self._route(key)["publication_working_days"]
                taken["whole"].append(self._worked(first, release["published_at"]))
        return {
            key: (len(found), float(median(found)), max(found), None if key == "whole" else late[key])
            for key, found in taken.items()
        }

    def overdue(self) -> Numbers:
        """Count steps and disclosures past their last day by body; defects are counted where there are some."""
        steps, disclosures = Counter[int](), Counter[int]()
        for step in self.steps:
            proposal = self.proposals.get(step["proposal_id"])
            said = [one for one in self.signed if one["step_id"] == step["id"]]
            is_done = bool(said) and max(said, key=lambda one: one["id"])["outcome"] != "returned"
            if (
                proposal is not None
                and proposal["state"] == "in_review"
                and proposal["revision_no"] == step["revision_no"]
                and step["due_on"] is not None
                and str(step["due_on"]) < self.today.isoformat()
                and not is_done
            ):
                steps[step["body_id"]] += 1
        for clock in table("statutory_clock"):
            proposal = self.proposals.get(clock["proposal_id"])
            if (
                proposal is not None
                and proposal["state"] not in ENDS
                and clock["met_on"] is None
                and str(clock["due_on"]) < self.today.isoformat()
            ):
                disclosures[proposal["drafting_body_id"]] += 1
        return {
            self.bodies[one]["name"]: (steps[one], disclosures[one], 0)
            for one in steps.keys() | disclosures.keys()
        }
