"""Decisions as files: DOCX put together by hand, part by part, and PDF set by typst."""

import io
import tempfile
import zipfile
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import Path

import typst

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES, RELATIONS, DOCUMENT = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml"
FONTS = [str(files(name).joinpath("files")) for name in ("fontpkg_noto_serif", "fontpkg_amiri")]
SETTING = """#set page(paper: "a4", numbering: "1")
#set text(font: ("Noto Serif", "Amiri"), lang: sys.inputs.lang, hyphenate: true)
#set par(justify: true, spacing: 1.4em)
#for each in sys.inputs.text.split("\\n\\n") { par(each.split("\\n").join(linebreak())) }
"""


def wrapped(name: str, content: str) -> str:
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{name}>'


def paragraph(words: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(words)}</w:p>"


def run(words: str, properties: str = "") -> str:
    said = f'<w:t xml:space="preserve">{escape(words)}</w:t>' if words else ""
    return f"<w:r><w:rPr>{properties}</w:rPr>{said}</w:r>"


def numbered(words: str, level: int = 0, number: int = 1) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return wrapped("numbering", f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}')


def parts(body: str, ties: str = "", types: str = "", **more: str) -> dict[str, str | bytes]:
    """The parts of a document: what stands in its body, then others by their names."""
    found = {f"word/{name}.xml": content for name, content in more.items()}
    said = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{OPEN}.{name}+xml"/>' for name in more
    )
    namespace = "http://schemas.openxmlformats.org/package/2006"
    return {
        TYPES: f'<Types xmlns="{namespace}/content-types"><Override PartName="/{DOCUMENT}" '
        f'ContentType="{OPEN}.document.main+xml"/>{said}{types}</Types>',
        RELATIONS: f'<Relationships xmlns="{namespace}/relationships">{ties}</Relationships>',
        DOCUMENT: wrapped("document", f"<w:body>{body}</w:body>"),
        **found,
    }


def tie(kind: str, target: str, more: str = ' TargetMode="External"') -> str:
    return f'<Relationship Id="r1" Type="{R}/{kind}" Target="{target}"{more}/>'


def packed(found: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in found.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, **more: str) -> bytes:
    return packed(parts(body, **more))


def docx_of(text: str) -> bytes:
    """Plain text as a document with a paragraph for each line."""
    return docx("".join(paragraph(line.strip()) for line in text.splitlines()))


def pdf_of(text: str, language: str = "en") -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        setting = Path(folder) / "setting.typ"
        setting.write_text(SETTING, "utf-8")
        fonts = typst.Fonts(include_system_fonts=False, font_paths=FONTS)
        inputs = {"text": text.strip(), "lang": language}
        made: bytes = typst.compile(setting, font_paths=fonts, format="pdf", sys_inputs=inputs)
    return made
