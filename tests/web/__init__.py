"""The pages, asked through HTTP."""
