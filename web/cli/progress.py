"""A bar on a terminal while a command works; what it prints for programs stays free of it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from flask_babel import gettext


@contextmanager
def steps(total: int) -> Iterator[Callable[[], None]]:
    """Show on standard error how many steps are done, where that is a terminal; yield what tells that one is."""
    with click.progressbar(
        length=total, label=gettext("Writing"), file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield lambda: bar.update(1)
        bar.update(total - bar.pos)
