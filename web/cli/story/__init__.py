"""`flask demo`: the journey of a proposal told as a story."""
