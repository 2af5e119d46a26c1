"""How the trail is proven; imports nothing of the project."""
