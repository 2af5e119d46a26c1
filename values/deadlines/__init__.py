"""Deadlines in free text (公开时限): `deadline` is what one says, `reading` how a cell becomes several, `order` compares."""
