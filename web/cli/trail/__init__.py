"""`flask audit` and `flask ledger`: the trail and its proofs."""
