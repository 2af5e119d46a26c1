"""`flask rules …`: what the rules hold catalogues against."""

from web.cli.rules_channels import channels
from web.cli.rules_provincial import provincial
from web.cli.speaking import SpokenGroup

rules = SpokenGroup("rules", help="What the rules hold catalogues against.")
rules.add_command(channels)
rules.add_command(provincial)
