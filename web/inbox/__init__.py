"""What waits for somebody: the inbox, signing off together, and the guide through a first proposal."""
