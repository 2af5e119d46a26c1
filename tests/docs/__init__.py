"""What the pages in docs/ and the READMEs say holds against the code."""
