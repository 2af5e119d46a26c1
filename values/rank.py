"""Sortable ranks: a text of digits between any two others, so that a row moves without renumbering."""


def rank_between(before: str | None, after: str | None) -> str:
    """Return a rank that sorts after `before` and before `after` (None: the open end).

    Ranks are digits behind an imagined decimal point, never ending in 0, so that plain text order is
    their order in every collation.
    """
    low, high = before or "", after
    if high is not None and low >= high:
        raise ValueError(f"No rank lies between {before!r} and {after!r}.")
    digits = ""
    position = 0
    while True:
        below = int(low[position]) if position < len(low) else 0
        above = int(high[position]) if high is not None and position < len(high) else 10
        if above - below > 1:
            return digits + str((below + above) // 2)
        digits += str(below)
        if above != below:
            high = None
        position += 1


def ranks(count: int) -> list[str]:
    """Return that many evenly spaced ranks for rows that are laid down together."""
    width = len(str(count + 1)) + 1
    step = 10**width // (count + 1)
    return [str(step * (index + 1)).zfill(width).rstrip("0") for index in range(count)]
