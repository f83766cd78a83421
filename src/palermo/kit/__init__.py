"""Cellar tools: helpers around Django with no word of our trade in them."""
