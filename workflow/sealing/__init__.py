"""How events become leaves of a signed tree: the one seal lock, the stored tree, keys, and copies outside."""
