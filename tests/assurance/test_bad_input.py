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
from tests.assurance.addresses import configured
from tests.assurance.answers import WRITES
from tests.assurance.cast import Visitor, ask
from tests.assurance.matrix import SESSIONS, Cell, Stage, expected, states, writes
from tests.assurance.parameters import PARAMETERS, THERE
from tests.assurance.policy import EVERY_ROLE, RESTRICTED

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


def drawn(data: st.DataObject, address: str) -> str:
    """An address with good and bad values in its path, and bad ones in its query."""
    names = PARAMETERS[address]

    def filled(place: re.Match[str]) -> str:
        there = st.sampled_from(THERE[place[1]])
        return quote(data.draw(NASTY if data.draw(NOW_AND_THEN) else there), safe="")

    query = {name: data.draw(NASTY) for name in data.draw(st.sets(st.sampled_from(names)))} if names else {}
    return PLACE.sub(filled, address) + ("?" + urlencode(query) if query else "")


def check(visitor: Visitor, pattern: str, address: str, told: Counter[int]) -> None:
    """Count the answer; fail on a 5xx, on a refusal without a sentence, and on a change."""
    with writes() as written:
        answer = ask(visitor, "GET", address)
    told[answer.status] += 1
    assert answer.status < 500, f"{visitor.name}: {address}"
    if answer.status >= 400:
        sentence = '"detail": "' if address.startswith("/api/") else 'class="lede">'
        assert sentence in answer.body.decode(), f"{address}: {answer.status} without a sentence"
    assert set(written) <= {SESSIONS} | WRITES.get((pattern, "GET"), frozenset()), address


def tried(times: int, visitors: dict[str, Visitor], counted: Callable[[str], None]) -> None:
    told = Counter[int]()

    @given(data=st.data())
    @settings(max_examples=times, suppress_health_check=list(HealthCheck))
    def tries(data: st.DataObject) -> None:
        address = data.draw(st.sampled_from(sorted(PARAMETERS)))
        check(visitors[data.draw(st.sampled_from(who(address)))], address, drawn(data, address), told)

    try:
        tries()
    finally:
        refused, failed = (
            sum(number for status, number in told.items() if low <= status < low + 100) for low in (400, 500)
        )
        counted(f"{told.total()} requests: {refused} refused with a sentence (4xx), {failed} failed (5xx)")


def who(address: str) -> list[str]:
    """A stranger, and whoever may see what is not for everyone."""
    return ["stranger", *sorted(RESTRICTED.get(address, ((), set()))[1] & EVERY_ROLE)]


def test_every_address_of_the_configuration_gets_bad_input() -> None:
    assert set(PARAMETERS) == configured()
    assert {place for address in PARAMETERS for place in PLACE.findall(address)} == set(THERE)


@pytest.mark.usefixtures("official", "kept")
@pytest.mark.parametrize("address", sorted(set(PARAMETERS) - set(RESTRICTED)))
def test_every_name_that_an_address_asks_its_query_for_gets_bad_input(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    visitors = {"stranger": Visitor("stranger", "stranger")}
    assert asked_by(address, Stage(), visitors, monkeypatch) == set(PARAMETERS[address])


def test_every_name_that_what_is_not_for_everyone_asks_its_query_for_gets_bad_input(
    monkeypatch: pytest.MonkeyPatch, visitors: dict[str, Visitor]
) -> None:
    """Whoever it answers, in whatever state the thing is."""
    stage = Stage()
    asked = {address: asked_by(address, stage, visitors, monkeypatch) for address in RESTRICTED}
    assert asked == {address: set(PARAMETERS[address]) for address in RESTRICTED}


def asked_by(
    address: str, stage: Stage, visitors: dict[str, Visitor], monkeypatch: pytest.MonkeyPatch
) -> set[str]:
    asked = set[str]()
    cells = [Cell(address, state, "GET", name, "en") for state in states(address) for name in visitors]
    there = [(cell, stage.path(cell)) for cell in cells if expected(cell).status in {200, 302, 303}]
    for cell, path in there[:1]:  # what is made once and kept, such as the archive, is made before
        ask(visitors[cell.visitor], "GET", path)
    with monkeypatch.context() as watched:
        for get in ("get", "__getitem__", "getlist"):
            watched.setattr(QueryDict, get, asking(getattr(QueryDict, get), asked))
        for cell, path in there:
            assert ask(visitors[cell.visitor], "GET", path).status == expected(cell).status, str(cell)
    return asked


def asking(get: Callable[..., Any], asked: set[str]) -> Callable[..., Any]:
    def noting(query: QueryDict, name: str, *rest: Any) -> Any:
        if not hasattr(query, name):  # a template looks for `urlencode` among the names first
            asked.add(name)
        return get(query, name, *rest)

    return noting


def test_bad_input_gets_a_sentence(visitors: dict[str, Visitor], counted: Callable[[str], None]) -> None:
    tried(600, visitors, counted)


@pytest.mark.full
def test_ten_thousand_bad_inputs_get_a_sentence(
    visitors: dict[str, Visitor], counted: Callable[[str], None]
) -> None:
    tried(15_000, visitors, counted)


@pytest.mark.parametrize("page", ["0000019", "1000000", "01", "+1", "1.0", "0", "²"])
def test_a_page_that_is_not_there_is_refused(facts: None, page: str) -> None:
    told = Counter[int]()
    check(Visitor("stranger", "stranger"), "/{lang}/outcomes/", f"/en/outcomes/?page={quote(page)}", told)
    assert set(told) == {400}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_is_in_the_readers_language(client: Client, facts: None, language: str) -> None:
    answer = client.get(f"/{language}/register/tip-protocol/?on=someday")
    assert answer.status_code == 400
    assert f'lang="{language}"' in answer.content.decode()
    assert ("is not a date" in answer.content.decode()) is (language == "en")
