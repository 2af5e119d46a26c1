"""What holds for every file of the house, so that nobody has to remember it."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import models
from tests.contexts import cheap_settings
from tests.sources import ROOT, calls_in, files, modules, name_of, tree_of
from values.vocabulary import Action
from web import create_app
from web.access import rule_of
from workflow.labels import ACTION_LABELS
from workflow.lifecycle import TABLE
from workflow.sentences import SENTENCES

CEILING = 300
MAY_BE_LONG = {
    "ledger/verify.py": "an auditor receives the verifier as one file, which needs nothing beside it",
}
MAY_SET_STATE = ("workflow/commands/", "workflow/lifecycle.py", "workflow/move.py")
WRITES = {"insert", "update", "delete"}
SESSION_WRITES = {"add", "add_all", "delete", "merge", "bulk_save_objects"}
TASK_OPTIONS = {"name", "soft_time_limit", "time_limit"}


def test_no_file_is_longer_than_the_ceiling() -> None:
    long = {
        name_of(path): _lines(path) for path in files(".py", ".html", ".css", ".js") if _lines(path) > CEILING
    }
    assert long.keys() == MAY_BE_LONG.keys(), long


def test_every_module_says_in_a_sentence_what_one_finds_there() -> None:
    silent = [name_of(path) for path in files(".py") if not (ast.get_docstring(tree_of(path)) or "").strip()]
    assert not silent


def test_imports_go_one_way_down_the_house() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    checked = subprocess.run([program, "--no-cache"], cwd=ROOT, check=False, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_only_the_unit_commits() -> None:
    places = {name_of(path) for path in modules() for name, _ in calls_in(path) if name == "commit"}
    assert places == {"workflow/unit.py"}


def test_only_commands_set_the_state_of_a_proposal() -> None:
    places = {name_of(path) for path in modules() if any(_state_settings(path))}
    assert {place for place in places if not place.startswith(MAY_SET_STATE)} == set()
    assert places, "the rule no longer sees where the state is set"


def test_seed_and_pages_make_history_only_through_commands() -> None:
    rows = set(models.__all__) - {"Base", "db"}
    asking = [
        path
        for path in modules()
        if name_of(path).startswith(("workflow/seed/", "workflow/queries/", "web/"))
    ]
    makers = {
        f"{name_of(path)}:{call.lineno} {name}"
        for path in asking
        for name, call in calls_in(path)
        if name in rows
        or (name in WRITES and _is_of(call, "sa"))
        or (name in SESSION_WRITES and _is_of(call, "session"))
    }
    assert makers == set()


def test_only_the_audit_writes_events() -> None:
    made = {
        name_of(path)
        for path in modules()
        for name, call in calls_in(path)
        if (name == "Event" and _makes_a_row(call)) or (name == "insert" and _names(call, "Event"))
    }
    assert made == {"workflow/audit.py"}


@pytest.mark.parametrize("action", Action)
def test_every_action_has_its_row_label_sentence_and_message(action: Action) -> None:
    assert action in {row.action for row in TABLE}
    assert ACTION_LABELS[action]
    assert SENTENCES[action.value]
    assert [path for path in (ROOT / "templates" / "email" / action.value).iterdir() if path.stat().st_size]


def test_every_event_that_the_code_names_has_a_sentence() -> None:
    named = {
        keyword.value.value: f"{name_of(path)}:{call.lineno}"
        for path in modules()
        for name, call in calls_in(path)
        for keyword in call.keywords
        if name == "Happening" and keyword.arg == "action" and isinstance(keyword.value, ast.Constant)
    }
    assert named, "the rule no longer sees the events"
    assert {action: place for action, place in named.items() if action not in SENTENCES} == {}


def test_every_task_has_a_name_of_its_own_and_limits() -> None:
    tasks = {
        f"{name_of(path)}:{function.name}": _task_options(decorator)
        for path in files(".py", folders=("worker",))
        for function in ast.walk(tree_of(path))
        if isinstance(function, ast.FunctionDef)
        for decorator in function.decorator_list
        if _last_word(decorator) in ("task", "shared_task")
    }
    assert tasks, "the rule no longer sees the tasks"
    assert {task: sorted(needed) for task, given in tasks.items() if (needed := TASK_OPTIONS - given)} == {}


def test_every_route_has_an_access_rule(tmp_path: Path) -> None:
    app = create_app(cheap_settings(f"sqlite:///{tmp_path / 'unused.sqlite'}", tmp_path))
    with app.app_context():
        bare = {rule.endpoint for rule in app.url_map.iter_rules() if rule_of(rule.endpoint) is None}
    assert bare == set()


def test_either_lock_may_be_installed_first() -> None:
    running, testing = (_pins(f"requirements{part}.lock") for part in ("", "-dev"))
    assert running.items() <= testing.items()


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def _names(call: ast.Call, model: str) -> bool:
    return any(isinstance(one, ast.Name) and one.id == model for one in ast.walk(call))


def _makes_a_row(call: ast.Call) -> bool:
    """Whether the call names a model by itself, which `threading.Event()` does not."""
    return isinstance(call.func, ast.Name) or _is_of(call, "models")


def _is_of(call: ast.Call, name: str) -> bool:
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return (isinstance(owner, ast.Name) and owner.id == name) or (
        isinstance(owner, ast.Attribute) and owner.attr == name
    )


def _last_word(decorator: ast.expr) -> str:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _task_options(decorator: ast.expr) -> set[str]:
    return {keyword.arg or "" for keyword in decorator.keywords} if isinstance(decorator, ast.Call) else set()


def _state_settings(path: Path) -> Iterator[ast.AST]:
    """Yield where `state` of something is assigned, set by name, or given to an UPDATE or a new Proposal."""
    for node in ast.walk(tree_of(path)):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        flat = [inner for target in targets for inner in ast.walk(target) if isinstance(inner, ast.Attribute)]
        yield from (target for target in flat if target.attr == "state" and isinstance(target.ctx, ast.Store))
    for name, call in calls_in(path):
        by_name = name == "setattr" and any(
            isinstance(a, ast.Constant) and a.value == "state" for a in call.args
        )
        in_call = name in ("values", "Proposal") and any(keyword.arg == "state" for keyword in call.keywords)
        if by_name or in_call:
            yield call


def _pins(name: str) -> dict[str, str]:
    return dict(
        re.findall(r"^([\w.-]+)==([^ ;\\]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
    )
