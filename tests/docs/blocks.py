"""The parts of the READMEs that are made from the code; `python -m tests.docs.blocks` writes them again."""

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from babel.messages.pofile import read_po

from config import Settings
from tests.docs.words import COLUMNS, SETTINGS, TOLD, WHO
from tests.sources import ROOT, tree_of
from values.vocabulary import Action, State
from web.wording.common import LABELS
from workflow.labels import ACTION_LABELS, STATE_LABELS
from workflow.lifecycle import TABLE, rows
from workflow.seed.people import BODIES, PEOPLE

READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
MAIN_LINE = (Action.SUBMIT, Action.SIGN_OFF, Action.APPROVE, Action.PUBLISH)
SETTING = re.compile(r"([A-Z_]+): (.+)", re.DOTALL)
BLOCK = "<!-- {name}: written by tests/docs/blocks.py -->\n{text}\n<!-- end of {name} -->"


def blocks(language: str) -> dict[str, str]:
    """Return each block of a README by its name."""
    return {name: BLOCK.format(name=name, text=make(language)) for name, make in MAKERS.items()}


def flow(language: str) -> str:
    """Return the way of a proposal as the transition table gives it."""
    lines = ["```", _main_line(language), "```", "", *_head(language, "flow")]
    merged: dict[tuple[str, ...], list[str]] = {}
    for row in TABLE:
        told = " · ".join(TOLD[language][audience] for audience in row.told)
        key = (
            said(ACTION_LABELS[row.action], language),
            said(STATE_LABELS[row.target], language),
            WHO[language][row.who.__name__],
            told,
        )
        merged.setdefault(key, []).append(said(STATE_LABELS[row.source], language))
    for (action, target, who, told), sources in merged.items():
        lines.append(f"| {action} | {' · '.join(dict.fromkeys(sources))} | {target} | {who} | {told} |")
    return "\n".join(lines)


def accounts(language: str) -> str:
    """Return the accounts of the demonstration."""
    bodies = {body.key: body.name for body in BODIES}
    lines = [
        f"| `{person.login}` | {person.name} | {said(LABELS[f'Role.{person.role}'], language)}"
        f" | {said(LABELS[f'Post.{person.post}'], language)} | {bodies[person.body]} |"
        for person in PEOPLE
    ]
    return "\n".join([*_head(language, "accounts"), *lines])


def settings(language: str) -> str:
    """Return every environment variable with what it is for."""
    lines = [
        f"| `{name}` | {sentence if language == 'en' else SETTINGS[name]} | {default} |"
        for name, sentence, default in _settings()
    ]
    return "\n".join([*_head(language, "settings"), *lines])


MAKERS: dict[str, Callable[[str], str]] = {"flow": flow, "accounts": accounts, "settings": settings}


def said(sentence: str, language: str) -> str:
    """Return a sentence of the program in a language."""
    return sentence if language == "en" else _chinese()[sentence]


@cache
def _chinese() -> dict[str, str]:
    with (ROOT / "translations" / "zh_Hans" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {message.id: message.string for message in read_po(file) if isinstance(message.id, str)}


def _main_line(language: str) -> str:
    state = State.DRAFT
    line = said(STATE_LABELS[state], language)
    for action in MAIN_LINE:
        state = rows(action, state)[0].target
        line += f" ─ {said(ACTION_LABELS[action], language)} → {said(STATE_LABELS[state], language)}"
    return line


def _head(language: str, name: str) -> list[str]:
    columns = COLUMNS[language][name]
    return ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]


def _settings() -> Iterator[tuple[str, str, str]]:
    """Yield name, sentence and default of each setting, from the docstrings in `config.py`."""
    usual = Settings.from_environ({})
    body = next(node for node in tree_of(ROOT / "config.py").body if isinstance(node, ast.ClassDef)).body
    for field, text in pairwise(body):
        if not (isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)):
            continue
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant):
            found = SETTING.fullmatch(str(text.value.value))
            if found:
                sentence = " ".join(found[2].split())
                yield found[1], sentence[0].upper() + sentence[1:], _default(getattr(usual, field.target.id))


def _default(given: object) -> str:
    if isinstance(given, Path):
        return f"`{given.name}/`"
    text = str(given).replace("zh_Hans", "zh")
    # A default that depends on where the project lies is told by its sentence.
    return "" if given in ("", False) or "/mulu." in text else f"`{text}`"


def write() -> None:
    """Put every block into its README again."""
    for language, path in READMES.items():
        text = path.read_text(encoding="utf-8")
        for name, block in blocks(language).items():
            first, last = block.split("\n", 1)[0], block.rsplit("\n", 1)[1]
            pattern = f"{re.escape(first)}.*?{re.escape(last)}"
            text, count = re.subn(pattern, lambda _, block=block: block, text, flags=re.DOTALL)
            if count != 1:
                raise LookupError(f"{path.name} has no place for {name}.")
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
