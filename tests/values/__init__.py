"""The values by themselves: no database, no web, and Hypothesis where something must always hold."""
