"""Bodies, their sessions, and what they adopted."""
