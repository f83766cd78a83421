"""Pages of decisions, of what they ask, and of what came of it."""
