"""chalkgrad: an auto-graded homework package on how a neural network learns."""

__version__ = "0.1.0"
