"""A number in the forms that lists of a word processor have."""

ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LATIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = {
    "lowerLetter": LATIN,
    "upperLetter": LATIN.upper(),
    "russianLower": "абвгдежзиклмнопрстуфхцчшщэюя",
    "russianUpper": "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "arabicAlpha": ("أ", *"بتثجحخدذرزسشصضطظعغفقكلمن", "هـ", *"وي"),
    "arabicAbjad": ("أ", *"بجد", "هـ", *"وزحطيكلمنسعفصقرشتثخذضظغ"),
}
HAN = "〇一二三四五六七八九"
CHINESE = {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"}
MOST_TURNS = 5  # how often a letter is set, after the alphabet has come to its end


def counted(number: int, form: str) -> str:
    """A count as it is printed; in digits where the form is not known.

    >>> [counted(14, form) for form in ("decimal", "lowerRoman", "upperLetter", "chineseCounting", "none")]
    ['14', 'xiv', 'N', '十四', '']
    >>> counted(28, "lowerLetter"), counted(5, "arabicAbjad"), counted(7, "decimalZero")
    ('bb', 'هـ', '07')
    """
    if form == "none":
        return ""
    if form in ALPHABETS and number > 0:
        alphabet = ALPHABETS[form]
        turns, at = divmod(number - 1, len(alphabet))
        return alphabet[at] * (turns + 1) if turns < MOST_TURNS else str(number)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return roman(number) if form == "lowerRoman" else roman(number).upper()
    if form in CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return f"{HAN[tens] if tens > 1 else ''}{'十' if tens else ''}{HAN[ones] if ones else ''}"
    if form == "decimalEnclosedCircle" and 0 < number <= 20:
        return chr(0x245F + number)
    return f"{number:02}" if form == "decimalZero" else str(number)


def roman(number: int) -> str:
    said = ""
    for worth, letters in ROMAN:
        said += letters * (number // worth)
        number %= worth
    return said
