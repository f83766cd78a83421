"""Bad input in every address parameter: a 4xx with a clear sentence, never a 5xx, nothing changed."""

from urllib.parse import quote, urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palermo.core.language import LANGUAGES

# Each address with its parameters: {} is a place in the path, names are in the query.
PATHS = {
    "/{}/": [],
    "/en/states/{}/": ["on"],
    "/en/states/": ["region", "group", "membership", "q"],
    "/en/states/export.csv": ["region", "group", "membership", "q", "sort"],
    "/en/organizations/{}/": ["on"],
    "/en/register/": ["on"],
    "/en/register/{}/": ["on", "known", "region", "group", "act", "confidence", "q", "sort"],
    "/en/register/tip-protocol/": ["on", "known", "region", "group", "act", "confidence", "q", "sort"],
    "/en/register/tip-protocol/export.{}": ["on", "sort"],
    "/en/texts/{}/": ["weight", "beside", "sort"],
    "/en/meetings/{}/": ["sort"],
    "/en/meetings/cop/{}/": [],
    "/en/outcomes/": ["body", "year", "subject", "confidence", "q", "sort", "page"],
    "/en/outcomes/{}/": [],
    "/en/search/": ["q", "kind", "page"],
    "/en/decisions/{}/": ["on", "year"],
    "/en/decisions/4-4/": ["on", "year"],
    "/en/decisions/4-4/decision-4-4.{}": ["on"],
    "/api/v1/decisions/{}/evidence": ["on", "lang"],
    "/api/v1/decisions/4-4/evidence": ["on", "lang"],
}
NASTY = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *(
                "",
                "0",
                "-1",
                "9" * 400,
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


def ask(client: Client, data: st.DataObject) -> tuple[str, int, str]:
    path, names = data.draw(st.sampled_from(sorted(PATHS.items())))
    query = (
        {name: data.draw(NASTY) for name in data.draw(st.sets(st.sampled_from(names))) or []} if names else {}
    )
    filled = path.format(quote(data.draw(NASTY), safe="") if "{}" in path else "")
    address = filled + ("?" + urlencode(query, errors="surrogatepass") if query else "")
    answer = client.get(address)
    return (
        address,
        answer.status_code,
        answer.content.decode(errors="replace") if not answer.streaming else "",
    )


def check(client: Client, data: st.DataObject) -> None:
    address, status, text = ask(client, data)
    assert status < 500, address
    if status >= 400:
        sentence = '"detail": "' if address.startswith("/api/") else 'class="lede">'
        assert sentence in text, f"{address}: {status} without a sentence"


@pytest.mark.usefixtures("facts")
@given(data=st.data())
@settings(max_examples=400, suppress_health_check=list(HealthCheck))
def test_bad_input_gets_a_sentence(data: st.DataObject) -> None:
    check(Client(), data)


@pytest.mark.full
@pytest.mark.usefixtures("facts")
@given(data=st.data())
@settings(max_examples=12_000, suppress_health_check=list(HealthCheck))
def test_ten_thousand_bad_inputs_get_a_sentence(data: st.DataObject) -> None:
    check(Client(), data)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_is_in_the_readers_language(client: Client, facts: None, language: str) -> None:
    answer = client.get(f"/{language}/register/tip-protocol/?on=someday")
    assert answer.status_code == 400
    assert f'lang="{language}"' in answer.content.decode()
    assert ("is not a date" in answer.content.decode()) is (language == "en")
