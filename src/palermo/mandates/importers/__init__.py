"""Files in: decisions and resolutions, read into paragraphs before anything is kept.

This file imports nothing: what reads a file apart has nothing of Django behind it.
"""
