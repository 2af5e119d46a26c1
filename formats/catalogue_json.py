"""Catalogues in JSON: as `flask catalogue read` prints them, and the national standards' reconstruction."""

import json
from typing import Any

import msgspec

from formats.standard_json import sections_of
from formats.unreadable import NOT_JSON, ODD_JSON, UnreadableFileError
from values.catalogue_document import CatalogueDocument, DocumentRow
from values.entry import EntryContent
from values.messages import N_, Message
from values.reading_report import Account
from values.serial import from_plain, to_plain

STANDARD_KEYS = frozenset(
    {"seq", "level1_no", "level1", "level2_no", "level2", "content_elements", "legal_bases", "deadline"}
    | {"disclosing_body", "channels", "audience", "mode", "levels", "provenance", "confidence"}
    | {"level2_evidence", "note"}
)
REMARKS = ("level2_evidence", "note")
OWN_KEYS = frozenset({"number", "level", "parent", "further", "place"})
UNKNOWN_MEMBER = Message(N_("No member of this name is known."))


def documents_of(text: str, account: Account) -> tuple[CatalogueDocument, ...]:
    """Return the catalogues of a JSON text.

    Raises: UnreadableFileError naming the place where it is not as documented.
    """
    try:
        plain = msgspec.json.decode(text)
        plain = _without_nothing(plain) if "\\u0000" in text else plain
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(NOT_JSON, {"reason": str(error)}) from error
    if isinstance(plain, list):
        return (_standard(plain, account),)
    told = (
        plain.get("catalogues", [plain] if "entries" in plain else None) if isinstance(plain, dict) else None
    )
    if not isinstance(told, list):
        raise UnreadableFileError(ODD_JSON, {"place": "$", "reason": "catalogues"})
    path = "$.catalogues" if "catalogues" in plain else "$"
    return tuple(
        _own(one, f"{path}[{place}]" if "catalogues" in plain else path, account)
        for place, one in enumerate(told)
    )


def _without_nothing(plain: Any) -> Any:
    """Return what JSON says without the character that no database keeps."""
    if isinstance(plain, str):
        return plain.replace("\x00", "")
    if isinstance(plain, list):
        return [_without_nothing(one) for one in plain]
    if isinstance(plain, dict):
        return {_without_nothing(key): _without_nothing(one) for key, one in plain.items()}
    return plain


def entry_of(row: DocumentRow) -> dict[str, Any]:
    """Return a row as this schema writes it."""
    return {
        "number": row.number,
        "level": row.level,
        "parent": row.parent,
        **to_plain(row.content),
        "further": dict(row.further),
        "place": row.place,
    }


def _own(plain: Any, path: str, account: Account) -> CatalogueDocument:
    if not isinstance(plain, dict) or not isinstance(plain.get("entries"), list):
        raise UnreadableFileError(ODD_JSON, {"place": path, "reason": "entries"})
    title = plain.get("title", "")
    if not isinstance(title, str):
        raise UnreadableFileError(ODD_JSON, {"place": path, "reason": "title"})
    if title:
        account.take(f"{path}.title", "title", title, title)
    for key in plain.keys() - {"title", "entries"}:
        account.leave(f"{path}.{key}", _shown(plain[key]), UNKNOWN_MEMBER)
    rows: list[DocumentRow] = []
    for place, entry in enumerate(plain["entries"]):
        rows.append(_own_row(entry, place, f"{path}.entries[{place}]", rows, account))
    return CatalogueDocument(title=title, rows=tuple(rows))


def _own_row(entry: Any, place: int, path: str, above: list[DocumentRow], account: Account) -> DocumentRow:
    if not isinstance(entry, dict):
        raise UnreadableFileError(ODD_JSON, {"place": path, "reason": "object"})
    members = EntryContent.__dataclass_fields__.keys()
    try:
        content = from_plain({key: entry[key] for key in entry.keys() & members}, EntryContent)
    except (ValueError, TypeError, RecursionError) as error:
        raise UnreadableFileError(ODD_JSON, {"place": path, "reason": str(error)}) from error
    level, parent, number = entry.get("level"), entry.get("parent"), entry.get("number", "")
    further = entry.get("further", {})
    is_parent = parent is None or (isinstance(parent, int) and 0 <= parent < place)
    if isinstance(level, bool) or not isinstance(level, int) or isinstance(parent, bool) or not is_parent:
        raise UnreadableFileError(ODD_JSON, {"place": path, "reason": "level, parent"})
    if level != (above[parent].level + 1 if parent is not None else 1):
        raise UnreadableFileError(ODD_JSON, {"place": path, "reason": "level"})
    if not isinstance(further, dict) or not all(isinstance(one, str) for one in further.values()):
        raise UnreadableFileError(ODD_JSON, {"place": path, "reason": "further"})
    _account_members(entry, path, frozenset(members) | OWN_KEYS, account)
    return DocumentRow(
        number=str(number), level=level, parent=parent, content=content, further=further, place=path
    )


def _standard(plain: list[Any], account: Account) -> CatalogueDocument:
    for place, row in enumerate(plain):
        try:
            sections_of([row], body=row["disclosing_body"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UnreadableFileError(ODD_JSON, {"place": f"$[{place}]", "reason": str(error)}) from error
        _account_members(row, f"$[{place}]", STANDARD_KEYS, account)
    rows: list[DocumentRow] = []
    ordered = sorted(enumerate(plain), key=lambda one: str(one[1]["level1_no"]).rjust(6))
    heading = None
    for place, row in ordered:
        (section,) = sections_of([row], body=str(row["disclosing_body"]))
        number = str(row["level1_no"])
        if heading is None or rows[heading].number != number:
            heading = len(rows)
            rows.append(
                DocumentRow(number=number, level=1, content=section.heading, place=f"$[{place}].level1")
            )
        rows.append(
            DocumentRow(
                number=str(row.get("level2_no", "")),
                level=2,
                parent=heading,
                content=section.rows[0],
                further={key: str(row[key]) for key in REMARKS if row.get(key)},
                place=f"$[{place}].level2",
            )
        )
    return CatalogueDocument(title="", rows=tuple(rows))


def _account_members(row: dict[str, Any], path: str, known: frozenset[str], account: Account) -> None:
    for key, value in row.items():
        if value in (None, "", [], {}):
            continue
        if key in known:
            account.take(f"{path}.{key}", key, "", "")
        else:
            account.leave(f"{path}.{key}", _shown(value), UNKNOWN_MEMBER)


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
