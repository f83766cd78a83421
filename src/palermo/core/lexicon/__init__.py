"""Word lists of decisions and resolutions, one small data file for each language."""
