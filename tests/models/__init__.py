"""What the database itself keeps and refuses, on both engines."""
