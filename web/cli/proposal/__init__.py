"""`flask proposal`: everything that is done with proposals."""
