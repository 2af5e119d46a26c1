"""The editor's pages while files are attached: what is typed beside them is kept, a refusal shows the page again."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.draft import entry_page
from web.draft import page as draft_page
from web.draft.desk import desk_again, save
from web.draft.justifying import justified
from web.errors import status_of
from web.forms.draft_form import read_header, typed_values
from workflow.errors import WorkflowError


def keep_typed(number: str, entry: str | None) -> int:
    """Save what is typed beside the files, and return the draft's version."""
    if entry is None:
        return save(number, lambda desk: read_header(request.form, desk.draft))
    return save(
        number,
        lambda desk: entry_page.with_change(
            justified(desk, request.form), entry_page.read_change(desk, entry, request.form)
        ),
    )


def editor_address(number: str, entry: str | None) -> str:
    """Return where the files stand that were attached."""
    if entry is None:
        return url_for("editor.edit", number=number, _anchor="attachments")
    return url_for("editor.edit_entry", number=number, entry=entry, _anchor="attachments")


def refused_page(
    number: str, entry: str | None, error: WorkflowError, *, kept: int | None
) -> ResponseReturnValue:
    """Show the page again with why not; `kept` is the version under which what was typed is saved already."""
    desk = desk_again(number, error)
    if entry is None:
        typed = typed_values(request.form, desk.draft)
        page = draft_page.page_values(desk, typed, form=request.form, error=error)
        template = "editor/draft.html"
    else:
        change = entry_page.read_change(desk, entry, request.form)
        page = entry_page.page_values(justified(desk, request.form), change, error=error) | {
            "is_preview": False
        }
        template = "editor/entry.html"
    if kept is not None:
        page["draft_version"] = kept
    return render_template(template, **page), status_of(error)
