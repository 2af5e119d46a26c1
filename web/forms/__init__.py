"""Forms of the editor: each has a function that fills it and one that reads it back."""
