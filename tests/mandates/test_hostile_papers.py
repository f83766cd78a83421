"""DOCX and PDF that mean harm, or are broken: each is refused with its sentence, or read and no more."""

import io
import random
import signal
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest
from django.test import Client
from django.utils.translation import override
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from palermo.core.actor import Role
from palermo.core.errors import Invalid
from palermo.kit.incoming import process
from palermo.mandates.importers import apart
from palermo.mandates.importers.reading import read_file
from palermo.mandates.importers.sizes import LARGEST, LARGEST_TEXT, LIMITS, LONGEST
from tests.mandates import papers
from tests.mandates.bridges import ENGLISH
from tests.mandates.papers import DOCUMENT, TYPES, paragraph, parts, tie
from tests.mandates.test_import_page import upload, words

GOOD = parts(paragraph("Urges."))
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def changed(name: str, old: str, new: str) -> bytes:
    return papers.packed(GOOD | {name: str(GOOD[name]).replace(old, new)})


def field(instruction: str) -> bytes:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return papers.docx(f"<w:p>{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{end}</w:p>")


def encrypted(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt("secret", algorithm="RC4-128")
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def blank(count: int = 1, content: bytes = b"") -> bytes:
    writer = PdfWriter()
    for _ in range(count):
        page = writer.add_blank_page(200, 200)
        if content:
            stream = DecodedStreamObject()
            stream.set_data(content)
            page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    return written(writer)


def notes() -> bytes:
    """A note of a thousand letters that is referred to a thousand times."""
    body = "<w:p>" + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 1000 + "</w:p>"
    note = papers.wrapped("footnotes", f'<w:footnote w:id="1">{paragraph("x" * 1000)}</w:footnote>')
    return papers.docx(body, footnotes=note)


def entities() -> bytes:
    doctype = '<!DOCTYPE a [<!ENTITY b "bbbb">]>'
    return papers.packed(GOOD | {DOCUMENT: doctype + str(GOOD[DOCUMENT])})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "macros": (partial(papers.packed, GOOD | {"word/vbaProject.bin": b"x"}), "word.macros"),
    "macros by type": (partial(changed, TYPES, f"{papers.OPEN}.document.main+xml", MACRO), "word.macros"),
    "embedded": (partial(papers.packed, GOOD | {"word/embeddings/oleObject1.bin": b"x"}), "word.embedded"),
    "control": (partial(papers.packed, GOOD | {"word/activeX/activeX1.xml": "<a/>"}), "word.embedded"),
    "picture": (lambda: papers.packed(parts("", tie("image", "http://a.example/b"))), "word.links"),
    "template": (
        lambda: papers.packed(parts("", tie("attachedTemplate", "https://a.example/b.dotm"))),
        "word.links",
    ),
    "another file": (lambda: papers.packed(parts("", tie("aFChunk", "a.html", ""))), "word.links"),
    "field": (partial(field, ' DDEAUTO c:\\\\a.exe "b"'), "word.links"),
    "included": (partial(field, "INCLUDETEXT http://a.example"), "word.links"),
    "entities": (entities, "book.doctype"),
    "no document": (partial(changed, TYPES, f"{papers.OPEN}.document.main+xml", BOOK), "kind.other"),
    "archive": (partial(papers.packed, {"a.txt": "x"}), "kind.archive"),
    "not well formed": (partial(changed, DOCUMENT, "</w:body>", ""), "book.markup"),
    "deep": (partial(papers.docx, "<w:sdt>" * 300 + "</w:sdt>" * 300), "book.depth"),
    "elements": (partial(papers.docx, "<w:p/>" * 400_001), "book.elements"),
    "bomb": (partial(papers.packed, GOOD | {"word/media/a.png": b"\0" * 41_000_000}), "book.unpacked"),
    "members": (partial(papers.packed, GOOD | {f"a{at}": "" for at in range(600)}), "book.members"),
    "outside": (partial(papers.packed, GOOD | {"../a.xml": "<a/>"}), "book.name"),
    "long": (partial(papers.docx, paragraph("x" * (LONGEST + 1))), "file.long"),
    "notes": (notes, "file.long"),
    "nothing": (partial(papers.docx, "<w:p/>"), "file.empty"),
    "cut": (lambda: papers.packed(GOOD)[:-30], "book.damaged"),
    "large": (lambda: b"PK\x03\x04" + b"x" * LARGEST, "file.large"),
    "large text": (lambda: b"x" * (LARGEST_TEXT + 1), "file.large"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "kind.other"),
    "rich": (lambda: b"{\\rtf1 a}", "kind.other"),
    "page of the web": (lambda: b"<html><body>a</body></html>", "kind.other"),
    "locked": (lambda: encrypted(papers.pdf_of(ENGLISH)), "kind.encrypted"),
    "scanned": (blank, "pdf.scanned"),
    "pages": (partial(blank, 301), "pdf.pages"),
    "no PDF": (lambda: b"%PDF-1.7\nnothing", "pdf.damaged"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_works(name: str) -> None:
    make, code = HOSTILE[name]
    data = make()
    for read in (read_file, apart.read_apart):
        with pytest.raises(Invalid) as refused:
            read(data)
        assert refused.value.code == code
        assert len(str(refused.value)) > 20


@pytest.mark.parametrize("target", ["file:///C:/a/b.dotm", "C:\\a.dotm", "Normal.dotm"])
def test_the_name_of_a_template_on_a_disk_does_no_harm(target: str) -> None:
    body = paragraph("Urges.")
    data = papers.packed(parts(body, tie("attachedTemplate", target) + tie("hyperlink", "http://a.example/")))
    assert read_file(data).text == "Urges.\n"


def test_a_file_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(papers.pdf_of(ENGLISH)))
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 1 Tf (a) Tj ET " * 400_000)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    monkeypatch.setattr(apart, "LIMITS", replace(LIMITS, patience=1.0))
    with pytest.raises(Invalid) as refused:
        apart.read_apart(written(writer))
    assert refused.value.code == "file.slow"


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    dies = f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})"
    monkeypatch.setattr(apart, "PROGRAM", (sys.executable, "-c", dies))
    with pytest.raises(Invalid) as refused:
        apart.read_apart(papers.docx(paragraph("Dies.")))
    assert refused.value.code == "file.memory"


def test_where_another_file_is_read_nobody_waits() -> None:
    with process.READING, pytest.raises(Invalid) as refused:
        apart.read_apart(papers.docx(paragraph("Waits.")))
    assert refused.value.code == "file.busy"


def test_the_process_imports_nothing_of_django() -> None:
    import subprocess

    program = "import sys, palermo.mandates.importers.child, palermo.mandates.importers.word, pypdf; "
    asked = [
        sys.executable,
        "-c",
        f"{program}print([name for name in sys.modules if name.startswith('django')])",
    ]
    assert subprocess.run(asked, capture_output=True, text=True).stdout.strip() == "[]"


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_what_is_broken_anywhere_is_refused_or_read(kind: str) -> None:
    """A byte changed here and there, or the rest cut off."""
    data = papers.docx_of(ENGLISH) if kind == "docx" else papers.pdf_of(ENGLISH)
    chance = random.Random(7)
    for _ in range(150):
        broken = bytearray(data[: chance.choice((len(data), chance.randrange(5, len(data))))])
        for _ in range(chance.randrange(5)):
            broken[chance.randrange(4, len(broken))] = chance.randrange(256)
        with suppress(Invalid):
            assert read_file(bytes(broken)).text.strip()


def test_whatever_stands_in_the_parts_is_refused_or_read() -> None:
    """The XML itself changed, in an archive that is whole."""
    chance = random.Random(8)
    with zipfile.ZipFile(io.BytesIO(papers.docx_of(ENGLISH))) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(150):
        name = chance.choice(list(whole))
        broken = bytearray(whole[name])
        broken[chance.randrange(len(broken))] = chance.choice(b"<>/\"'w:x0 ")
        with suppress(Invalid):
            assert read_file(papers.packed(whole | {name: bytes(broken)})).text.strip()


def test_on_the_web_the_reason_is_said(signed_in: Callable[..., Client]) -> None:
    client = signed_in(Role.SECRETARIAT)
    answer = upload(client, HOSTILE["macros"][0](), "bridges.docx")
    page = client.get(answer["Location"])
    assert "This document holds macros. Save it as DOCX, without them." in words(page)
    assert "Nothing was saved" in words(page)
    with override("ar"):
        assert client.get(answer["Location"].replace("/en/", "/ar/")).status_code == 200
