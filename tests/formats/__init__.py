"""How catalogues travel in and out."""
