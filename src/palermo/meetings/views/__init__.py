"""Pages of bodies, sessions and outcomes, one kind a file."""
