"""What administrators keep: routes, words, rules of provinces, bases, message services."""
