"""Text on one line, each of its characters with its place in the text as it was given."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# Marks that are not read: vowels of Arabic and its long stroke, signs of direction, the soft hyphen.
VOWELS, SIGNS = [*range(0x64B, 0x653), 0x670, 0x640], [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
UNREAD = dict.fromkeys([*VOWELS, *SIGNS, 0x200B, 0x200E, 0x200F, 0xFEFF, 0xAD])
RUN = re.compile(r"(?P<gap>[\s_]+)|[^\s_]+")  # a typewriter underlines with low lines
PARTED = re.compile(r".*[^\W\d_]{2}[-\u2010]")
WHOLE = re.compile(
    r"(?:.*\W)?(?:non|self|co|inter|re|pre|anti|multi|sub|semi|ex|vice|post|mid|well|long|so|cease"
    r"|государств[а-яё]*|стран[а-яё]*|организаци[а-яё]*|социально|научно|торгово)[-\u2010]",
    re.I,
)
WORD = re.compile(r"[a-zà-öø-ÿа-яё]{2}")
HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Flow:
    """Stretches of a text on one line: one space between words, and words whole that a line had parted.

    `places[i]` is where the character `text[i]` stands.
    """

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, text: str, stretches: Iterable[tuple[int, int]]) -> "Flow":
        """The stretches, one after the other.

        >>> Flow.of("The per-\\n manent  seat", [(0, 22)]).text
        'The permanent seat'
        """
        runs = [run for start, end in stretches for run in RUN.finditer(text, start, end)]
        parts: list[str] = []
        places: list[int] = []
        for at, run in enumerate(runs):
            words = run[0]
            if run["gap"] is None:
                plain = words if words.isascii() else words.translate(UNREAD)
                parts.append(plain)
                places.extend(
                    range(run.start(), run.end())
                    if plain == words
                    else (
                        run.start() + step for step, letter in enumerate(words) if ord(letter) not in UNREAD
                    )
                )
            elif parts and parts[-1] and at + 1 < len(runs):
                follows = runs[at + 1][0]
                broken, last = "\n" in words, parts[-1][-1]
                if broken and last in "-\u2010" and PARTED.fullmatch(parts[-1]) and WORD.match(follows):
                    if not WHOLE.fullmatch(parts[-1]):
                        parts[-1] = parts[-1][:-1]
                        places.pop()
                elif not (broken and last >= "\u3000" and HAN.match(last) and HAN.match(follows)):
                    parts.append(" ")
                    places.append(run.start())
        return cls("".join(parts), tuple(places))

    def place(self, at: int) -> int:
        """Where a character stands in the text as it was given; behind the last, where it ends."""
        if at < len(self.places):
            return self.places[at]
        return self.places[-1] + 1 if self.places else 0
