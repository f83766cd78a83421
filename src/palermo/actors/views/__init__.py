"""Signing in, one's own account, and the pages of those who look after people."""
