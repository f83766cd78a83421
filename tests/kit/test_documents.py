"""Papers as DOCX and PDF, whatever they are about."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from palermo.core.language import LANGUAGES
from palermo.kit.documents import Aside, Entry, Link, Paper, to_docx, to_pdf

TONES = ("met", "under_way", "not_met", "continuing", "unknown")
PAPER = Paper(
    language="en",
    head="A body",
    symbol="A/1/2",
    label="Paper 1",
    title="Apples & <pears>",
    lede="A lede.",
    as_at="As at 1 May 2020",
    day=date(2020, 5, 1),
    tally=[(tone, tone, "1") for tone in TONES],
    opening="An opening.",
    entries=[
        Entry(
            "(a)",
            "Heading",
            "Decides",
            "A text; #not *markup* $ @ [x].",
            "Fine print",
            Aside(
                tone, tone, "A sentence.", [("Rule.", "A rule.")], [Link("A record", "https://example.org/a")]
            ),
            level,
        )
        for tone, level in zip(TONES, (1, 2, 1, 2, 1), strict=True)
    ],
    close="A close.",
)


def test_it_works() -> None:
    document = Document(io.BytesIO(to_docx(PAPER)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for said in (
        "Apples & <pears>",
        "A text; #not *markup* $ @ [x].",
        "A rule.",
        "A close.",
        "As at 1 May 2020",
    ):
        assert said in text
    assert document.core_properties.title == "Paper 1 – Apples & <pears>"


def test_docx_links_lead_out() -> None:
    part = Document(io.BytesIO(to_docx(PAPER))).part
    assert "https://example.org/a" in {each.target_ref for each in part.rels.values() if each.is_external}


def test_pdf_takes_text_as_text_and_not_as_markup() -> None:
    pdf = PdfReader(io.BytesIO(to_pdf(PAPER)))
    text = " ".join(pdf.pages[0].extract_text().split())
    assert "A text; #not *markup* $ @ [x]." in text
    annotations: Any = pdf.pages[0]["/Annots"]
    assert "https://example.org/a" in {each.get_object()["/A"]["/URI"] for each in annotations}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_be_set(language: str) -> None:
    paper = replace(PAPER, language=language)
    root: Any = PdfReader(io.BytesIO(to_pdf(paper))).trailer["/Root"]
    assert str(root["/Lang"]).startswith(language)
    section = Document(io.BytesIO(to_docx(paper))).sections[0]._sectPr
    assert (section.find(qn("w:bidi")) is not None) is (language == "ar")


def test_a_paper_may_be_all_but_empty() -> None:
    bare = replace(PAPER, tally=[], opening="", entries=[], close="")
    assert to_pdf(bare).startswith(b"%PDF")
    assert to_docx(bare).startswith(b"PK")


def test_the_same_paper_gives_the_same_pdf() -> None:
    assert to_pdf(PAPER) == to_pdf(PAPER)


SAID = {
    "ar": "تقرر الدول الأطراف إنشاء فريق عامل",
    "zh": "缔约国会议决定设立工作组",
    "en": "The States parties decide to set up a working group",
    "fr": "Les États parties décident de créer un groupe de travail",
    "ru": "Государства-участники постановляют учредить рабочую группу",
    "es": "Los Estados parte deciden establecer un grupo de trabajo",
}


def in_language(language: str) -> Paper:
    said = SAID[language]
    entry = replace(PAPER.entries[0], heading=said, text=said)
    return replace(PAPER, language=language, title=said, entries=[entry])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_pdf_can_be_read_back_in_every_language(language: str) -> None:
    said, pdf = SAID[language], PdfReader(io.BytesIO(to_pdf(in_language(language))))
    text = "".join(page.extract_text() for page in pdf.pages)
    assert said in str(pdf.metadata.title if pdf.metadata else "")
    assert [word for word in said.split() if word not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_docx_runs_as_its_language_does(language: str) -> None:
    document = Document(io.BytesIO(to_docx(in_language(language))))
    spoken = [each for each in [*document.paragraphs, *document.sections[0].footer.paragraphs] if each.text]
    assert sum(SAID[language] in each.text for each in spoken) == 3
    turned = [each._p.get_or_add_pPr().find(qn("w:bidi")) is not None for each in spoken]
    runs = [bool(run.font.rtl) for each in spoken for run in each.runs if run.text.strip()]
    assert set(turned) == set(runs) == {language == "ar"}
    assert document.core_properties.language.startswith(language)
