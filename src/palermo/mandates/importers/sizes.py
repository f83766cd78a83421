"""What a file of a decision may hold, and what reading it may cost."""

from palermo.kit.incoming.limits import Limits

LARGEST_TEXT = 500_000  # bytes of plain text: the longest resolutions have a fifth of that
LARGEST = 5_000_000  # bytes of a DOCX or PDF, pictures and all
LONGEST = 500_000  # characters of what is read in any of them
LIMITS = Limits(
    memory=400_000_000,
    produced=4_000_000,  # bytes: a character has up to four, or is written in six
    members=500,
    elements=400_000,
    depth=200,
)
