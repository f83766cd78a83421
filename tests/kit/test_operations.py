"""What the operations of every room have in common."""

import json
from base64 import urlsafe_b64encode

import pytest
from django.test import Client, RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from palermo.actors.models import State
from palermo.core.errors import Invalid
from palermo.core.language import LANGUAGES, Text
from palermo.kit.http import Request
from palermo.kit.models import changed
from palermo.kit.operations import TextOut
from palermo.kit.operations.paging import Key, cursor_of, cut, limit_of, place_after
from tests import factories
from tests.kit.walks import answer, walk


def asking(**query: str) -> Request:
    return RequestFactory().get("/", query)  # type: ignore[return-value]  # nobody asks who asks


def itself(row: tuple[int, str]) -> Key:
    return row


ROWS = st.sets(st.tuples(st.integers(-50, 50), st.text("abé中", max_size=2)), max_size=30)


def test_it_works() -> None:
    rows = [(1, "a"), (2, "b"), (3, "c")]
    assert cut(rows, itself, None, 2) == ([(1, "a"), (2, "b")], True)
    assert cut(rows, itself, (2, "b"), 2) == ([(3, "c")], False)
    assert place_after(asking(cursor=cursor_of((2, "b")))) == (2, "b")


@given(rows=ROWS, limit=st.integers(1, 5))
def test_page_after_page_gives_each_row_once_in_order(rows: set[tuple[int, str]], limit: int) -> None:
    for held in (sorted(rows), None):
        found: list[tuple[int, str]] = []
        after, others = None, True
        while others:
            some, others = cut(held if held is not None else iter(sorted(rows)), itself, after, limit)
            assert len(some) == limit or not others
            found += some
            assert len(found) <= len(rows)
            after = place_after(asking(cursor=cursor_of(some[-1]))) if some else None
        assert found == sorted(rows)


@given(first=ROWS, then=ROWS, limit=st.integers(1, 5))
def test_what_comes_and_goes_meanwhile_neither_repeats_nor_hides_another(
    first: set[tuple[int, str]], then: set[tuple[int, str]], limit: int
) -> None:
    some, others = cut(sorted(first), itself, None, limit)
    if not others:
        return
    rest, _others = cut(sorted(then), itself, some[-1], 100)
    assert not set(rest) & set(some)
    assert set(rest) == {row for row in then if row > some[-1]}


@pytest.mark.parametrize(
    "cursor",
    [
        *("x", "WzFd=", "e30", "W10", "bnVsbA", "WzEuNV0", "W3RydWVd", "W1siYSJdXQ", "WyAxXQ", "-_-_", "YQ"),
        urlsafe_b64encode(b"[" * 300).decode().rstrip("="),
        urlsafe_b64encode(b"[" + b"9" * 200 + b"e999]").decode().rstrip("="),
        urlsafe_b64encode(b'["\xff"]').decode().rstrip("="),
    ],
)
def test_a_cursor_that_no_answer_gave_is_refused(cursor: str) -> None:
    with pytest.raises(Invalid) as refused:
        cut([(1, "a")], itself, place_after(asking(cursor=cursor)), 5)
    assert refused.value.code == "cursor.invalid"


@pytest.mark.parametrize("key", [("a", 1), (1,), (1, "a", 1), (1, 2)])
def test_the_cursor_of_another_list_is_refused(key: Key) -> None:
    for rows in ([(1, "a")], iter([(1, "a")])):
        with pytest.raises(Invalid):
            cut(rows, itself, key, 5)


@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.0", "ten", "²", "1e2", "9" * 400, " 5"])
def test_a_limit_that_is_none_is_refused(limit: str) -> None:
    with pytest.raises(Invalid) as refused:
        limit_of(asking(limit=limit))
    assert refused.value.code == "limit.invalid"
    assert (limit_of(asking()), limit_of(asking(limit="1")), limit_of(asking(limit="200"))) == (50, 1, 200)


def test_a_text_has_the_six_languages_and_null_where_it_has_none() -> None:
    said = TextOut.of(Text({"en": "State", "fr": ""}, stale=frozenset({"fr"}))).model_dump()
    assert said == dict.fromkeys(LANGUAGES) | {"en": "State", "stale": ["fr"]}
    assert TextOut.said(Text({"en": ""})) is None


# ── through the door ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("regoin=150", "parameter.unknown"),
        ("on=2012-10-15", "parameter.unknown"),
        ("=150", "parameter.unknown"),
        ("region=150&region=150", "parameter.repeated"),
        ("region=", "parameter.empty"),
        ("q", "parameter.empty"),
        ("region=15", "parameter.invalid"),
        ("region=150%0A", "parameter.invalid"),
        ("q=%00", "parameter.invalid"),
        ("q=%0Ajapan", "parameter.invalid"),
        (f"q={'a' * 201}", "parameter.invalid"),
        ("region=999", "choice.invalid"),
        ("lang=xx", "choice.invalid"),
        ("limit=0", "limit.invalid"),
        ("cursor=WzFd", "cursor.invalid"),
    ],
)
def test_what_is_not_asked_or_cannot_be_read_is_refused(
    client: Client, facts: None, query: str, code: str
) -> None:
    found = client.get(f"/api/v1/states?{query}")
    assert (found.status_code, found["Content-Type"]) == (400, "application/problem+json")
    assert found.json()["type"] == f"urn:palermo:problem:{code}"


def test_a_refusal_is_in_the_readers_language(client: Client, facts: None) -> None:
    sentences = {
        client.get("/api/v1/states?limit=0", headers={"Accept-Language": "en"}).json()["title"],
        client.get("/api/v1/states?limit=0&lang=en", headers={"Accept-Language": "fr"}).json()["title"],
    }
    assert sentences == {"“0” is not a number of rows from 1 to 200."}
    french = client.get("/api/v1/states?on=x&lang=fr")
    assert french["Content-Language"] == "fr"


def test_a_row_that_is_put_in_between_pages_hides_and_repeats_none(client: Client, facts: None) -> None:
    first = answer(client, "states", {"limit": 100})
    factories.state(key="AAA", iso2="XA")  # before the place of the cursor
    factories.state(key="ZZZ", iso2="XB")  # after it
    State.objects.filter(key=first["items"][-1]["iso3"]).update(folded="")  # the very row that it names
    changed("palermo.actors")
    rest = walk(client, "states", {"cursor": first["next"]})
    codes = [row["iso3"] for row in first["items"] + rest]
    assert len(codes) == len(set(codes)) == 199
    assert codes[-1] == "ZZZ"
    assert codes == sorted(codes)


def test_a_letter_is_itself_in_an_answer(client: Client, facts: None) -> None:
    assert "Япония" in client.get("/api/v1/states/JPN").content.decode()


def test_a_cursor_is_what_it_says_it_may_be(client: Client, facts: None) -> None:
    for address in ("topics", "acts", "outcomes", "provisions"):
        cursor = answer(client, address, {"limit": 1})["next"]
        assert cursor.isascii()
        assert len(cursor) <= 400
        assert json.loads(json.dumps(cursor)) == cursor
