"""Hidden tests of homework 2, and what they compare with."""
