"""What happens when things break: after each fault, what stands, what was told and what was promised agree."""
