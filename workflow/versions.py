"""Between entry versions as stored and entry states as spoken of."""

from collections.abc import Sequence
from datetime import date, datetime

from models import EntryCitation, EntryVersion
from values.entry import Citation, EntryContent, EntryState
from values.vocabulary import Operation


def state_of(version: EntryVersion, citations: Sequence[EntryCitation]) -> EntryState:
    """Return what a version says."""
    return EntryState(
        entry=version.entry_id,
        parent=version.parent_id,
        rank=version.rank,
        presence=version.presence,
        left_out_reason=version.left_out_reason,
        left_out_note=version.left_out_note,
        origin=version.origin,
        upstream_entry=version.upstream_entry_id,
        content=EntryContent(
            name=version.name,
            content_elements=version.content_elements,
            legal_bases=tuple(
                Citation(text=one.text, url=one.url, basis=str(one.legal_basis_id or ""))
                for one in sorted(citations, key=lambda one: one.position)
            ),
            deadline=version.deadline,
            disclosing_bodies=version.disclosing_bodies,
            channels=version.channels,
            audience=version.audience,
            mode=version.mode,
            levels=version.levels,
            is_service=version.is_service,
            guide=version.guide,
            places=version.places,
            telephones=version.telephones,
            interpretation=version.interpretation,
            online_degree=version.online_degree,
            service_codes=version.service_codes,
            attachments=version.attachments,
            provenance=version.provenance,
            confidence=version.confidence,
        ),
    )


def version_of(
    state: EntryState,
    *,
    catalogue_id: int,
    release_no: int,
    published_at: datetime,
    effective_from: date,
    operation: Operation,
) -> EntryVersion:
    """Return the row that stores a state as published by a release; its citations come apart."""
    content = state.content
    return EntryVersion(
        entry_id=state.entry,
        catalogue_id=catalogue_id,
        release_no=release_no,
        published_at=published_at,
        effective_from=effective_from,
        operation=operation,
        content_sha256=state.sha256,
        parent_id=state.parent,
        rank=state.rank,
        presence=state.presence,
        left_out_reason=state.left_out_reason,
        left_out_note=state.left_out_note,
        origin=state.origin,
        upstream_entry_id=state.upstream_entry,
        name=content.name,
        content_elements=content.content_elements,
        deadline=content.deadline,
        disclosing_bodies=content.disclosing_bodies,
        channels=content.channels,
        audience=content.audience,
        mode=content.mode,
        levels=content.levels,
        is_service=content.is_service,
        guide=content.guide,
        places=content.places,
        telephones=content.telephones,
        interpretation=content.interpretation,
        online_degree=content.online_degree,
        service_codes=content.service_codes,
        attachments=content.attachments,
        provenance=content.provenance,
        confidence=content.confidence,
    )


def citations_of(state: EntryState, version_id: int) -> list[EntryCitation]:
    """Return the rows that store the bases a state cites."""
    return [
        EntryCitation(
            entry_version_id=version_id,
            position=position,
            text=citation.text,
            url=citation.url,
            legal_basis_id=int(citation.basis) if citation.basis else None,
        )
        for position, citation in enumerate(state.content.legal_bases)
    ]
