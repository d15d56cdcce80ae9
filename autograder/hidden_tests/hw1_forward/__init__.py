"""Hidden tests of homework 1, and what they compare with."""
