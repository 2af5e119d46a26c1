"""A row while it is read: what its cells add to it, and the content that comes of it."""

import re
from dataclasses import dataclass, field, fields
from functools import lru_cache

from formats import cell_parts as parts
from formats.columns import Column, Kind
from formats.level_words import levels_behind
from formats.text_mending import Mending, with_good_numbers
from values.entry import AudienceOfEntry, Citation, DisclosingBody, EntryContent, Mode, Telephones
from values.service import is_service
from values.vocabulary import Level

LISTS = {Kind.ELEMENTS: "elements", Kind.BASES: "bases", Kind.CHANNELS: "channels"}
LEVELS = tuple(Level)
TELEPHONES = {Kind.QUESTIONS: "questions", Kind.SUPERVISION: "supervision", Kind.COMPLAINTS: "complaints"}
_EVERYONE = re.compile(r"全社会|全体社会|社会各界|社会公众|社会大众|[向对]社会|\A(?:社会|公众|不限)\Z")
_GROUP = re.compile(r"\A特定(?:群体|人群|对象)?[：:（(]?\s*(.*?)[)）]?\Z", re.DOTALL)
_MISREAD_DEADLINE = (
    (re.compile(r"工作[曰臼目]"), "工作日"),
    (re.compile(r"[曰臼](?=内)"), "日"),
    (re.compile(r"工[怍昨柞]日"), "工作日"),
)


@dataclass(eq=False, slots=True)
class RowDraft:
    """What has been read of a row so far."""

    name: str = ""
    number: str = ""
    level: int = 2
    place: str = ""
    elements: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    deadline: str = ""
    bodies: list[DisclosingBody] = field(default_factory=list)
    channels: list[str] = field(default_factory=list)
    all_society: bool = False
    groups: list[str] = field(default_factory=list)
    modes: set[Kind] = field(default_factory=set)
    withheld_basis: str = ""
    levels: list[Level] = field(default_factory=list)
    telephones: dict[str, str] = field(default_factory=dict)
    further: dict[str, str] = field(default_factory=dict)
    children: list["RowDraft"] = field(default_factory=list)

    def says_as(self, other: "RowDraft") -> bool:
        """Whether another row says precisely the same."""
        return all(getattr(self, one.name) == getattr(other, one.name) for one in fields(self))

    @property
    def is_bare(self) -> bool:
        """Whether it says nothing but its name."""
        return not any(
            (self.elements, self.bases, self.deadline, self.bodies, self.channels, self.groups, self.modes)
        ) and not (self.levels or self.telephones or self.all_society)

    def content(self) -> EntryContent:
        """Return what it says."""
        if self.is_bare:
            return EntryContent(name=self.name)
        return EntryContent(
            name=self.name,
            content_elements=tuple(self.elements),
            legal_bases=tuple(Citation(text=one) for one in self.bases),
            deadline=self.deadline,
            disclosing_bodies=tuple(self.bodies),
            channels=tuple(self.channels),
            audience=AudienceOfEntry(all_society=self.all_society, groups=tuple(self.groups)),
            mode=Mode(
                proactive=Kind.PROACTIVE in self.modes,
                on_request=Kind.ON_REQUEST in self.modes,
                withheld=Kind.WITHHELD in self.modes,
                withheld_basis=self.withheld_basis,
            ),
            levels=tuple(level for level in LEVELS if level in self.levels) if self.levels else (),
            is_service=is_service(self.elements),
            telephones=Telephones(**self.telephones),
        )


def add(draft: RowDraft, column: Column, mending: Mending) -> bool:
    """Add what a cell says to the row it belongs to; return whether it was understood."""
    kind, text = column.kind, mending.text
    if kind in LISTS:
        return _add_list(draft, kind, mending)
    if kind in TELEPHONES:
        return _once(draft.telephones, TELEPHONES[kind], text)
    if kind is Kind.FURTHER:
        before = draft.further.get(column.header, "")
        draft.further[column.header] = f"{before}\n{text}" if before else text
        return True
    if kind is Kind.DEADLINE:
        if "\u5de5" in text or "\u5185" in text:
            for pattern, right in _MISREAD_DEADLINE:
                mending.turn(pattern.sub(right, mending.text), parts.MISREAD)
        told = mending.text.replace("\n", " " if mending.text.isascii() else "")
        if draft.deadline and draft.deadline != told:
            draft.deadline += f"；{told}"
        else:
            draft.deadline = told
        return True
    if kind is Kind.BODIES:
        named = _bodies(text)
        for body, behind in named:
            levels = (column.level,) if column.level else behind
            draft.bodies.append(DisclosingBody(body=body, lead=not draft.bodies, levels=levels))
        return bool(named)
    return _add_choice(draft, column, mending)


@lru_cache(maxsize=2048)
def _bodies(text: str) -> tuple[tuple[str, tuple[Level, ...]], ...]:
    """Return the bodies that a cell names, each with the levels behind its name."""
    return tuple(levels_behind(name) for one in re.split(r"[\n;；、,，]+", text) if (name := one.strip()))


def _add_list(draft: RowDraft, kind: Kind, mending: Mending) -> bool:
    if kind is Kind.BASES:
        with_good_numbers(mending)
        draft.bases += parts.bases(mending.text)
    elif kind is Kind.ELEMENTS:
        draft.elements += parts.listed(mending.text)
    else:
        chosen = parts.options(mending)
        draft.channels = list(dict.fromkeys((*draft.channels, *chosen))) if draft.channels else list(chosen)
        if mending.reasons:
            mending.text = "；".join(chosen)
    return True


def _add_choice(draft: RowDraft, column: Column, mending: Mending) -> bool:
    kind, text = column.kind, mending.text
    tick = parts.ticked(text)
    if tick is not None and kind not in {Kind.AUDIENCE, Kind.MODE, Kind.LEVELS}:
        if parts.is_word(text):
            mending.reasons = (*mending.reasons, parts.BOX if text.strip() == "口" else parts.WORD)
        if tick:
            _choose(draft, column, "")
        return True
    if kind is Kind.LEVELS:
        found = parts.levels("\n".join(parts.options(Mending(text))))
        draft.levels += found
        return bool(found)
    if kind is Kind.LEVEL and column.level and column.level in parts.levels(text):
        mending.reasons = (*mending.reasons, parts.WORD)
        draft.levels.append(column.level)
        return True
    words = parts.options(mending) if kind in {Kind.AUDIENCE, Kind.MODE} else (text,)
    results = [_word(draft, kind, word) for word in words]
    return bool(results) and all(results)


def _choose(draft: RowDraft, column: Column, group: str) -> None:
    kind = column.kind
    if kind is Kind.ALL_SOCIETY:
        draft.all_society = True
    elif kind is Kind.GROUP:
        draft.groups.append(group or "特定群体")
    elif kind in {Kind.PROACTIVE, Kind.ON_REQUEST, Kind.WITHHELD}:
        draft.modes.add(kind)
    elif kind is Kind.CHANNEL:
        draft.channels.append(column.header)
    elif column.level:
        draft.levels.append(column.level)


def _word(draft: RowDraft, kind: Kind, word: str) -> bool:
    """Read a word in a column for audience or mode, where one expects a tick."""
    bare = "".join(word.split()).strip(parts.CHOSEN)
    if kind in {Kind.AUDIENCE, Kind.ALL_SOCIETY, Kind.GROUP}:
        if _EVERYONE.search(bare):
            draft.all_society = True
        else:
            match = _GROUP.match(bare)
            draft.groups.append((match[1] if match else bare) or "特定群体")
        return True
    if kind in {Kind.MODE, Kind.PROACTIVE, Kind.ON_REQUEST, Kind.WITHHELD}:
        told = {
            Kind.WITHHELD: "不予公开" in bare or "不公开" in bare,
            Kind.ON_REQUEST: "依申请" in bare,
            Kind.PROACTIVE: "主动" in bare,
        }
        draft.modes |= {one for one, is_said in told.items() if is_said}
        if told[Kind.WITHHELD]:
            draft.withheld_basis = word.partition("公开")[2].strip("：:（()） ")
        return any(told.values())
    return False


def _once(found: dict[str, str], key: str, text: str) -> bool:
    if found.get(key) not in {None, text}:
        found[key] += f"；{text}"
    else:
        found[key] = text
    return True
