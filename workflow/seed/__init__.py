"""What a fresh installation is given: the national standards and a fictional county, through the commands alone."""

from workflow.seed.demonstration import Demonstration, seed

__all__ = ["Demonstration", "seed"]
