"""Tests that students do not see, one package per assignment."""
