"""What the sign-in library asks of us, and what we ask of it."""
