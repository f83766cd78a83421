"""Everything public, to take away: one table of the lists, an archive of them, and what changed in them."""
