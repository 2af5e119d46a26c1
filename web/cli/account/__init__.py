"""`flask account`: people, what they may do where, and how they get in."""
