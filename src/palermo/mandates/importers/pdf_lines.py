"""Lines of Arabic out of a PDF, which stand there as they are seen, from left to right."""

import re
import unicodedata

ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc]")
# Figures and Latin words, which are not turned round.
SAME = "[0-9\u0660-\u0669\u06f0-\u06f9A-Za-z]+"
FORWARD = re.compile(f"{SAME}(?:[./,:@_-]{SAME})*")
SEVERAL = re.compile(b"<((?:[0-9A-Fa-f]{4}){2,8})>")  # letters for which a font has one sign
AND = re.compile("(?<![^\\s(«“])\u0648 (?=[\u0621-\u064a])")  # never a word of its own
MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")


def is_from_the_right(text: str) -> bool:
    """Whether more of it is Arabic than not."""
    return 2 * len(ARABIC.findall(text)) > sum(letter.isalpha() for letter in text)


def from_the_right(line: str) -> str:
    """A line in the order in which it is read; figures and Latin words in it stay as they are.

    >>> from_the_right("2031 ةنسلا يف  )أ(")
    '(أ) في السنة 2031'
    """
    line = " ".join(line.split())
    if not ARABIC.search(line):
        return line
    turned = FORWARD.sub(lambda found: found[0][::-1], line)[::-1]
    first = re.search(r"[()\[\]«»]", turned)
    if first and first[0] in ")]»":  # the file names brackets by how they look
        turned = turned.translate(MIRRORED)
    turned = (
        unicodedata.normalize("NFKC", turned) if re.search("[\ufb50-\ufdff\ufe70-\ufefc]", turned) else turned
    )
    return AND.sub("\u0648", turned)


def turned_signs(table: bytes) -> bytes:
    """What a font says of its signs, with the letters of each Arabic one in the order in which it is seen.

    >>> turned_signs(b"<0012> <06440627>")
    b'<0012> <06270644>'
    """
    return SEVERAL.sub(lambda found: b"<" + turned_letters(found[1]) + b">", table)


def turned_letters(written: bytes) -> bytes:
    letters = bytes.fromhex(written.decode()).decode("utf-16-be", "replace")
    if not all(map(ARABIC.match, letters)):
        return written
    return letters[::-1].encode("utf-16-be").hex().encode()
