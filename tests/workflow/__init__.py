"""The lifecycle, its commands and its queries. `truth_table.csv` is written by hand, never generated from the code."""
