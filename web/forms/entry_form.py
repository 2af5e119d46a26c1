"""The form of a row: what fills its fields, and the row that they mean when they come back."""

from dataclasses import replace
from typing import TypeVar

from values.entry import AudienceOfEntry, EntryContent, EntryState, Guide, Mode, Telephones
from values.vocabulary import Level
from web.forms import records
from web.forms.reading import (
    Form,
    Values,
    is_ticked,
    joined,
    one_line,
    plain,
    read_lines,
    read_records,
    read_short,
    read_text,
)

STANDARD_CHANNELS = (
    "政府网站",
    "政务服务中心",
    "其他基层公共服务平台",
    "两微一端",
    "公开查阅点",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏(电子屏)",
    "广播电视",
    "发布会/听证会",
    "政府公报",
    "纸质媒体",
    "精准推送",
)
"""The channels that the official table prints with a box to tick."""

OFFERED_LEVELS = (Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE)

T = TypeVar("T")


def entry_values(state: EntryState) -> Values:
    """Return what fills the form for a row."""
    content = state.content
    lead = records.lead_of(content.disclosing_bodies)
    return {
        "name": one_line(content.name),
        "content_elements": joined(content.content_elements),
        "legal_bases": joined([records.show_citation(one) for one in content.legal_bases]),
        "deadline": plain(content.deadline),
        "lead_body": lead,
        "bodies": [one.body for one in content.disclosing_bodies if one.body != lead],
        "channels": [one for one in content.channels if one in STANDARD_CHANNELS],
        "other_channels": joined([one for one in content.channels if one not in STANDARD_CHANNELS]),
        "all_society": ["1"] if content.audience.all_society else [],
        "groups": joined(content.audience.groups),
        "proactive": ["1"] if content.mode.proactive else [],
        "on_request": ["1"] if content.mode.on_request else [],
        "withheld": ["1"] if content.mode.withheld else [],
        "withheld_basis": one_line(content.mode.withheld_basis),
        "levels": [one.value for one in content.levels if one in OFFERED_LEVELS],
        "is_service": ["1"] if content.is_service else [],
        "guide_elements": joined(content.guide.elements),
        "guide_materials": joined([records.show_material(one) for one in content.guide.materials]),
        "guide_blank_forms": joined(content.guide.blank_forms),
        "guide_filling_notes": plain(content.guide.filling_notes),
        "guide_samples": joined(content.guide.samples),
        "place_level": [one.level.value for one in records.shown_places(content.places)],
        "place_text": [one_line(one.text) for one in records.shown_places(content.places)],
        "place_url": [one_line(one.url) for one in records.shown_places(content.places)],
        "questions": one_line(content.telephones.questions),
        "supervision": one_line(content.telephones.supervision),
        "complaints": one_line(content.telephones.complaints),
        "interpretation": plain(content.interpretation),
        "online_degree": one_line(content.online_degree),
    }


def read_entry(form: Form, base: EntryState) -> EntryState:
    """Return the row that the form means; whatever it does not show stays as in the row that filled it.

    Nothing that can be typed makes this fail; what is too long or not on offer is found by `limits`.
    """
    was = base.content
    content = replace(
        was,
        name=read_short(form, "name", was.name),
        content_elements=read_lines(form, "content_elements", was.content_elements),
        legal_bases=read_records(
            form,
            "legal_bases",
            was.legal_bases,
            show=records.show_citation,
            parse=lambda line: records.parse_citation(line, was.legal_bases),
        ),
        deadline=read_text(form, "deadline", was.deadline),
        disclosing_bodies=records.read_bodies(form, was.disclosing_bodies),
        channels=_channels(form, was),
        audience=AudienceOfEntry(
            all_society=is_ticked(form, "all_society"), groups=read_lines(form, "groups", was.audience.groups)
        ),
        mode=Mode(
            proactive=is_ticked(form, "proactive"),
            on_request=is_ticked(form, "on_request"),
            withheld=is_ticked(form, "withheld"),
            withheld_basis=read_short(form, "withheld_basis", was.mode.withheld_basis),
        ),
        levels=_levels(form, was),
        is_service=is_ticked(form, "is_service"),
        guide=_guide(form, was.guide),
        places=records.read_places(form, was.places),
        telephones=Telephones(
            questions=read_short(form, "questions", was.telephones.questions),
            supervision=read_short(form, "supervision", was.telephones.supervision),
            complaints=read_short(form, "complaints", was.telephones.complaints),
        ),
        interpretation=read_text(form, "interpretation", was.interpretation),
        online_degree=read_short(form, "online_degree", was.online_degree),
    )
    return replace(base, content=content)


def _guide(form: Form, was: Guide) -> Guide:
    return Guide(
        elements=read_lines(form, "guide_elements", was.elements),
        materials=read_records(
            form,
            "guide_materials",
            was.materials,
            show=records.show_material,
            parse=records.parse_material,
        ),
        blank_forms=read_lines(form, "guide_blank_forms", was.blank_forms),
        filling_notes=read_text(form, "guide_filling_notes", was.filling_notes),
        samples=read_lines(form, "guide_samples", was.samples),
    )


def _channels(form: Form, was: EntryContent) -> tuple[str, ...]:
    chosen = [one for one in STANDARD_CHANNELS if one in form.getlist("channels")]
    former = [one for one in was.channels if one not in STANDARD_CHANNELS]
    chosen += read_lines(form, "other_channels", former)
    return _in_former_order(chosen, was.channels)


def _levels(form: Form, was: EntryContent) -> tuple[Level, ...]:
    chosen = [one for one in OFFERED_LEVELS if one.value in form.getlist("levels")]
    return _in_former_order([*chosen, *(one for one in was.levels if one not in OFFERED_LEVELS)], was.levels)


def _in_former_order(chosen: list[T], was: tuple[T, ...]) -> tuple[T, ...]:
    """Return what was chosen, what was there before in its old order first, so that nothing else seems to move."""
    stayed = [one for one in was if one in chosen]
    return (*stayed, *(one for one in chosen if one not in was))
