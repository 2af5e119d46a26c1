"""The page of a proposal, its panels, its one-page sheet, and the buttons that become commands."""
