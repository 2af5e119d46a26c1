"""`flask rules …`: what a catalogue must satisfy, and how catalogues satisfy it."""

from web.cli.speaking import SpokenGroup

rules = SpokenGroup("rules", help="The rules that catalogues have to satisfy.")
