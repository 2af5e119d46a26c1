"""What a catalogue must satisfy: pure functions of values; `check` runs them all over a sheet."""
