"""Hidden tests of homework 1, and the values that they compare with."""
