"""What a fresh installation is given: the national standards and a fictional county, through the commands alone."""

from workflow.seed.demonstration import seed
from workflow.seed.registering import Demonstration

__all__ = ["Demonstration", "seed"]
