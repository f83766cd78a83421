"""Instruments and their provisions."""
