"""Hidden tests of homework 2, and the values that they compare with."""
