"""Words that mean a channel of the standard: everybody inside reads them, business administrators keep them."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from models import db
from web.access import access, business, business_administrators
from web.administering.places import administered_place
from web.administering.previewing import is_confirmed
from web.administering.words_page import (
    TypedWord,
    list_values,
    previewed_word,
    typed_word,
    withdrawal_values,
    word_values,
)
from web.errors import status_of
from web.session import actor
from workflow.commands.administering import add_synonym, withdraw_synonym
from workflow.errors import WorkflowError

blueprint = Blueprint("channels", __name__)


@blueprint.get("/rules/channels")
@access(business)
def index() -> str:
    """List the words that hold where the reader works."""
    return render_template("rules/channels.html", **list_values())


@blueprint.get("/rules/channels/add/<place>")
@access(business_administrators)
def new(place: str) -> str:
    """Show an empty form for a word of a jurisdiction."""
    return render_template("rules/word.html", **word_values(administered_place(place), TypedWord()))


@blueprint.post("/rules/channels/add/<place>")
@access(business_administrators)
def add(place: str) -> ResponseReturnValue:
    """Show what the word would change; or, once that was shown, add it."""
    where, typed = administered_place(place), typed_word(request.form)
    try:
        if not is_confirmed(typed):
            shown = word_values(where, typed, preview=previewed_word(where, typed))
            return render_template("rules/word.html", **shown)
        add_synonym(typed.word, typed.channel, actor=actor(), place=where.id, key=g.idempotency_key)
    except WorkflowError as error:
        db.session.rollback()
        refused = render_template("rules/word.html", **word_values(where, typed, error=error))
        return refused, status_of(error)
    flash(
        gettext("“%(word)s” means “%(channel)s” from now on.", word=typed.word, channel=typed.channel), "ok"
    )
    return redirect(url_for(".index"))


@blueprint.get("/rules/channels/<int:number>/withdraw")
@access(business_administrators)
def ask(number: int) -> str:
    """Show what withdrawing a word would change."""
    return render_template("rules/withdraw.html", **withdrawal_values(number))


@blueprint.post("/rules/channels/<int:number>/withdraw")
@access(business_administrators)
def withdraw(number: int) -> ResponseReturnValue:
    """Withdraw a word; its row stays."""
    withdraw_synonym(number, actor=actor(), key=g.idempotency_key)
    flash(gettext("Withdrawn; its row stays."), "ok")
    return redirect(url_for(".index"))
