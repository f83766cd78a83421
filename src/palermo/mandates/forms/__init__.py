"""What is filled in, and what addresses ask for, in this room."""
