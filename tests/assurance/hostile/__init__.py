"""Hostile files by what is wrong with them. `tests.assurance.hostile_files` has all of them."""
