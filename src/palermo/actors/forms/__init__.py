"""What people fill in: at the door, of their own account, of others."""
