"""What everyone speaks of: frozen values without database, web or queue. Start with `entry` and `proposal_content`."""
