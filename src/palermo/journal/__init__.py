"""The journal: every write by whom, in which capacity, what, when and why, each bound to the one before."""
