"""Workbooks: parts that none may hold, XML, sheets and cells."""

from functools import partial

from tests.assurance.hostile import books
from tests.assurance.hostile.books import BOOK, KINDS, MAIN, SHEET, STRINGS, STYLES, TIES_OF_BOOK, TYPES
from tests.assurance.hostile.made import GOOD, HEAD, Found, good_parts, made
from tests.assurance.hostile.texts import DIRECTIONS, UNSEEN


def with_type(part: str, kind: str) -> bytes:
    """A good workbook with one part more, of that content type."""
    told = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    kinds = str(good_parts()[TYPES]).replace("</Types>", told)
    return books.packed(good_parts() | {part: "<a/>", TYPES: kinds})


def parts() -> Found:
    for code, names in {
        "book.macros": [
            "xl/vbaProject.bin",
            "xl/vbaProjectSignature.bin",
            "xl/vbaData.xml",
            "xl/macrosheets/sheet1.xml",
            "xl/dialogsheets/sheet1.xml",
            "XL/VBAPROJECT.BIN",
        ],
        "book.links": ["xl/externalLinks/externalLink1.xml", "xl/externalLinks/_rels/externalLink1.xml.rels"],
        "book.embedded": [
            "xl/embeddings/oleObject1.bin",
            "xl/embeddings/a.docx",
            "xl/activeX/activeX1.xml",
            "xl/ctrlProps/ctrlProp1.xml",
            "customUI/customUI.xml",
            "xl/webextensions/webextension1.xml",
        ],
        "book.connections": [
            "xl/connections.xml",
            "xl/queryTables/queryTable1.xml",
            "xl/xmlMaps.xml",
            "xl/model/item.data",
        ],
    }.items():
        for name in names:
            yield made("parts", name, books.packed(good_parts() | {name: "<a/>"}), code)
    for kind, code in {
        "ms-office.vbaProject": "book.macros",
        "ms-excel.macrosheet+xml": "book.macros",
        "openxmlformats-officedocument.spreadsheetml.dialogsheet+xml": "book.macros",
        "openxmlformats-officedocument.spreadsheetml.externalLink+xml": "book.links",
        "openxmlformats-officedocument.oleObject": "book.embedded",
        "ms-office.activeX+xml": "book.embedded",
        "openxmlformats-officedocument.spreadsheetml.connections+xml": "book.connections",
        "openxmlformats-officedocument.spreadsheetml.queryTable+xml": "book.connections",
    }.items():
        yield made(
            "parts", f"{kind} by its type", with_type("xl/harmless.xml", f"application/vnd.{kind}"), code
        )
    for kind, code in {
        "vbaProject": "book.macros",
        "xlMacrosheet": "book.macros",
        "externalLink": "book.links",
        "externalLinkPath": "book.links",
        "oleObject": "book.embedded",
        "package": "book.embedded",
        "control": "book.embedded",
        "activeXControlBinary": "book.embedded",
        "connections": "book.connections",
        "queryTable": "book.connections",
        "attachedTemplate": "book.links",
    }.items():
        for place in (TIES_OF_BOOK, "_rels/.rels", "xl/worksheets/_rels/sheet1.xml.rels"):
            tie = f'<Relationship Id="x" Type="{books.TIES}/{kind}" Target="x.bin"/></Relationships>'
            base = str(good_parts().get(place, books.ties([])))
            yield made(
                "ties",
                f"{kind} in {place}",
                books.packed(good_parts() | {place: base.replace("</Relationships>", tie)}),
                code,
            )
    for kind in ("image", "oleObject", "worksheet", "styles", "theme", "sharedStrings", "frame"):
        for target in ("http://192.0.2.1/x", "file:///etc/passwd", "\\\\192.0.2.1\\share\\x"):
            tie = f'<Relationship Id="x" Type="{books.TIES}/{kind}" Target="{target}" TargetMode="External"/>'
            base = str(good_parts()[TIES_OF_BOOK]).replace("</Relationships>", f"{tie}</Relationships>")
            yield made(
                "ties",
                f"{kind} at {target}",
                books.packed(good_parts() | {TIES_OF_BOOK: base}),
                "book.links",
                "book.embedded",
            )
    for place in (TYPES, BOOK, TIES_OF_BOOK, SHEET):
        without = {name: content for name, content in good_parts().items() if name != place}
        yield made("parts", f"no {place}", books.packed(without), "book.damaged", "kind.archive")
        yield made(
            "parts",
            f"{place} is empty",
            books.packed(good_parts() | {place: ""}),
            "book.markup",
            "book.damaged",
        )
        yield made(
            "parts", f"{place} is no XML", books.packed(good_parts() | {place: "hello"}), "book.markup"
        )
    for place in (STRINGS, STYLES, "_rels/.rels"):
        without = {name: content for name, content in good_parts().items() if name != place}
        yield made("parts", f"no {place} is right", books.packed(without))
    yield made("parts", "two workbooks", with_type("xl/b.xml", f"{KINDS}.sheet.main+xml"), "book.damaged")


def markup() -> Found:
    laughs = (
        '<!DOCTYPE a [<!ENTITY l0 "lol">'
        + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        + "]>"
    )
    doctypes = {
        "a billion laughs": (laughs, "&l9;"),
        "one long entity": (f'<!DOCTYPE a [<!ENTITY a "{"x" * 50_000}">]>', "&a;" * 50_000),
        "a file": ('<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
        "another host": ('<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd">', ""),
        "a parameter": ('<!DOCTYPE a [<!ENTITY % a SYSTEM "http://192.0.2.1/a"> %a;]>', ""),
        "no more than a name": ("<!DOCTYPE a>", ""),
    }
    places = [
        TYPES,
        "_rels/.rels",
        BOOK,
        TIES_OF_BOOK,
        SHEET,
        STRINGS,
        STYLES,
        "docProps/app.xml",
        "xl/theme/theme1.xml",
    ]
    for place in places:
        content = str(good_parts().get(place, f"{books.HEAD}<a></a>"))
        for name, (doctype, entity) in doctypes.items():
            altered = content.replace(books.HEAD, books.HEAD + doctype)
            at = altered.rindex("</")
            yield made(
                "entities",
                f"{name} in {place}",
                books.packed(good_parts() | {place: altered[:at] + entity + altered[at:]}),
                "book.doctype",
            )
        at = content.rindex("</")
        for name, odd, code in (
            ("deep", "<a>" * 70 + "</a>" * 70, "book.depth"),
            ("deeper", "<a>" * 100_000 + "</a>" * 100_000, "book.depth"),
            ("not closed", "<a>", "book.markup"),
            ("an entity that is not there", "&b;", "book.markup"),
            ("a null", "\0", "book.markup"),
            ("a control", "&#7;", "book.markup"),
            ("half a letter", "&#xD800;", "book.markup"),
            ("a prefix that is not there", "<q:a/>", "book.markup"),
            ("an attribute twice", '<a b="" b=""/>', "book.markup"),
        ):
            yield made(
                "XML",
                f"{name} in {place}",
                books.packed(good_parts() | {place: content[:at] + odd + content[at:]}),
                code,
            )
        for encoding in ("utf-7", "idna", "rot13", "x-unknown", "utf-32", "cp037", "hex", "gb18030"):
            altered = content.replace("UTF-8", encoding)
            yield made(
                "XML",
                f"{encoding} in {place}",
                books.packed(good_parts() | {place: altered}),
                "book.markup",
                or_whole=True,
            )
        yield made(
            "XML",
            f"Latin letters in {place}",
            books.packed(good_parts() | {place: content.encode() + b"<!-- \xe9 -->"}),
            "book.markup",
        )
        if place not in (TYPES, "_rels/.rels"):
            wide = content.replace("UTF-8", "UTF-16").encode("utf-16")
            yield made("XML", f"UTF-16 in {place} is right", books.packed(good_parts() | {place: wide}))


def sheet_with(rows: str, before: str = "", after: str = "") -> bytes:
    made_of = books.sheet([], before, after).replace("<sheetData>", f"<sheetData>{rows}")
    return books.packed(books.parts([made_of]))


def sheets() -> Found:
    first, second = books.row(1, HEAD), books.row(2, GOOD)
    for reference in ("A1:XFD1048576", "A1:F2000000", "A1:A1", "B2:C3", "XFD1:XFD2"):
        yield made(
            "sheets", f"says {reference}", sheet_with(first + second, f'<dimension ref="{reference}"/>')
        )
    for reference in ("", "A0", "nonsense", "A1:", "AAAA1", "1:1", "-1"):
        yield made(
            "sheets",
            f"says {reference!r}",
            sheet_with(first + second, f'<dimension ref="{reference}"/>'),
            "book.damaged",
            or_whole=True,
        )
    for place, code in (
        ("XFE2", "sheet.columns"),
        ("ZZZ2", "sheet.columns"),
        ("A3", "sheet.order"),
        ("A1", "sheet.order"),
        ("AAAA2", "book.damaged"),
        ("2A", "book.damaged"),
        ("A", "book.damaged"),
        ("A-2", "book.damaged"),
        ("A2 ", "book.damaged"),
        ("a2", "book.damaged"),
        ("A02", "book.damaged"),
    ):
        yield made(
            "sheets",
            f"a cell at {place}",
            sheet_with(first + f'<row r="2"><c r="{place}" t="str"><v>x</v></c></row>'),
            code,
        )
    for number, code in (
        ("0", "sheet.order"),
        ("1", "sheet.order"),
        ("1048577", "sheet.order"),
        ("99999999", "book.damaged"),
        ("-1", "book.damaged"),
        ("2.5", "book.damaged"),
        ("x", "book.damaged"),
        ("", "book.damaged"),
        ("٢", "book.damaged"),
    ):
        yield made(
            "sheets",
            f"row {number!r}",
            sheet_with(first + f'<row r="{number}"><c t="str"><v>x</v></c></row>'),
            code,
        )
    far = '<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>'
    yield made("sheets", "a row at the very end", sheet_with(first + second + far), "row.empty")
    wide = "".join(f"<c r='{books.letter(n)}2' t='str'><v>x</v></c>" for n in range(1, 16_386))
    yield made("sheets", "16,385 columns", sheet_with(first + f'<row r="2">{wide}</row>'), "sheet.columns")
    yield made(
        "sheets",
        "16,384 columns",
        sheet_with(first + f'<row r="2">{wide.rpartition("<c ")[0]}</row>'),
        "file.columns",
    )
    yield made("sheets", "twice the same row", sheet_with(first + second + second), "sheet.order")
    yield made("sheets", "rows backwards", sheet_with(first + books.row(3, GOOD) + second), "sheet.order")
    yield made("sheets", "a row in a row", sheet_with(first + f"<row>{second}</row>"), "book.damaged")
    yield made(
        "sheets",
        "a cell in a cell",
        sheet_with(first + '<row r="2"><c r="A2"><c r="B2"><v>1</v></c></c></row>'),
        "book.damaged",
    )
    yield made("sheets", "a row beside the rows", sheet_with(first + second, after=second), "book.damaged")
    for hidden in ("1", "true", "TRUE", "on"):
        yield made(
            "hidden",
            f"row {hidden}",
            sheet_with(first + books.row(2, GOOD, f' hidden="{hidden}"')),
            "sheet.hidden_row",
        )
    yield made(
        "hidden",
        "column",
        sheet_with(first + second, '<cols><col min="2" max="2" hidden="1"/></cols>'),
        "sheet.hidden_column",
    )
    for merged in ("A1:B1", "A2:A9", "F2:XFD2", "$A$2:$B$2"):
        after = f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>'
        yield made("hidden", f"merged {merged}", sheet_with(first + second, after=after), "sheet.merged")
    full, blank = books.sheet([HEAD, GOOD]), books.sheet([])
    for state in ("hidden", "veryHidden"):
        yield made("hidden", state, books.packed(books.parts([full], [state])), "book.hidden_sheet")
        yield made(
            "hidden",
            f"{state}, beside another",
            books.packed(books.parts([full, full], ["visible", state])),
            "book.hidden_sheet",
        )
        yield made(
            "hidden", f"{state} and empty", books.packed(books.parts([full, blank], ["visible", state]))
        )
    yield made("sheets", "two", books.packed(books.parts([full, full])), "book.sheets")
    yield made(
        "sheets", "none that holds anything", books.packed(books.parts([blank, blank])), "file.no_rows"
    )
    yield made(
        "sheets",
        "strict",
        books.packed(
            good_parts() | {SHEET: full.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")}
        ),
        "book.strict",
    )
    yield made("sheets", "of no kind", books.packed(good_parts() | {SHEET: "<worksheet/>"}), "book.damaged")
    yield made(
        "sheets",
        "20,001 rows",
        lambda: books.packed(books.parts([books.sheet([HEAD, *[GOOD[:2]] * 20_001])])),
        "file.rows",
        "book.elements",
    )


def with_value(cell: str, place: int = 4) -> bytes:
    return books.packed(good_parts([*GOOD[:place], books.xml(cell), *GOOD[place + 1 :]]))


def values() -> Found:
    for formula in (
        *(
            "<f>1+1</f>",
            "<f/>",
            '<f t="shared" ref="A1" si="0">A1</f>',
            '<f t="shared" si="9"/>',
            '<f t="array" ref="E2">A1</f>',
        ),
        *(
            '<f t="dataTable" ref="E2" r1="A1"/>',
            '<f>HYPERLINK("http://x")</f>',
            "<f>cmd|'/C calc'!A0</f>",
            "<f>[1]Sheet1!A1</f>",
        ),
        *(
            '<f>WEBSERVICE("http://x")</f>',
            f"<f>{'A1+' * 9000}1</f>",
            '<f t="nonsense">1</f>',
            '<f ca="1">NOW()</f>',
        ),
    ):
        for value in ("<v>1</v>", ""):
            yield made(
                "formulas",
                f"{formula[:30]} {value}",
                with_value(f'<c r="PLACE">{formula}{value}</c>'),
                "cell.formula",
            )
    for error in ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "nonsense"):
        yield made(
            "errors",
            f"{error}, in a workbook",
            with_value(f'<c r="PLACE" t="e"><v>{error}</v></c>'),
            "cell.error",
        )
    for cell, code in {
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
    }.items():
        yield made("values", cell[:40], with_value(cell), code)
    for cell, code in {
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
    }.items():
        yield made("values", f"{cell[:40]} as a date", with_value(cell, 3), *filter(None, [code]))
    for number, code in (
        *((n, "cell.direction") for n in DIRECTIONS),
        *((n, "cell.unseen") for n in UNSEEN[:12]),
        (0x7F, "cell.control"),
        (0x9F, "cell.control"),
        (0xFFFD, "cell.lost"),
        (0xA, "cell.lines"),
    ):
        yield made(
            "characters",
            f"U+{number:04X}, in a workbook",
            with_value(f'<c r="PLACE" t="str"><v>a&#{number};b</v></c>'),
            code,
        )
    for size in (32_768, 1_000_000, 10_000_000):
        yield made(
            *("large", f"{size} letters in a cell"),
            partial(shared, size, 1),
            "cell.long",
        )
        yield made("large", f"{size} letters, shared by 50", partial(shared, size, 50), "cell.long")
    yield made("large", "a text shared by 5,000", partial(shared, 1_900, 5_000), "file.produced")


def shared(size: int, number: int) -> bytes:
    """A text of that size, in so many cells."""
    strings = f'{books.HEAD}<sst xmlns="{MAIN}"><si><t>{"x" * size}</t></si></sst>'
    rows = [[*GOOD[:4], books.xml('<c r="PLACE" t="s"><v>0</v></c>'), "sourced"]] * number
    return books.packed(good_parts(*rows) | {STRINGS: strings})
