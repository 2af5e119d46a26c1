"""Three-way merge: lists, fields, rows, places, waiting versions."""
