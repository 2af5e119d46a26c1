"""A draft against the catalogue as it is now: what merges by itself, and what its drafter is asked.

Read `around` for what is looked at, `comparing` for the comparison, `refusing` for why a draft cannot be submitted.
"""
