"""What no cell may hold: too much, characters that nobody sees, formulas, errors of a spreadsheet."""

import re
from typing import Any

LINES = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")  # the marks of Arabic (U+200E, U+200F) may stand
UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)
LOST = re.compile("\ufffd")  # what a program puts where it could not read a letter
NUMBER = re.compile(r"[+\-＋－]\s*\d[\d\s.,()%-]*")  # signed, or that of a telephone
ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA|#{2,})")
ODD = re.compile(
    "|".join(pattern.pattern for pattern in (LINES, CONTROLS, DIRECTIONS, UNSEEN, LOST))
    + "|^[=@+#\\-＝＠＋－]"
)
KINDS = {
    "cell.lines": LINES,
    "cell.control": CONTROLS,
    "cell.direction": DIRECTIONS,
    "cell.unseen": UNSEEN,
    "cell.lost": LOST,
}


def fault_of(text: str, longest: int) -> tuple[str, dict[str, Any]] | None:
    """The code of what is wrong with a text whose blanks are trimmed, and values for its sentence."""
    if len(text) > longest:
        return "cell.long", {"length": len(text), "longest": longest}
    if not ODD.search(text):  # nearly all are plain
        return None
    for code, pattern in KINDS.items():
        if found := pattern.search(text):
            return code, {"code": f"U+{ord(found[0]):04X}", "place": found.start() + 1}
    if ERROR.fullmatch(text):
        return "cell.error", {"value": text[:20]}
    if is_formula(text):
        return "cell.formula", {}
    return None


def is_formula(text: str) -> bool:
    """Whether a spreadsheet takes it for one; a signed number is none."""
    if text.startswith(("=", "@", "＝", "＠")):
        return True
    return text.startswith(("+", "-", "＋", "－")) and not NUMBER.fullmatch(text) and len(text) > 1
