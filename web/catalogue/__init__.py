"""A catalogue to read: its table on a day, its rows side by side, what is hidden, where it is published, the search."""
