"""Three-way merge (decision 20): what a drafter had before them, what is published now, what the draft says.

Read `outcome` for what a merge can end in, `lists` and `fields` for one row's columns, `rows` for a row with its
place and presence, `places` for what rows are to each other, `waiting` for versions not yet in force.
"""
