"""How the members of closed sets, days and figures are said to a reader."""
