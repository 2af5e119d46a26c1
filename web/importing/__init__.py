"""Files that come in: how they were read, how their rows differ, and what becomes a draft; and the workbook for editing."""
