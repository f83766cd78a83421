"""Lines of an iCalendar file (RFC 5545), by hand."""

from datetime import date

from palermo.kit.templatetags.kit import here

WIDEST = 75  # octets of a line, as the standard has it
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def stamp(day: date) -> str:
    return f"{day:%Y%m%d}"


def text(name: str, words: str) -> str:
    """A line with words in the language of the reader."""
    return line(f"{name};LANGUAGE={here()}", words)


def line(name: str, words: str) -> str:
    return f"{name}:{words.translate(ESCAPED)}"


def folded(whole: str) -> str:
    """A line of at most so many octets, and what goes on below it; no letter is cut through."""
    if len(whole.encode()) <= WIDEST:
        return whole
    parts, size = [""], 0
    for letter in whole:
        wide = len(letter.encode())
        if size + wide > WIDEST - 1:
            parts.append("")
            size = 0
        parts[-1] += letter
        size += wide
    return "\r\n ".join(parts)
