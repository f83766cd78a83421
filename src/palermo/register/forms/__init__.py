"""What the addresses of the register ask for, one list a file."""
