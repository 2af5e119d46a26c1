"""What may happen: `lifecycle` (the table), `permissions` (who), `commands` (verbs), `queries` (reads), `audit` (the trail)."""
