"""The working draft: its pages, its table, what happens to a row, and what others did meanwhile."""
