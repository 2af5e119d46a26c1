"""The verbs, a file per family. Each: load and lock, permission, state, rules, change, event, commit, hand over."""
