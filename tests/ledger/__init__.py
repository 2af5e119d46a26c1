"""The tree, its proofs, notes and checkpoints."""
