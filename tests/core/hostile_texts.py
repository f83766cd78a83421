"""Texts that no decision is: pieces of one over and over; decisions cut, doubled and sown with marks."""

import random
from collections.abc import Iterator

from palermo.core.deliberation.words import words_of

PIECES = (
    *(
        "(a)",
        "(a) ",
        "(a)\n",
        "1. ",
        "1. 1.\n",
        "1.1.",
        "A/",
        "A/RES/1 ",
        "/",
        "1/1, ",
        "12 (1990), ",
        "((",
        "「",
    ),
    *(
        ", ",
        ";",
        ":",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\v",
        "\u2028",
        "\u00a0",
        "-\n",
        "ab-\n",
        "’1’\n",
        "¹",
        "² ",
        "¹ x\n",
    ),
    *(
        "[",
        "«",
        '"\n',
        "（一）",
        "一、\n",
        "、",
        "。",
        "，",
        "《",
        "第一",
        "第",
        "；",
        "أ) ",
        "ـ",
        "\u064b",
        "\u200f",
        "а) ",
    ),
    *(
        "Articles 1, 2 ",
        "articles 1 and ",
        "Convention on ",
        "the Convention on the Rights of ",
        "Charter ",
        "of the ",
    ),
    *(
        "International ",
        "United Nations ",
        "X ",
        "xx ",
        "x",
        "1",
        "i\n",
        "IV\n",
        "not later than ",
        "at its tenth ",
    ),
    *(
        "second ",
        "in 1999 ",
        "rules 1 and ",
        "resolutions 1/1, ",
        "Resolution 1/1\n\n",
        "decisions 1/1 and ",
        "its ",
    ),
    *(
        ", requests the",
        " and requests it to ",
        "1. Requests it\n",
        "Requests\n",
        "1. Xyzzyed\n",
        "Recalling, ",
    ),
    *(
        "Recalling\n",
        "The Council,\n",
        "The Conference ",
        "- 3 -\n",
        "#\n",
        "Annex\n",
        "Annex\n\n",
        "that ",
        "shall ",
        " to ",
    ),
    *(
        "Прошу ",
        "и ",
        "Генеральной Ассамблеи ",
        "Конвенции ",
        ", просит ",
        "и призывает ",
        "مع ",
        "و",
        "أن ",
        "الدول ",
    ),
    *(
        " et prie ",
        "et les ",
        "Convention des ",
        " y pide ",
        "antes de ",
        "Convenio de ",
        "大会",
        "请",
        "公约",
        "缔约国",
    ),
)
BEGINNINGS = {"en": "Requests", "fr": "Prie", "es": "Pide", "ru": "Просит", "ar": "يطلب إلى", "zh": "请"}
MARKS = (
    *(
        "(a) ",
        "(iv) ",
        "1. ",
        "12. ",
        "¹",
        "² x\n",
        "[",
        "]",
        "(",
        ")",
        ":",
        ";",
        ",",
        ".",
        "\n",
        "\n\n",
        "\u00ad",
        "\x00",
    ),
    *(
        "\u200f",
        "’1’",
        "（一）",
        "٣",
        "ج",
        "ж",
        "é",
        "ñ",
        "第",
        "A/RES/",
        "- 3 -\n",
        "Annex\n",
        "-\n",
        "«",
        "/1",
        " ",
    ),
)


def shapes(language: str, size: int) -> Iterator[tuple[str, str]]:
    """Each piece over and over, alone, in a paragraph and in a preamble, `size` bytes long; with its name."""
    words = words_of(language)
    begin = f"1. {BEGINNINGS[language]} "
    for piece in (
        *PIECES,
        " ".join(words.acts) + " ",
        "\n".join(words.acts) + "\n",
        ", ".join(words.acts) + ", ",
    ):
        times = max(1, size // len(piece.encode()))
        yield repr(piece)[:40], piece * times
        yield f"paragraph: {piece!r}"[:40], begin + piece * times
        yield f"preamble: {piece!r}"[:40], f"The Council,\n\n{piece * times}\n\n{begin}"


def mutated(text: str, chance: random.Random) -> str:
    """A text with one to eight things done to it that nobody would do."""
    for _ in range(chance.randint(1, 8)):
        lines = text.splitlines(keepends=True) or [""]
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        at, to = chance.randint(0, len(text)), chance.randint(0, len(text))
        match chance.randrange(8):
            case 0:
                text = text[:at] + text[max(at, to) :]
            case 1:
                lines.insert(one, lines[other])
                text = "".join(lines)
            case 2:
                lines[one], lines[other] = lines[other], lines[one]
                text = "".join(lines)
            case 3:
                text = text[:at] + chance.choice(PIECES) * chance.randint(1, 80) + text[at:]
            case 4:
                text = text[:at] + text[at : at + 1] * chance.randint(1, 2000) + text[at:]
            case 5:
                text = text[:at] + text[to : to + 300] + text[at:]
            case _:
                for _ in range(chance.randint(1, 30)):
                    place = chance.randint(0, len(text))
                    text = text[:place] + chance.choice(MARKS) + text[place:]
    return text[:200_000]
