"""`flask catalogue`: reading, comparing, importing and exporting catalogues."""
