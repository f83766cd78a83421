"""Pages of the instruments, of their provisions, and of the import of official texts."""
