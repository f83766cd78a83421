"""A workbook made anew around the two parts that hold cells, so that nothing else of a file is ever read.

openpyxl would read fonts, names, views and links, and stumble over many a file that a spreadsheet opens.
"""

import io
import zipfile
from xml.sax.saxutils import quoteattr

from palermo.kit.incoming.markup import MAIN, RELATION
from palermo.kit.incoming.styles import Styles

FORMATS = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = (
    f'<Types xmlns="{FORMATS}/content-types">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sheet.xml" ContentType="{KIND}.worksheet+xml"/>'
    f'<Override PartName="/xl/strings.xml" ContentType="{KIND}.sharedStrings+xml"/></Types>'
)
TIES = (
    f'<Relationships xmlns="{FORMATS}/relationships">'
    f'<Relationship Id="s" Type="{RELATION}/worksheet" Target="sheet.xml"/></Relationships>'
)
NO_STRINGS = f'<sst xmlns="{MAIN}"/>'.encode()


def rewritten(sheet: bytes, strings: bytes, styles: Styles, *, from_1904: bool) -> io.BytesIO:
    """An archive with that sheet, the texts that its cells share, and what tells a date from a number."""
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><workbookPr date1904="{int(from_1904)}"/>'
        '<sheets><sheet name="1" sheetId="1" r:id="s"/></sheets></workbook>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in (
            ("[Content_Types].xml", TYPES),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", TIES),
            ("xl/styles.xml", sheet_of(styles)),
            ("xl/strings.xml", strings or NO_STRINGS),
            ("xl/sheet.xml", sheet),
        ):
            archive.writestr(zipfile.ZipInfo(name), content)
    return out


def sheet_of(styles: Styles) -> str:
    """A stylesheet that has nothing but formats of numbers."""
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
        for number, code in styles.formats.items()
    )
    cells = "".join(f'<xf numFmtId="{number}"/>' for number in styles.cells or [0])
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/></fonts>'
        "<fills><fill><patternFill/></fill></fills><borders><border/></borders>"
        f"<cellStyleXfs><xf/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>"
    )
