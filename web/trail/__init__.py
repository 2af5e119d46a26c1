"""The audit trail as people and programs read it: sentences, the timeline, what it changed, exports."""
