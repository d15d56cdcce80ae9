"""Tests that no student sees, one package an assignment."""
