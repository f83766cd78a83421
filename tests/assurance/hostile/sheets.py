"""Sheets of workbooks: what they say of their size, places of rows and cells, what is hidden, how many."""

from tests.assurance.hostile import books
from tests.assurance.hostile.books import MAIN, SHEET
from tests.assurance.hostile.made import GOOD, HEAD, Found, good_parts, made

FIRST, SECOND = books.row(1, HEAD), books.row(2, GOOD)
FULL, BLANK = books.sheet([HEAD, GOOD]), books.sheet([])
CELLS = (
    *(("XFE2", "sheet.columns"), ("ZZZ2", "sheet.columns"), ("A3", "sheet.order"), ("A1", "sheet.order")),
    *((place, "book.damaged") for place in ("AAAA2", "2A", "A", "A-2", "A2 ", "a2", "A02")),
)
ROWS = (
    *(("0", "sheet.order"), ("1", "sheet.order"), ("1048577", "sheet.order")),
    *((number, "book.damaged") for number in ("99999999", "-1", "2.5", "x", "", "٢")),
)


def sheet_with(rows: str, before: str = "", after: str = "") -> bytes:
    made_of = books.sheet([], before, after).replace("<sheetData>", f"<sheetData>{rows}")
    return books.packed(books.parts([made_of]))


def sheets() -> Found:
    yield from sizes()
    for place, code in CELLS:
        data = sheet_with(FIRST + f'<row r="2"><c r="{place}" t="str"><v>x</v></c></row>')
        yield made("sheets", f"a cell at {place}", data, code)
    for number, code in ROWS:
        data = sheet_with(FIRST + f'<row r="{number}"><c t="str"><v>x</v></c></row>')
        yield made("sheets", f"row {number!r}", data, code)
    yield from places()
    yield from hidden()
    yield from numbers()


def sizes() -> Found:
    for reference in ("A1:XFD1048576", "A1:F2000000", "A1:A1", "B2:C3", "XFD1:XFD2"):
        data = sheet_with(FIRST + SECOND, f'<dimension ref="{reference}"/>')
        yield made("sheets", f"says {reference}", data)
    for reference in ("", "A0", "nonsense", "A1:", "AAAA1", "1:1", "-1"):
        data = sheet_with(FIRST + SECOND, f'<dimension ref="{reference}"/>')
        yield made("sheets", f"says {reference!r}", data, "book.damaged", or_whole=True)


def places() -> Found:
    """Rows and cells at the edge, out of order, or in one another."""
    far = '<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>'
    yield made("sheets", "a row at the very end", sheet_with(FIRST + SECOND + far), "row.empty")
    wide = "".join(f"<c r='{books.letter(n)}2' t='str'><v>x</v></c>" for n in range(1, 16_386))
    yield made("sheets", "16,385 columns", sheet_with(FIRST + f'<row r="2">{wide}</row>'), "sheet.columns")
    one_less = sheet_with(FIRST + f'<row r="2">{wide.rpartition("<c ")[0]}</row>')
    yield made("sheets", "16,384 columns", one_less, "file.columns")
    yield made("sheets", "twice the same row", sheet_with(FIRST + SECOND + SECOND), "sheet.order")
    yield made("sheets", "rows backwards", sheet_with(FIRST + books.row(3, GOOD) + SECOND), "sheet.order")
    yield made("sheets", "a row in a row", sheet_with(FIRST + f"<row>{SECOND}</row>"), "book.damaged")
    nested = sheet_with(FIRST + '<row r="2"><c r="A2"><c r="B2"><v>1</v></c></c></row>')
    yield made("sheets", "a cell in a cell", nested, "book.damaged")
    yield made("sheets", "a row beside the rows", sheet_with(FIRST + SECOND, after=SECOND), "book.damaged")


def hidden() -> Found:
    for yes in ("1", "true", "TRUE", "on"):
        data = sheet_with(FIRST + books.row(2, GOOD, f' hidden="{yes}"'))
        yield made("hidden", f"row {yes}", data, "sheet.hidden_row")
    column = sheet_with(FIRST + SECOND, '<cols><col min="2" max="2" hidden="1"/></cols>')
    yield made("hidden", "column", column, "sheet.hidden_column")
    for merged in ("A1:B1", "A2:A9", "F2:XFD2", "$A$2:$B$2"):
        after = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>'
        yield made("hidden", f"merged {merged}", sheet_with(FIRST + SECOND, after=after), "sheet.merged")
    for state in ("hidden", "veryHidden"):
        yield made("hidden", state, books.packed(books.parts([FULL], [state])), "book.hidden_sheet")
        beside, empty = (
            books.packed(books.parts([FULL, other], ["visible", state])) for other in (FULL, BLANK)
        )
        yield made("hidden", f"{state}, beside another", beside, "book.hidden_sheet")
        yield made("hidden", f"{state} and empty", empty)


def numbers() -> Found:
    """Sheets of no use: more than one, none, of another kind, too long."""
    yield made("sheets", "two", books.packed(books.parts([FULL, FULL])), "book.sheets")
    none = books.packed(books.parts([BLANK, BLANK]))
    yield made("sheets", "none that holds anything", none, "file.no_rows")
    strict = FULL.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    yield made("sheets", "strict", books.packed(good_parts() | {SHEET: strict}), "book.strict")
    yield made("sheets", "of no kind", books.packed(good_parts() | {SHEET: "<worksheet/>"}), "book.damaged")
    yield made("sheets", "20,001 rows", long, "file.rows", "book.elements")


def long() -> bytes:
    return books.packed(books.parts([books.sheet([HEAD, *[GOOD[:2]] * 20_001])]))
