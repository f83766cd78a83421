"""Decision 4/4 as DOCX, PDF and JSON, opened with other programs."""

import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from palermo.core.language import LANGUAGES

ADDRESS = "/{language}/decisions/4-4/decision-4-4.{form}?on=2012-10-19"
DAYS = {
    "ar": "19 تشرين الأول/أكتوبر 2012",
    "en": "19 October 2012",
    "es": "19 de octubre de 2012",
    "fr": "19 octobre 2012",
    "ru": "19 октября 2012",
    "zh": "2012年10月19日",
}
pytestmark = pytest.mark.usefixtures("facts")


def fetch(client: Client, language: str, form: str) -> bytes:
    answer = client.get(ADDRESS.format(language=language, form=form))
    assert answer.status_code == 200
    assert f"decision-4-4-2012-10-19-{language}.{form}" in answer["Content-Disposition"]
    return answer.content


def as_json(client: Client, language: str = "en") -> Any:
    return json.loads(fetch(client, language, "json"))


def plain(text: str) -> str:
    return "".join(text.split())


def test_it_works(client: Client) -> None:
    found = as_json(client)
    assert (found["decision"], found["as_at"], found["language"]) == ("4-4", "2012-10-19", "en")
    assert len(found["paragraphs"]) == 24
    assert found["paragraphs"][-1]["records"][0]["url"] == "http://testserver/en/outcomes/resolution-6-1/"


def test_json_equals_the_page_and_the_api(client: Client) -> None:
    page = client.get("/en/decisions/4-4/?on=2012-10-19").content.decode()
    text = re.sub(r"<[^>]+>", "", page)  # the first sentence is a paragraph of its own
    api = json.loads(client.get("/api/v1/decisions/4-4/evidence?on=2012-10-19&lang=en").content)
    for mine, theirs in zip(as_json(client)["paragraphs"], api, strict=True):
        for name in ("paragraph", "status", "sentence", "rule", "confidence"):
            assert mine[name] == theirs[name]
        assert mine["sentence"] in text
        assert mine["summary"] in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_docx_opens_and_says_the_same(client: Client, language: str) -> None:
    found, document = as_json(client, language), Document(io.BytesIO(fetch(client, language, "docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert found["title"] in text
    assert DAYS[language] in text
    assert DAYS[language] in document.sections[0].footer.paragraphs[-1].text
    for row in found["paragraphs"]:
        assert row["summary"] in text
        assert row["sentence"] in text
    assert document.core_properties.language.startswith(language)


def test_docx_is_right_to_left_in_arabic_and_only_there(client: Client) -> None:
    for language in ("ar", "fr"):
        document = Document(io.BytesIO(fetch(client, language, "docx")))
        spoken = [each for each in document.paragraphs if each.text]
        mirrored = [
            each for each in spoken if each._p.pPr is not None and each._p.pPr.find(qn("w:bidi")) is not None
        ]
        runs = [run for each in spoken for run in each.runs if run.text.strip()]
        expected = language == "ar"
        assert (len(mirrored) == len(spoken)) is expected
        assert all(run.font.rtl is True for run in runs) is expected
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia"))
    assert fonts.get(qn("w:cs"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_is_tagged_and_says_the_same(client: Client, language: str) -> None:
    found, pdf = as_json(client, language), PdfReader(io.BytesIO(fetch(client, language, "pdf")))
    root: Any = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert found["title"] in str(pdf.metadata.title if pdf.metadata else "")
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    text = plain("".join(page.extract_text() for page in pdf.pages))
    assert "CTOC/COP/2008/19" in text
    if language != "ar":  # what is set right to left comes out of a PDF in another order
        assert plain(DAYS[language]) in text
        for row in found["paragraphs"]:
            assert plain(row["summary"])[:40] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_carries_its_own_letters(client: Client, language: str) -> None:
    pdf = PdfReader(io.BytesIO(fetch(client, language, "pdf")))
    names = set()
    for page in pdf.pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            described = below["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(described)
            names.add(str(described["/FontName"]))
    wanted = {"ar": "Amiri", "zh": "SC-"}.get(language, "NotoSerif")
    assert any(wanted in name for name in names)
    assert all("Noto" in name or "Amiri" in name for name in names)


def test_print_opens_in_the_browser(client: Client) -> None:
    answer = client.get("/en/decisions/4-4/decision-4-4.pdf?on=2012-10-19&as=print")
    assert answer["Content-Disposition"] == "inline"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/decisions/4-4/decision-9-9.pdf", 404),
        ("/en/decisions/9-9/decision-9-9.pdf", 404),
        ("/en/decisions/4-4/decision-4-4.exe", 404),
        ("/en/decisions/4-4/decision-4-4.pdf?on=soon", 400),
        ("/en/decisions/4-4/decision-4-4.pdf?as=x", 400),
    ],
)
def test_what_is_not_there_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status
