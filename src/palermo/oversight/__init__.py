"""Reads every room: evidence for each paragraph."""
