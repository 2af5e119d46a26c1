"""The official papers of a proposal and of a release, the case file, and what becomes of it in the archive."""
