"""Ground floor: typed plain Python. No Django, no clock, no network."""
