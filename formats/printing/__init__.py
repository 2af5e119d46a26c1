"""PDF: `sheets` says what is to be set, `press` has it set, `child` is the process that sets it, by the two templates."""
