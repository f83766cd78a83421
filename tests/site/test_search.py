"""One box finds every kind of record, says how many there are, and leads to all of them."""

import re
from html import unescape

import pytest
from django.test import Client

from palermo.core.language import LANGUAGES
from palermo.texts.models import Provision

pytestmark = pytest.mark.usefixtures("facts")
LINK = re.compile(r'<li><a href="([^"]+)"><b>')


def found(client: Client, text: str, language: str = "en", **query: str) -> str:
    answer = client.get(f"/{language}/search/", {"q": text, **query})
    assert answer.status_code == 200
    page = unescape(answer.content.decode())
    return page[page.index("<main") : page.index("</main>")]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("意大利", "/en/states/ITA/"),
        ("SSD", "/en/states/SSD/"),
        ("Union européenne", "/en/organizations/eu/"),
        ("art. 9, para. 5", "/en/texts/tip-protocol/9/#art_9__para_5"),
        ("article 5", "/en/texts/untoc/5/"),
        ("CTOC/COP/2008/19", "/en/meetings/"),
        ("vulnerability", "/en/decisions/4-4/#"),
    ],
)
def test_it_works(client: Client, text: str, address: str) -> None:
    assert f'href="{address}' in found(client, text)


@pytest.mark.parametrize(
    "text",
    [
        "Decision 4/4",
        "décision 4/4",
        "第4/4号决定",
        "المقرر 4/4",
        "4/4",
        "4-4",
        "human beings",
        "Traite des êtres",
    ],
)
def test_the_live_decision_comes_first(client: Client, text: str) -> None:
    assert LINK.findall(found(client, text))[0] == "/en/decisions/4-4/"


@pytest.mark.parametrize(
    "text",
    [
        "tip-protocol",
        "TIP Protocol",
        "trafficking protocol",
        "Palermo Protocol",
        "protocole de Palerme",
        "贩运",
    ],
)
def test_an_instrument_leads_to_its_text_and_to_who_is_bound(client: Client, text: str) -> None:
    text = found(client, text)
    assert 'href="/en/texts/tip-protocol/"' in text
    assert 'href="/en/register/tip-protocol/"' in text


def test_the_convention_is_found_by_its_abbreviation_alone(client: Client) -> None:
    assert LINK.findall(found(client, "UNTOC"))[0] == "/en/texts/untoc/"
    assert "tip-protocol" not in found(client, "UNTOC", kind="instruments")


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        *(
            ("o.ii", "o-ii"),
            ("(o) (ii)", "o-ii"),
            ("(f)", "f"),
            ("f)", "f"),
            ("para. (p)", "p"),
            ("(i)", "i"),
        ),
        *(("Decision 4/4 (f)", "f"), ("décision 4/4, paragraphe f)", "f"), ("4/4 (o)(iv)", "o-iv")),
        *(("المقرر 4/4 (س) (2)", "o-ii"), ("第4/4号决定(f)段", "f"), ("п. (g)", "g")),
    ],
)
def test_a_paragraph_is_found_by_its_citation_and_comes_first(client: Client, text: str, anchor: str) -> None:
    assert LINK.findall(found(client, text, kind="paragraphs"))[0] == f"/en/decisions/4-4/#{anchor}"


@pytest.mark.parametrize("text", ["Decision 9/9 (f)", "(f) and more", "x.x", "art. 9 (f) (f) (f)"])
def test_what_cites_no_paragraph_on_record_finds_none(client: Client, text: str) -> None:
    assert "Nothing found" in found(client, text, kind="paragraphs")


@pytest.mark.parametrize("key", ["ccpcj-resolution-33-1", "decision-4-4", "resolution-5-2"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_outcome_is_found_by_the_symbol_that_its_page_prints(
    client: Client, language: str, key: str
) -> None:
    address = f"/{language}/outcomes/{key}/"
    page = unescape(client.get(address).content.decode())
    symbol = re.search(r"<dd><bdi>(.*?)</bdi>", page)
    assert symbol
    for reader in ("en", language):
        assert LINK.findall(found(client, symbol[1], reader, kind="outcomes")) == [
            f"/{reader}/outcomes/{key}/"
        ]


def test_a_list_that_is_cut_says_so_and_leads_to_all_of_it(client: Client) -> None:
    text = found(client, "of")
    count = Provision.objects.filter(folded__contains="of").count()
    assert count > 20
    section = text[text.index('id="provisions"') :]
    section = section[: section.index("</section>")]
    assert f"the first 20 of {count}" in section
    assert len(LINK.findall(section)) == 20
    address = re.findall(r'href="(\?[^"]*kind=provisions[^"]*)"', section)[0]
    assert len(LINK.findall(found(client, "of", kind="provisions"))) == min(count, 50)
    assert client.get(f"/en/search/{address}").status_code == 200


def test_a_long_list_has_pages_and_no_others(client: Client) -> None:
    first, second = (found(client, "res", kind="outcomes", page=page) for page in ("1", "2"))
    assert not set(LINK.findall(first)) & set(LINK.findall(second))
    assert "Page 1 of 2" in first
    for page in ("0", "99", "²", "x"):
        assert client.get("/en/search/", {"q": "res", "kind": "outcomes", "page": page}).status_code == 400
    assert client.get("/en/search/", {"q": "ita", "kind": "x"}).status_code == 400


def test_the_count_is_the_sum_of_what_the_kinds_hold(client: Client) -> None:
    text = found(client, "trafficking")
    counts = re.findall(r'<li><a href="#(\w+)">.*?<span class="num">(\d+)</span>', text)
    assert len(counts) > 3
    assert f"{sum(int(number) for _key, number in counts)} results" in text
    for key, _number in counts:
        assert f'id="{key}"' in text


def test_both_boxes_keep_what_was_asked(client: Client) -> None:
    page = client.get("/en/search/", {"q": "ita"}).content.decode()
    assert page.count('value="ita"') == 2
    assert (
        'id="search" name="q" type="search" maxlength="200" value=""' in client.get("/en/").content.decode()
    )


def test_nothing_found_says_so(client: Client) -> None:
    assert "Nothing found" in found(client, "qqqqqq")
    assert "at least two" in found(client, "a")
    assert "Nothing found" not in found(client, "")


def test_what_was_asked_is_escaped(client: Client) -> None:
    answer = client.get("/en/search/", {"q": "<script>alert(1)</script>"})
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("text", ["ـ", "\u0301", "\u06d6", "ـ \u0301"])
def test_marks_alone_are_in_every_name_and_find_nothing(client: Client, text: str) -> None:
    said = client.get("/ar/search/", {"q": text}).content.decode()
    assert '<section class="section" aria-labelledby="found-' not in said
