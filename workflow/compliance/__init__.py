"""Whole catalogues against the rules: `reading` gets many at once, `outcome` says what is found, `keeping` stores it."""
