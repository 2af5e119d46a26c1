"""What is searched: `documents` makes it of the rows, `keeping` with every commit, `rebuilding` of all there is."""
