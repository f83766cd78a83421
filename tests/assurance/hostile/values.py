"""Cells of workbooks: formulas, errors, numbers and dates, characters, and texts that are too long."""

from functools import partial

from tests.assurance.hostile import books
from tests.assurance.hostile.books import MAIN, STRINGS
from tests.assurance.hostile.cells import DIRECTIONS, UNSEEN
from tests.assurance.hostile.made import GOOD, Found, good_parts, made

FORMULAS = (
    *("<f>1+1</f>", "<f/>", '<f t="shared" ref="A1" si="0">A1</f>', '<f t="shared" si="9"/>'),
    *('<f t="array" ref="E2">A1</f>', '<f t="dataTable" ref="E2" r1="A1"/>'),
    *('<f>HYPERLINK("http://x")</f>', "<f>cmd|'/C calc'!A0</f>", "<f>[1]Sheet1!A1</f>"),
    *('<f>WEBSERVICE("http://x")</f>', f"<f>{'A1+' * 9000}1</f>", '<f t="nonsense">1</f>'),
    '<f ca="1">NOW()</f>',
)
ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "nonsense")
NO_TEXT = {
    '<c r="PLACE"><v>5</v></c>': "cell.not_text",
    '<c r="PLACE"><v>1e400</v></c>': "cell.not_text",
    '<c r="PLACE" s="1"><v>41197</v></c>': "cell.not_text",
    '<c r="PLACE" s="4"><v>0.5</v></c>': "cell.not_text",
    '<c r="PLACE" t="b"><v>1</v></c>': "cell.not_text",
    '<c r="PLACE" t="b"><v>maybe</v></c>': "book.damaged",
    '<c r="PLACE"><v>five</v></c>': "book.damaged",
    '<c r="PLACE" t="s"><v>7</v></c>': "book.damaged",
    '<c r="PLACE" t="s"><v>x</v></c>': "book.damaged",
    '<c r="PLACE" t="d"><v>soon</v></c>': "book.damaged",
    '<c r="PLACE" s="x"><v>1</v></c>': "book.damaged",
    '<c r="PLACE" s="99"><v>1</v></c>': "book.damaged",
    f'<c r="PLACE"><v>{"9" * 5000}</v></c>': "book.damaged",
}
DAYS = {
    '<c r="PLACE" s="1"><v>59</v></c>': "cell.early",
    '<c r="PLACE" s="1"><v>1e9</v></c>': "cell.error",
    '<c r="PLACE" s="1"><v>-1</v></c>': "cell.early",
    '<c r="PLACE" s="3"><v>41197.5</v></c>': "day.moment",
    '<c r="PLACE" s="4"><v>0.5</v></c>': "day.invalid",
    '<c r="PLACE"><v>41197</v></c>': "day.invalid",
    '<c r="PLACE" t="str"><v>15/10/2012</v></c>': "day.ambiguous",
    '<c r="PLACE" t="b"><v>0</v></c>': "day.invalid",
    '<c r="PLACE" t="d"><v>2012-10-15</v></c>': "",
    '<c r="PLACE" s="1"><v>41197</v></c>': "",
    '<c r="PLACE" s="5"><v>41197</v></c>': "",
}
CHARACTERS = (
    *((n, "cell.direction") for n in DIRECTIONS),
    *((n, "cell.unseen") for n in UNSEEN[:12]),
    *((0x7F, "cell.control"), (0x9F, "cell.control"), (0xFFFD, "cell.lost"), (0xA, "cell.lines")),
)


def with_value(cell: str, place: int = 4) -> bytes:
    return books.packed(good_parts([*GOOD[:place], books.xml(cell), *GOOD[place + 1 :]]))


def values() -> Found:
    for formula in FORMULAS:
        for value in ("<v>1</v>", ""):
            data = with_value(f'<c r="PLACE">{formula}{value}</c>')
            yield made("formulas", f"{formula[:30]} {value}", data, "cell.formula")
    for error in ERRORS:
        data = with_value(f'<c r="PLACE" t="e"><v>{error}</v></c>')
        yield made("errors", f"{error}, in a workbook", data, "cell.error")
    for cell, code in NO_TEXT.items():
        yield made("values", cell[:40], with_value(cell), code)
    for cell, code in DAYS.items():
        yield made("values", f"{cell[:40]} as a date", with_value(cell, 3), *filter(None, [code]))
    for number, code in CHARACTERS:
        data = with_value(f'<c r="PLACE" t="str"><v>a&#{number};b</v></c>')
        yield made("characters", f"U+{number:04X}, in a workbook", data, code)
    for size in (32_768, 1_000_000, 10_000_000):
        yield made("large", f"{size} letters in a cell", partial(shared, size, 1), "cell.long")
        yield made("large", f"{size} letters, shared by 50", partial(shared, size, 50), "cell.long")
    yield made("large", "a text shared by 5,000", partial(shared, 1_900, 5_000), "file.produced")


def shared(size: int, number: int) -> bytes:
    """A text of that size, in so many cells."""
    strings = f'{books.HEAD}<sst xmlns="{MAIN}"><si><t>{"x" * size}</t></si></sst>'
    rows = [[*GOOD[:4], books.xml('<c r="PLACE" t="s"><v>0</v></c>'), "sourced"]] * number
    return books.packed(good_parts(*rows) | {STRINGS: strings})
