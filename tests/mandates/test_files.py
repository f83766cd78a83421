"""Decisions as DOCX and PDF: the same is read in them as in their plain text, on the web and by command."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from palermo.cli import read as command
from palermo.core.actor import Role
from palermo.core.deliberation import read_all
from palermo.mandates.importers.apart import read_apart
from palermo.mandates.importers.reading import read_file
from palermo.mandates.models import LanguageVersion
from tests.mandates import papers
from tests.mandates.bridges import ARABIC, COUNCIL, ENGLISH, FRENCH, SEVERAL
from tests.mandates.papers import docx, level, lists, numbered, paragraph, run

TEXTS = {
    "french": ("fr", FRENCH),
    "arabic": ("ar", ARABIC),
    "english": ("en", ENGLISH),
    "council": ("en", COUNCIL),
}
TEXTS |= {"several": ("en", SEVERAL)}
LIST = lists(
    level(0, "lowerLetter", "(%1)"),
    level(1, "lowerRoman", "(%2)"),
    level(2, "decimal", "%1.%3.", "<w:isLgl/>"),
)


def asked(text: str) -> list[Any]:
    """What is read in a text, but for where it stands."""
    return [
        (each.symbol, each.title, len(each.preamble), [
            (*(part.number, part.act, part.addressees, part.deadline, part.verbs),
             *((item.label, item.depth, item.text) for item in part.items))
            for part in each.operative
        ])
        for each in read_all(text)
    ]  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_it_works(name: str) -> None:
    language, text = TEXTS[name]
    for data, form in ((papers.docx_of(text), "docx"), (papers.pdf_of(text, language), "pdf")):
        given = read_apart(data)
        assert given.form == form
        assert asked(given.text) == asked(text)
        assert given == read_file(data)


def test_automatic_numbers_are_printed() -> None:
    body = "".join(
        (
            *(numbered("Requests the Chair to write;"), numbered("Invites States:"), numbered("To wait;", 1)),
            *(
                numbered("To sing;", 1),
                numbered("", 1),
                numbered("deep", 2),
                numbered("Decides so."),
                numbered("To go.", 1),
            ),
        )
    )
    assert read_file(docx(body, numbering=LIST)).text.split("\n\n") == [
        "(a)\tRequests the Chair to write;",
        "(b)\tInvites States:",
        "(i)\tTo wait;",
        "(ii)\tTo sing;",
        "2.1.\tdeep",
        "(c)\tDecides so.",
        "(i)\tTo go.\n",
    ]


def test_numbers_begin_anew_where_that_is_said_and_come_by_styles() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2">'
        '<w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="3"/></w:lvlOverride></w:num>'
    )
    styles = papers.wrapped(
        "styles",
        '<w:style w:type="paragraph" w:styleId="A">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    numbering = lists(level(0, "decimal", "%1.", '<w:suff w:val="space"/>'), nums=nums)
    styled = paragraph("styled", '<w:pStyle w:val="B"/>')
    none = paragraph("bare", '<w:pStyle w:val="B"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = f"{styled}{styled}{none}{numbered('anew', 0, 2)}{numbered('on', 0, 2)}"
    read = read_file(docx(body, numbering=numbering, styles=styles)).text
    assert read.split() == ["1.", "styled", "2.", "styled", "bare", "3.", "anew", "4.", "on"]


def test_changes_that_were_tracked_are_taken() -> None:
    mark, shown = "<w:rPr><w:del/></w:rPr>", '<w:vanish w:val="0"/>'
    body = (
        f"<w:p>{run('Urges ')}<w:ins>{run('all ')}</w:ins>"
        "<w:del><w:r><w:delText>no </w:delText></w:r></w:del>"
        f"{run('States', shown)}{run(' hidden', '<w:vanish/>')}</w:p>"
        f"<w:moveFrom>{paragraph('gone')}</w:moveFrom>{paragraph('One ', mark)}{paragraph('paragraph')}"
        f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('row')}</w:tc></w:tr></w:tbl>"
    )
    assert read_file(docx(body)).text == "Urges all States\n\nOne paragraph\n"


def test_tables_notes_fields_and_signs() -> None:
    cell = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in ("one", "two"))
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    field = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{more}'
        for kind, more in (
            ("begin", "<w:r><w:instrText>REF x</w:instrText></w:r>"),
            ("separate", run("4")),
            ("end", ""),
        )
    )
    body = (
        f"<w:tbl><w:tr>{cell}</w:tr></w:tbl><w:p>{run('Secretary')}<w:r><w:noBreakHyphen/></w:r>{run('General')}{note}"
        f"<w:r><w:tab/></w:r>{run('article ')}{field}<w:r><w:br/></w:r>{run('end')}</w:p>"
    )
    notes = papers.wrapped(
        "footnotes", f'<w:footnote w:id="2">{paragraph("Of us.")}{paragraph("All.")}</w:footnote>'
    )
    assert read_file(docx(body, footnotes=notes)).text == (
        "one\n\ntwo\n\nSecretary-General¹\tarticle 4\nend\n\n¹ Of us. All.\n"
    )


def test_the_head_of_the_first_page_tells_the_symbol() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r1"/></w:sectPr>'
    parts = papers.parts(
        papers.paragraph("The Council,") + section,
        papers.tie("header", "header1.xml", ""),
        header1=papers.wrapped("hdr", paragraph("S/RES/9901 (2031)")),
    )
    assert read_file(papers.packed(parts)).text == "S/RES/9901 (2031)\n\nThe Council,\n"


def test_a_document_of_a_word_processor_is_read() -> None:
    document = Document()
    for words in ("Resolution 9/1", "The Council,", "Recalling its rules,"):
        document.add_paragraph(words)
    for words in (
        "Urges all States to sing;",
        "Requests the Secretary-General to report within three months.",
    ):
        document.add_paragraph(words, style="List Number")
    out = io.BytesIO()
    document.save(out)
    [reading] = read_all(read_apart(out.getvalue()).text)
    assert [(part.number, part.act, part.addressees) for part in reading.operative] == [
        ("1", "urges", ("all States",)),
        ("2", "requests", ("the Secretary-General",)),
    ]


def test_nothing_but_the_text_of_a_pdf_is_looked_at() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(papers.pdf_of(ENGLISH)))
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.add_attachment("evil.exe", b"MZ")
    out = io.BytesIO()
    writer.write(out)
    assert asked(read_apart(out.getvalue()).text) == asked(ENGLISH)


@pytest.mark.parametrize("make", [papers.docx_of, papers.pdf_of], ids=["docx", "pdf"])
def test_it_is_kept_on_the_web(signed_in: Callable[..., Client], make: Callable[[str], bytes]) -> None:
    client = signed_in(Role.SECRETARIAT)
    file = SimpleUploadedFile("bridges.anything", make(ENGLISH))
    address = client.post("/en/decisions/import/", {"file": file})["Location"]
    form = client.get(address).context["form"]
    sent = {each.html_name: "" if each.value() is None else each.value() for each in form}
    assert client.post(address, sent)["Location"] == "/en/decisions/decision-7-2/"
    version = LanguageVersion.objects.get()
    assert (version.file_name, asked(version.content)) == ("bridges.anything", asked(ENGLISH))


def test_the_command_reads_them_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(papers.docx_of(ENGLISH))
    (tmp_path / "b.pdf").write_bytes(papers.pdf_of(ENGLISH))
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04")
    assert command.main([str(tmp_path)]) == 1
    said = capsys.readouterr()
    heads = [line for line in said.out.splitlines() if line.endswith("Suspension bridges")]
    assert heads == [f"{name}: Decision 7/2 · en · Suspension bridges" for name in ("a.docx", "b.pdf")]
    assert "c.docx” cannot be read: This document is damaged." in said.err


def test_files_of_one_name_are_written_apart(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(papers.docx_of(ENGLISH))
    (tmp_path / "a.txt").write_text(ENGLISH, "utf-8")
    assert command.main([str(tmp_path), "--json", "--out", str(tmp_path / "out")]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"a.docx.json", "a.txt.json"}
