"""Cells of a text: characters, formulas, errors, days, and words that are not known."""

from tests.assurance.hostile.made import GOOD, HEAD, Found, csv, made, with_cell

CONTROLS = [*range(0x01, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF]
DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
UNSEEN = [
    0xAD,
    0x34F,
    0x180E,
    0x200B,
    *range(0x2060, 0x2066),
    0x3164,
    0xFEFF,
    0xFFF9,
    *range(0xE0020, 0xE0040),
]
FORMULAS = [
    *("=1+1", "=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0"),
    *("-2+3+cmd|' /C calc'!A0", '=HYPERLINK("http://x")', '=WEBSERVICE("http://x")'),
    *('=DDE("cmd";"/C calc";"x")', "＝1+1", "＠SUM(A1)", "＋cmd|x!A0", "－cmd|x!A0", "  =1", "\t=1"),
    *('=IMPORTXML(CONCAT("http://x"),"//a")', "@x", "=A1", "={1}"),
]
ERRORS = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "########"]
AMBIGUOUS = [
    *("03/04/2012", "3/4/12", "3.4.12", "03.04.2012", "15.10.2012", "10/15/2012", "12-10-15", "2012/10/15"),
    *("2012.10.15", "1.2.3", "٠٣/٠٤/٢٠١٢", "２０１２-１０-１５", "2012年10月15日", "2012-1-5", "15-10-2012"),
    "3 4 2012",
]
IMPOSSIBLE = [
    *("2012-02-30", "2011-02-29", "2012-13-01", "2012-00-10", "2012-10-32", "0000-01-01", "2100-02-29"),
]
NO_DAYS = [
    *("soon", "20121015", "15 Oct 2012", "October 15, 2012", "41197", "2012-10-15T00:00"),
    *("2012-10-15 00:00:00", "NA", "2012", "2012-10", "99999999999999999999", "-1", "1e308", "nan"),
    *("2012-W42-1", "12345-01-01", "今日"),
]
UNKNOWN = [
    *("Atlantis", "N/A", "null", "None", "undefined", "0", "-", "?", "Yugoslavija", "XX", "XXX", "ZZZ"),
    *("unknown", "Japan; DROP TABLE act", "<script>alert(1)</script>", "../../etc/passwd", "%(value)s"),
    *("{value}", "%s%s%s%n", "جاپان", "Japón1", "日本语", "𝕁𝕒𝕡𝕒", "A" * 200, "ß" * 60, "JPNN", "J PN", "NAN"),
    *("True", "EU27", "\\", "'", "€"),
]


def characters() -> Found:
    for code, numbers in (
        ("cell.control", CONTROLS),
        ("cell.direction", DIRECTIONS),
        ("cell.unseen", UNSEEN),
    ):
        for number in numbers:
            yield made("characters", f"U+{number:04X}", with_cell(4, f"a{chr(number)}b"), code)
    for number in (0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029):
        yield made("characters", f"U+{number:04X}", with_cell(4, f"a{chr(number)}b"), "cell.lines")
    yield made("characters", "a letter that was lost", with_cell(4, "T\ufffdrkiye"), "cell.lost")
    for number in (0x200E, 0x200F, 0x200C, 0x200D, 0x0301):
        yield made("characters", f"U+{number:04X} is right", with_cell(4, f"a{chr(number)}b"))


def cells() -> Found:
    for place in (0, 3, 4):
        for command in FORMULAS:
            yield made("formulas", f"{command} in {place}", with_cell(place, command), "cell.formula")
    for error in ERRORS:
        for place in (0, 3, 4):
            yield made("errors", f"{error} in {place}", with_cell(place, error), "cell.error")
    for code, days in (
        ("day.ambiguous", AMBIGUOUS),
        ("day.impossible", IMPOSSIBLE),
        ("day.invalid", NO_DAYS),
    ):
        for day in days:
            yield made("dates", day, with_cell(3, day), code)
    yield from choices()


def choices() -> Found:
    """Words of which a list holds all that may be said; nothing said; an act that is said twice."""
    for word in UNKNOWN:
        yield made("unknown", word[:20], with_cell(0, word), "choice.unknown", "code.invalid")
    for place, word in ((1, "UNTOC2"), (1, "NA"), (2, "Ratified?"), (2, "7"), (5, "certain"), (5, "100%")):
        yield made("unknown", word, with_cell(place, word), "choice.unknown")
    for name in ("NA", "NAM", "Namibia", "Namibie", "纳米比亚", "na", "Намибия", "ناميبيا"):
        yield made("NA", name, with_cell(0, name))
    for place in range(6):
        yield made("missing", HEAD[place], with_cell(place, ""), "cell.missing")
    yield made("twice", "the same act", csv(GOOD, GOOD), "act.twice")
    yield made(
        "twice", "in other words", csv(GOOD, ["Japan", "tip-protocol", "Accession", *GOOD[3:]]), "act.twice"
    )
