"""From lines to the parts of a decision: title, preamble, operative paragraphs, their items."""

import re
from dataclasses import dataclass, field

from palermo.core.deliberation.flow import UNREAD, Flow
from palermo.core.deliberation.lines import LETTER, Line, Mark, ordinal
from palermo.core.deliberation.verbs import first_of, mended
from palermo.core.deliberation.words import Words

LONG_GAP = re.compile(r"\s{3,}")
END = 40  # letters at the end of a line that say how it ends
LONG = 120  # letters that no heading has
TITLED = re.compile(r"[.:：—–-]\s*\w")
DEEPEST = 6  # level of an item
STOP = re.compile(r"[;:.,،؛。；，：!?)\]”»\d¹²³⁴-⁹]\W*$")
SEMICOLON = re.compile(r"[;؛；.][\s¹²³⁴-⁹]*$")
RECITED = re.compile(r"[,;.،؛，；。](?: и)?$")
COLON = re.compile(r"[:：]\W*$")
PART = re.compile(r"(?:[A-Z]|[IVX]{1,5}|[АБВГД]|[أبجد]|ألف|باء|جيم|دال|هاء|واو)\.?")
# What a scanner takes for a letter.
MISREAD = {
    "6": "b",
    "l": "i",
    "1": "i",
    "o": "c",
    "0": "c",
    "11": "ii",
    "8": "b",
    "5": "s",
    "9": "g",
    "il": "ii",
    "ill": "iii",
    "lii": "iii",
    "e": "c",
}


MISREAD_FIRST = {"2", "o", "e", "q"}  # for an a


@dataclass(slots=True)
class Block:
    """Lines that belong together: a paragraph, or an item below one."""

    lines: list[Line]
    mark: Mark | None
    label: str | None
    part: str = ""
    items: list["Block"] = field(default_factory=list)
    open: list["Block"] = field(default_factory=list)  # the last item, and those that it stands below
    depth: int = 0
    lost: bool = False  # whether the label is not printed

    def add(self, item: "Block") -> None:
        while self.open and self.open[-1].depth >= item.depth:
            self.open.pop()
        self.open.append(item)
        self.items.append(item)

    @property
    def stretches(self) -> list[tuple[int, int]]:
        first = self.lines[0]
        start = self.mark.end if self.mark else first.start
        return [(start, first.end), *((line.start, line.end) for line in self.lines[1:])]


@dataclass(slots=True)
class Parts:
    """A decision in its parts."""

    head: list[Line]
    preamble: list[list[Line]]  # one for each part that has one
    blocks: list[Block]
    rest: list[Line]
    labelled: int | None = None  # the last block that bears a label, so far


def flow_of(text: str, block: Block) -> Flow:
    return Flow.of(text, block.stretches)


def parts_of(text: str, lines: list[Line], words: Words) -> Parts:
    """Part the lines of one decision. Whatever the text is, every line is in one part."""
    read = [line for line in lines if line.kind == ""]
    body = next((at for at, line in enumerate(read) if names_body(line, words)), None)
    start = first_operative(text, read, 0 if body is None else body, words)
    if body is None:  # the preamble, if there is one, follows the symbol and the day
        named = (
            at
            for at in reversed(range(start))
            if words.symbol.search(read[at].said) or words.dated.search(read[at].said)
        )
        body = next(named, start - 1) + 1
    else:
        body = min(body, first_recital(read[:body], words))
    parts = Parts(read[:body], [], [], [])
    if start > body and read[start - 1].apart and PART.fullmatch(read[start - 1].said):
        start -= 1  # the letter of the first part
    parts.preamble.append(read[body:start])
    gather(text, read[start:], words, parts)
    find_lost_labels(parts.blocks)
    return parts


def first_recital(head: list[Line], words: Words) -> int:
    """Where the recitals begin that stand before the name of the body; the end of the head where none do.

    A title may begin as a recital does; but no stop stands behind it, and there are not two.
    """
    starts = [
        at for at, line in enumerate(head) if at == 0 or line.apart or head[at - 1].said.endswith(("]", "}"))
    ]
    found = [
        at
        for at, end in zip(starts, [*starts[1:], len(head)], strict=False)  # no head, no start
        if words.recital.match(head[at].said) and RECITED.search(head[end - 1].said[-END:])
    ]
    return found[0] if len(found) > 1 else len(head)


def find_lost_labels(blocks: list[Block]) -> None:
    """A paragraph whose figure was lost stands between the two that have theirs, or before the second."""
    for at, block in enumerate(blocks):
        if block.label is not None:
            continue
        before = blocks[at - 1].label if at else "0"
        after = blocks[at + 1].label if at + 1 < len(blocks) else None
        if before and after and before.isdigit() and after.isdigit() and int(after) - int(before) == 2:
            block.label, block.lost = str(int(before) + 1), True


def names_body(line: Line, words: Words) -> bool:
    return words.body.match(line.said) is not None


def first_operative(text: str, read: list[Line], since: int, words: Words) -> int:
    """The first line of a paragraph that bears a label; of any paragraph, where none does."""
    bare = len(read)
    for at in range(since, len(read)):
        mark = read[at].mark
        if not (mark or bare == len(read)) or not opens(text, read, at, words):
            continue
        if mark and any(mark.number(kind) == 1 for kind in mark.kinds):
            return at
        bare = min(bare, at)
    return bare


def opens(text: str, read: list[Line], at: int, words: Words) -> bool:
    """Whether an operative paragraph begins with a line: its verb stands there."""
    if read[at].opens is None:
        read[at].opens = has_verb(text, read, at, words)
    return bool(read[at].opens)


def has_verb(text: str, read: list[Line], at: int, words: Words) -> bool:
    line = read[at]
    if line.mark is None and not (line.said[0].isalpha() or line.said[0] in '(“”"«»'):
        return False
    if words.closing.match(line.said):
        return False
    if line.mark is None and words.recital_line.fullmatch(line.said):  # where verbs do not tell the two apart
        return False
    labelled = line.mark is not None and line.mark.style == "."
    first = text[line.mark.end if line.mark else line.start : line.end].translate(UNREAD).strip()
    said = " ".join([first, *(each.said for each in read[at + 1 : at + (10 if labelled else 3)])])
    said = LONG_GAP.sub("  ", said)  # each verb would be looked for behind each space of it
    found = first_of(mended(said, words), words) if labelled else words.opening.match(said.lstrip('“"« '))
    if not found or (names_body(line, words) and found.start("verb") >= len(line.said)):
        return False
    if line.mark:
        return True
    return (
        line.apart
        or at == 0
        or STOP.search(read[at - 1].said[-END:]) is not None
        or names_body(read[at - 1], words)
    )


def gather(text: str, read: list[Line], words: Words, parts: Parts) -> None:
    """Part what follows the preamble into paragraphs and items; what comes after the last is the rest."""
    part = ""
    for at, line in enumerate(read):
        if ends(line, words, parts):
            parts.rest = read[at:]
            return
        if line.apart and PART.fullmatch(line.said):
            part = line.said.rstrip(".")
            part = LETTER.get(part, part)
            continue
        block = parts.blocks[-1] if parts.blocks else None
        if block is None or begins_paragraph(text, read, at, parts, words):
            label = line.mark.label if line.mark else None
            if line.mark:
                parts.labelled = len(parts.blocks)
            parts.blocks.append(Block([line], line.mark, label, part))
        elif line.mark and (label := item_label(block, line)):
            block.add(Block([line], line.mark, label, depth=depth_of(block, label, line.mark)))
        else:
            (block.items[-1] if block.items else block).lines.append(line)


def ends(line: Line, words: Words, parts: Parts) -> bool:
    if not parts.blocks:
        return False
    last = (parts.blocks[-1].items or parts.blocks)[-1].lines[-1]
    stands = line.apart or last.said.endswith((".", "。"))
    return (stands and words.closing.match(line.said) is not None) or names_annex(line, words)


def names_annex(line: Line, words: Words) -> bool:
    """Whether an annex begins with a line: its name alone, or with a title behind a stop."""
    found = words.annex.match(line.said)
    if not found or (line.said[0].islower() and not line.apart):
        return False
    rest = line.said[found.end() :]
    return not rest or (
        line.apart and len(line.said) < LONG and TITLED.search(line.said, found.end() - 1) is not None
    )


def begins_paragraph(text: str, read: list[Line], at: int, parts: Parts, words: Words) -> bool:
    """Whether a line begins a paragraph after those that there are, rather than going on with the last."""
    line, mark, before = read[at], read[at].mark, read[at - 1].said[-END:]
    labelled = parts.labelled
    if mark is None:  # where there are labels, one may have been lost
        stopped = labelled is None or (line.apart and SEMICOLON.search(before))
        return bool(stopped) and opens(text, read, at, words)
    if labelled is None:
        return opens(text, read, at, words) and not COLON.search(before)
    last, lost = parts.blocks[labelled], len(parts.blocks) - 1 - labelled
    if last.mark is None or mark.style != last.mark.style:
        return False
    follows = any(
        0 < mark.number(kind) - ordinal(last.label or "", kind) <= lost + 1 for kind in last.mark.kinds
    )
    numbered = mark.style == "."
    if (follows or numbered) and opens(text, read, at, words):
        return True
    # Without a verb that is known: the next letter, behind a stop, where it goes on with no items.
    stopped = line.apart and SEMICOLON.search(before) is not None
    return follows and (numbered or (stopped and not item_label(parts.blocks[-1], line)))


def item_label(block: Block, line: Line) -> str:
    """The label of an item that a line begins, mended where it was misread; empty where it begins none."""
    mark = line.mark
    assert mark is not None
    for last in reversed(block.open):
        for kind in kinds_of(last):
            if (
                mark.style == (last.mark.style if last.mark else "")
                and mark.number(kind) == ordinal(last.label or "", kind) + 1
            ):
                return mark.label
        mended = successor(last.label or "")
        if mended == mark.label and mark.style == "(":
            return mended
        if mended and MISREAD.get(mark.label) == mended and mark.style == "(":
            return mended
    if any(mark.number(kind) == 1 for kind in mark.kinds):
        return mark.label
    misread = mark.label in MISREAD_FIRST and mark.style == "(" and not block.open
    return "a" if misread and COLON.search(block.lines[-1].said[-END:]) else ""


def kinds_of(block: Block) -> tuple[str, ...]:
    return block.mark.kinds if block.mark else ()


def successor(label: str) -> str:
    return chr(ord(label) + 1) if len(label) == 1 and "a" <= label < "z" else ""


def depth_of(block: Block, label: str, mark: Mark) -> int:
    """Whether an item goes on with the sequence of the last one, or of one above it, or stands below it."""
    for last in reversed(block.open):
        same = last.mark is not None and last.mark.style == mark.style
        if same and any(
            ordinal(label, kind) == ordinal(last.label or "", kind) + 1 for kind in kinds_of(last)
        ):
            return last.depth
        if successor(last.label or "") == label:
            return last.depth
    return min(DEEPEST, (block.items[-1].depth if block.items else 0) + 1)
