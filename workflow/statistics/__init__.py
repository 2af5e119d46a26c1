"""Figures for the leadership: each file a question, all of them over the same scope; `every_figure` asks them all."""

from workflow.statistics.figures import Figure, FigureKey, Scope
from workflow.statistics.whole import Return, every_figure, newest_returns

__all__ = ["Figure", "FigureKey", "Return", "Scope", "every_figure", "newest_returns"]
