"""The rulebook that everybody may read: what a catalogue has to satisfy, with an anchor a rule."""

from flask import Blueprint, render_template

from rules.rulebook import RULES
from web.access import access, anyone, business

blueprint = Blueprint("rules", __name__)


@blueprint.get("/rules")
@access(anyone)
def show() -> str:
    """Show every rule."""
    return render_template("rules/show.html", rules=RULES, is_inside=business())
