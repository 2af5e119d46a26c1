"""Named reads: nouns that pages, commands and the command line ask for."""
