"""What every page of Mulu has to pass in a real browser: read `visits.py` first, each gate is a file beside it."""
