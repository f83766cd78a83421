"""Pages of decisions, and of what is corrected in the records."""
