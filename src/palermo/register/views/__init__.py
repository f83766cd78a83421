"""Pages of the register, one list a file."""

from datetime import date

# Decision 4/4 was adopted on this day: maps mark who joined after it, and comparisons begin with it. Written
# here because this room may not look up at the decision; the tests hold it against the record.
DECIDED = date(2008, 10, 17)
