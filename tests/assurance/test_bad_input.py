"""Bad input in every address parameter: a 4xx with a clear sentence, never a 5xx, nothing changed."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palermo.core.language import LANGUAGES
from tests.assurance.addresses import configured, examples

# Each address of the policy, with what its query may hold.
OF_PROVISIONS = ("level", "weight", "theme", "cluster", "addressee", "beside", "q", "sort")
OF_LISTS = ("cursor", "limit", "lang")
OF_THEME = [name for name in OF_PROVISIONS if name != "theme"]
PARAMETERS = {
    "/": [],
    "/robots.txt": [],
    "/healthz": [],
    "/api/v1/openapi.json": [],
    "/api/v1/decisions/{key}/evidence": ["on", "lang"],
    "/api/v1/states": ["region", "group", "membership", "q", "code", *OF_LISTS],
    "/api/v1/states/{iso3}": ["lang"],
    "/api/v1/organizations": [*OF_LISTS],
    "/api/v1/regions": [*OF_LISTS],
    "/api/v1/instruments": [*OF_LISTS],
    "/api/v1/instruments/{key}": ["lang"],
    "/api/v1/provisions": [
        *("instrument", "article", "level", "weight", "addressee", "theme", "cluster", "q"),
        *OF_LISTS,
    ],
    "/api/v1/provisions/{instrument}/{number}": ["lang"],
    "/api/v1/themes": [*OF_LISTS],
    "/api/v1/official-texts": ["instrument", *OF_LISTS],
    "/api/v1/official-texts/{instrument}/{language}/wordings": [*OF_LISTS],
    "/api/v1/acts": [
        *("instrument", "participant", "kind", "from", "to", "year", "region", "group", "confidence", "q"),
        *OF_LISTS,
    ],
    "/api/v1/declarations": [
        *("instrument", "participant", "article", "kind", "effect", "on", "q"),
        *OF_LISTS,
    ],
    "/api/v1/standings": [
        *("instrument", "on", "known", "status", "region", "group", "act", "confidence", "q"),
        *OF_LISTS,
    ],
    "/api/v1/published-counts": ["instrument", *OF_LISTS],
    "/api/v1/completeness": ["instrument", *OF_LISTS],
    "/api/v1/bodies": [*OF_LISTS],
    "/api/v1/sessions": ["body", "year", "from", "to", "confidence", *OF_LISTS],
    "/api/v1/outcomes": [
        *("body", "session", "year", "subject", "confidence", "q"),
        *OF_LISTS,
    ],
    "/api/v1/topics": ["body", "session", *OF_LISTS],
    "/api/v1/deliberations": [*OF_LISTS],
    "/api/v1/deliberations/{key}": ["lang"],
    "/api/v1/deliberations/{key}/paragraphs": [*OF_LISTS],
    "/{lang}/": [],
    "/{lang}/api/": [],
    "/{lang}/about/": [],
    "/{lang}/data/": ["sort"],
    "/{lang}/data/export.{form}": ["sort"],
    "/{lang}/data/palermo.zip": [],
    "/{lang}/data/changes.atom": ["page"],
    "/{lang}/data/changes/": ["table", "sort", "page"],
    "/{lang}/data/changes/export.{form}": ["table", "sort"],
    "/{lang}/gallery/": [],
    "/{lang}/search/": ["q", "kind", "page"],
    "/{lang}/search/export.{form}": ["q", "kind", "sort"],
    "/{lang}/states/": ["region", "group", "membership", "q"],
    "/{lang}/states/export.{form}": ["region", "group", "membership", "q", "sort"],
    "/{lang}/states/{iso3}/": ["on"],
    "/{lang}/states/{iso3}/export.{form}": ["on", "sort"],
    "/{lang}/states/organizations.{form}": ["region", "group", "membership", "q", "sort"],
    "/{lang}/organizations/{slug}/": ["on"],
    "/{lang}/organizations/{slug}/export.{form}": ["on", "sort"],
    "/{lang}/register/": ["on"],
    "/{lang}/register/{instrument}/": [
        *("on", "known", "region", "group", "act", "confidence", "q", "sort"),
    ],
    "/{lang}/register/{instrument}/export.{form}": [
        *("on", "known", "region", "group", "act", "confidence", "q", "sort"),
    ],
    "/{lang}/register/export.{form}": ["on"],
    "/{lang}/register/acts/": [
        *("instrument", "kind", "participant", "region", "group", "from", "to", "year", "confidence", "q"),
        *("sort", "page"),
    ],
    "/{lang}/register/acts/{part}.{form}": [
        *("instrument", "kind", "participant", "region", "group", "from", "to", "year", "confidence", "q"),
        "sort",
    ],
    "/{lang}/register/declarations/": [
        "on",
        "instrument",
        "article",
        "kind",
        "effect",
        "participant",
        "q",
        "sort",
    ],
    "/{lang}/register/declarations/{part}.{form}": [
        *("on", "instrument", "article", "kind", "effect", "participant", "q", "sort"),
    ],
    "/{lang}/register/{instrument}/{part}.{form}": ["on", "known"],
    "/{lang}/register/{instrument}/compare/": [
        *("from", "to", "known", "change", "region", "group", "q", "sort"),
    ],
    "/{lang}/register/{instrument}/compare/{part}.{form}": [
        *("from", "to", "known", "change", "region", "group", "q", "sort"),
    ],
    "/{lang}/register/{instrument}/pipeline/": ["on", "step", "region", "group", "q", "sort"],
    "/{lang}/register/{instrument}/pipeline/export.{form}": ["on", "step", "region", "group", "q", "sort"],
    "/{lang}/texts/": [],
    "/{lang}/texts/{part}.{form}": ["sort"],
    "/{lang}/texts/{instrument}/official/{language}/": [],
    "/{lang}/texts/provisions/": ["instrument", "page", *OF_PROVISIONS],
    "/{lang}/texts/provisions/export.{form}": ["instrument", *OF_PROVISIONS],
    "/{lang}/texts/themes/{theme}/": ["instrument", "page", "pointers", *OF_THEME],
    "/{lang}/texts/themes/{theme}/export.{form}": ["instrument", *OF_THEME],
    "/{lang}/texts/themes/{theme}/pointers.{form}": ["pointers"],
    "/{lang}/texts/{instrument}/": ["pointers", *OF_PROVISIONS],
    "/{lang}/texts/{instrument}/export.{form}": [*OF_PROVISIONS],
    "/{lang}/texts/{instrument}/official.{language}.{form}": [],
    "/{lang}/texts/{instrument}/pointers.{form}": ["pointers"],
    "/{lang}/texts/{instrument}/{article}/": ["beside", "pointers"],
    "/{lang}/texts/{instrument}/{article}/export.{form}": ["beside", "sort"],
    "/{lang}/texts/{instrument}/{article}/pointers.{form}": ["pointers"],
    "/{lang}/meetings/": [],
    "/{lang}/meetings/export.{form}": ["sort"],
    "/{lang}/meetings/sessions.{form}": ["body", "year", "sort"],
    "/{lang}/meetings/calendar.ics": ["body"],
    "/{lang}/meetings/timeline/": ["body", "from", "to", "subject", "what", "sort", "page"],
    "/{lang}/meetings/timeline/export.{form}": ["body", "from", "to", "subject", "what", "sort"],
    "/{lang}/meetings/{body}/": ["sort"],
    "/{lang}/meetings/{body}/export.{form}": ["sort"],
    "/{lang}/meetings/{body}/topics.{form}": ["sort"],
    "/{lang}/meetings/{body}/recurring.{form}": ["sort"],
    "/{lang}/meetings/{body}/effects.{form}": ["sort"],
    "/{lang}/meetings/{body}/{key}/": [],
    "/{lang}/meetings/{body}/{key}/session.ics": [],
    "/{lang}/meetings/{body}/{key}/topics.{form}": ["sort"],
    "/{lang}/outcomes/": [
        *("body", "year", "subject", "confidence", "session", "q", "sort", "page"),
    ],
    "/{lang}/outcomes/export.{form}": [
        *("body", "year", "subject", "confidence", "session", "q", "sort"),
    ],
    "/{lang}/outcomes/{key}/": [],
    "/{lang}/decisions/{key}/": ["on", "year"],
    "/{lang}/decisions/{key}/evidence.{form}": ["on", "year", "sort"],
    "/{lang}/decisions/{key}/decision-{named}.{form}": ["on", "year", "as"],
}
# What stands in a place of the path where the address is there: a bad value beside it goes all the deeper.
THERE = {
    "lang": LANGUAGES,
    "key": ["cop-4", "decision-4-4", "4-4"],
    "iso3": ["JPN", "SCG"],
    "slug": ["eu"],
    "instrument": ["tip-protocol", "untoc"],
    "body": ["cop", "wg-tip"],
    "named": ["4-4"],
    "number": ["9", "9/1", "9/1/b"],
    "theme": ["victims"],
    "language": ["en"],
    "article": ["9", "15"],
    "part": ["export", "regions", "counts", "articles", "themes"],
    "form": ["csv", "xlsx", "json", "docx", "csv-metadata.json", "xml", "txt"],
}
NOW_AND_THEN = st.sampled_from([True, False, False])
PLACE = re.compile(r"\{(\w+)\}")
NASTY = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *(
                "",
                "0",
                "-1",
                "9" * 400,
                "0000019",
                "2012-02-30",
                "2012-10-15",
                "0000-00-00",
                "9999-12-31",
                "2012-10-15T00:00",
            ),
            *(
                "²⁰¹²",
                "١٥/١٠/٢٠١٢",
                "\x00",
                "\ud7ff",
                "\u202e",
                "%00",
                "../../etc/passwd",
                "<script>",
                "' OR 1=1 --",
            ),
            *("NA", "null", "en", "tip-protocol", "4-4", "JPN", "jpn", "𝕁ℙℕ", "=1+1", "cop", "a" * 5000),
        ]
    ),
    st.dates().map(str),
)


def drawn(data: st.DataObject) -> str:
    """An address with good and bad values in its path, and bad ones in its query."""
    address, names = data.draw(st.sampled_from(sorted(PARAMETERS.items())))

    def filled(place: re.Match[str]) -> str:
        there = st.sampled_from(THERE[place[1]])
        return quote(data.draw(NASTY if data.draw(NOW_AND_THEN) else there), safe="")

    query = {name: data.draw(NASTY) for name in data.draw(st.sets(st.sampled_from(names)))} if names else {}
    return PLACE.sub(filled, address) + ("?" + urlencode(query) if query else "")


def check(client: Client, address: str, told: Counter[int]) -> None:
    """Count the answer; fail on a 5xx, and on a refusal without a sentence."""
    answer = client.get(address)
    told[answer.status_code] += 1
    assert answer.status_code < 500, address
    if answer.status_code >= 400:
        sentence = '"detail": "' if address.startswith("/api/") else 'class="lede">'
        assert sentence in answer.content.decode(), f"{address}: {answer.status_code} without a sentence"


def tried(times: int, counted: Callable[[str], None]) -> None:
    told, client = Counter[int](), Client(raise_request_exception=False)

    @given(data=st.data())
    @settings(max_examples=times, suppress_health_check=list(HealthCheck))
    def tries(data: st.DataObject) -> None:
        check(client, drawn(data), told)

    try:
        tries()
    finally:
        refused, failed = (
            sum(number for status, number in told.items() if low <= status < low + 100) for low in (400, 500)
        )
        counted(f"{told.total()} requests: {refused} refused with a sentence (4xx), {failed} failed (5xx)")


def test_every_address_of_the_configuration_gets_bad_input() -> None:
    assert set(PARAMETERS) == configured()
    assert {place for address in PARAMETERS for place in PLACE.findall(address)} == set(THERE)


@pytest.mark.usefixtures("official")
@pytest.mark.parametrize("address", sorted(PARAMETERS))
def test_every_name_that_an_address_asks_its_query_for_gets_bad_input(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    asked: set[str] = set()
    for example in examples()[address]:  # what is made once and kept, such as the archive, is made before
        Client().get(example)
    for ask in ("get", "__getitem__", "getlist"):
        monkeypatch.setattr(QueryDict, ask, asking(getattr(QueryDict, ask), asked))
    for example in examples()[address]:
        assert Client().get(example).status_code in {200, 302}
    assert asked == set(PARAMETERS[address])


def asking(get: Callable[..., Any], asked: set[str]) -> Callable[..., Any]:
    def noting(query: QueryDict, name: str, *rest: Any) -> Any:
        if not hasattr(query, name):  # a template looks for `urlencode` among the names first
            asked.add(name)
        return get(query, name, *rest)

    return noting


@pytest.mark.usefixtures("official")
def test_bad_input_gets_a_sentence(counted: Callable[[str], None]) -> None:
    tried(400, counted)


@pytest.mark.full
@pytest.mark.usefixtures("official")
def test_ten_thousand_bad_inputs_get_a_sentence(counted: Callable[[str], None]) -> None:
    tried(12_000, counted)


@pytest.mark.parametrize("page", ["0000019", "1000000", "01", "+1", "1.0", "0", "²"])
def test_a_page_that_is_not_there_is_refused(client: Client, facts: None, page: str) -> None:
    told = Counter[int]()
    check(client, f"/en/outcomes/?page={quote(page)}", told)
    assert set(told) == {400}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_is_in_the_readers_language(client: Client, facts: None, language: str) -> None:
    answer = client.get(f"/{language}/register/tip-protocol/?on=someday")
    assert answer.status_code == 400
    assert f'lang="{language}"' in answer.content.decode()
    assert ("is not a date" in answer.content.decode()) is (language == "en")
