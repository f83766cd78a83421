"""Doors: what an address parameter means, files to keep, and what a refusal looks like."""

from collections.abc import Callable
from datetime import date
from email.message import Message
from typing import Any

import pytest
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.translation import gettext, override
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from palermo import urls
from palermo.core.actor import PUBLIC, Role
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.kit import http
from palermo.kit.http import choice, day, download, problem_response, takes, words

TODAY = date(2026, 11, 24)


def asking(**query: str) -> Any:
    return RequestFactory().get("/", query)


def test_it_works() -> None:
    asked = asking(on="2012-10-15", sort="name", q="  States parties ")
    assert day(asked, "on", TODAY, latest=TODAY) == date(2012, 10, 15)
    assert choice(asked, "sort", {"name", "-name"}) == "name"
    assert words(asked, "q") == "States parties"


# ── what was given ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("given", [{}, {"on": ""}])
def test_what_was_not_given_is_the_default(given: dict[str, str]) -> None:
    asked = asking(**given)
    assert day(asked, "on", TODAY) == TODAY
    assert day(asked, "on", None) is None
    assert (choice(asked, "on", ["a"], "a"), choice(asked, "on", ["a"])) == ("a", "")
    assert words(asked, "on") == ""


@pytest.mark.parametrize(
    "value",
    [
        *(
            "soon",
            "2012",
            "2012-10",
            "2012-02-30",
            "15-10-2012",
            "2012-10-15T00:00",
            " 2012-10-15",
            "20121015",
        ),
        *("2012-W41-1", "٢٠١٢-١٠-١٥", "²⁰¹²-10-15", "0000-01-01", "2012-10-15\n", "-2012-10-15", "9" * 5000),
    ],
)
def test_what_is_no_day_is_refused_with_an_example(value: str) -> None:
    with pytest.raises(Invalid) as told:
        day(asking(on=value), "on", None)
    assert (
        str(told.value)
        == f"“{value[:60]}” is not a date. Give it as year, month and day, such as 2012-10-15."
    )


def test_the_last_day_is_today() -> None:
    assert day(asking(on="2026-11-24"), "on", None, latest=TODAY) == TODAY
    with pytest.raises(Invalid, match="2026-11-25 lies in the future"):
        day(asking(on="2026-11-25"), "on", None, latest=TODAY)


@given(st.dates())
def test_every_day_can_be_asked_for(asked: date) -> None:
    assert day(asking(on=asked.isoformat()), "on", None) == asked


def test_a_choice_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Invalid) as told:
        choice(asking(group="x" * 100), "group", ["b", "a"])
    assert str(told.value) == f"“{'x' * 60}” is not a value of “group”. Choose one of: a, b."


@pytest.mark.parametrize("value", ["a\x00b", "a\x1bb", "a\tb", "a\nb", "x" * 201])
def test_words_that_cannot_be_are_refused(value: str) -> None:
    with pytest.raises(Invalid, match="too long or holds control characters"):
        words(asking(q=value), "q")


def test_words_in_any_script_are_taken_up_to_their_length() -> None:
    for value in ("الدول الأطراف", "缔约国", "O’Brien & <sons>", "x" * 200):
        assert words(asking(q=value), "q") == value


# ── a file to keep ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["decision-4-4.pdf", "Décision 4/4.pdf", "缔约国.csv", 'a"b;c\r\nX: y.csv'])
def test_a_file_arrives_under_its_name(name: str) -> None:
    answer = download(b"content", name, "text/csv; charset=utf-8")
    header = Message()
    header["Content-Disposition"] = answer["Content-Disposition"]
    assert header.get_content_disposition() == "attachment"
    assert header.get_filename() == name
    assert (answer.content, answer["Content-Type"]) == (b"content", "text/csv; charset=utf-8")


# ── what a refusal looks like ─────────────────────────────────────────────────────────────────────

PROBLEMS = [
    (
        Invalid(
            "x", "“%(value)s” is not a date. Give it as year, month and day, such as 2012-10-15.", value="<b>"
        ),
        400,
    ),
    (Missing("x", "There is nothing at this address."), 404),
    (Conflict("x", "Saved by someone else first. Nothing of yours was overwritten."), 409),
]


@pytest.mark.parametrize(("problem", "status"), PROBLEMS)
def test_a_problem_is_a_page_and_says_the_same_to_programs(problem: Any, status: int) -> None:
    page = problem_response(with_actor("/en/x/"), problem)
    spoken = problem_response(with_actor("/api/v1/x"), problem)
    assert (page.status_code, spoken.status_code) == (status, status)
    assert "<b>" not in page.content.decode()
    assert spoken["Content-Type"] == "application/problem+json"
    assert str(problem).replace("<b>", "&lt;b&gt;") in page.content.decode()


def with_actor(path: str) -> Any:
    asked: Any = RequestFactory().get(path)
    asked.actor = PUBLIC
    return asked


def test_what_is_forbidden_looks_like_what_is_absent() -> None:
    denied, missing = (
        problem_response(with_actor("/en/x/"), problem)
        for problem in (
            Denied("x", "Only the Secretariat may."),
            Missing("page.missing", "There is nothing at this address."),
        )
    )
    assert denied.status_code == missing.status_code == 404
    assert denied.content == missing.content
    assert "Secretariat may" not in denied.content.decode()


def test_what_is_no_problem_is_left_to_fail() -> None:
    middleware = http.ProblemMiddleware(lambda _: HttpResponse())
    assert middleware.process_exception(with_actor("/en/"), KeyError("x")) is None


# ── verbs ─────────────────────────────────────────────────────────────────────────────────────────


@takes("GET", "HEAD", "POST")
def letterbox(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.method} taken")


def reading_room(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{request.method} taken")


urlpatterns = [path("en/letterbox/", letterbox), path("en/reading/", reading_room), *urls.urlpatterns]
rooms = pytest.mark.urls(__name__)
STRICT = [pytest.param(False, id="no proof asked"), pytest.param(True, id="proof asked")]


@rooms
@pytest.mark.parametrize("strict", STRICT)
@pytest.mark.parametrize("verb", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_an_address_that_says_nothing_can_only_be_read(verb: str, strict: bool) -> None:
    answer = Client(enforce_csrf_checks=strict).generic(verb, "/en/reading/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert f"This address does not take {verb}, but: GET, HEAD." in answer.content.decode()


@rooms
def test_an_address_takes_the_verbs_that_its_view_says(client: Client) -> None:
    assert client.get("/en/reading/").content == client.get("/en/letterbox/").content == b"GET taken"
    assert client.head("/en/reading/").status_code == 200
    assert client.post("/en/letterbox/").content == b"POST taken"
    assert client.put("/en/letterbox/")["Allow"] == "GET, HEAD, OPTIONS, POST"


@rooms
def test_whoever_asks_is_told_which_verbs_are_taken(client: Client) -> None:
    answer = client.options("/en/letterbox/")
    assert (answer.status_code, answer["Allow"], answer.content) == (204, "GET, HEAD, OPTIONS, POST", b"")


@rooms
def test_what_cannot_be_told_from_another_site_is_refused_in_our_own_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/en/letterbox/")
    assert answer.status_code == 403
    assert "Nothing proves that this was sent from a page of this site." in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


def test_a_wrong_verb_is_told_in_the_readers_language(client: Client, facts: None) -> None:
    answer = client.post("/ar/states/")
    assert answer.status_code == 405
    assert '<html lang="ar" dir="rtl">' in answer.content.decode()


# ── health and headers ────────────────────────────────────────────────────────────────────────────


def test_health_is_told_before_hosts_are_checked(client: Client, db: None) -> None:
    answer = client.get("/healthz", headers={"host": "elsewhere.example"})
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_database_that_does_not_answer_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DatabaseError

    monkeypatch.setattr("palermo.kit.http.connection.cursor", broken)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "unavailable"})


def test_health_is_told_without_a_certificate(client: Client, db: None, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/healthz/").status_code == client.get("/en/healthz").status_code == 301
    assert (client.post("/healthz").status_code, client.post("/healthz").content) == (405, b"")


@pytest.mark.parametrize(
    "address",
    ["/en/about/", "/en/nothing-here/", "/healthz", "/static/palermo/icon.svg", "/api/v2/states"],
)
def test_every_answer_is_closed_to_other_sites(client: Client, db: None, address: str) -> None:
    for answer in (client.get(address), client.post(address)):
        assert "Access-Control-Allow-Origin" not in answer
        assert (answer["X-Content-Type-Options"], answer["Referrer-Policy"]) == ("nosniff", "same-origin")
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "camera=()" in answer["Permissions-Policy"]
        assert answer["X-Frame-Options"] == "DENY"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "data:" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    "place", ["register/acts/%00/", "register/acts/a%00b/", "corrections/acts/row/a%00/"]
)
def test_nothing_is_called_by_what_no_database_holds(
    place: str, language: str, signed_in: Callable[..., Client]
) -> None:
    """PostgreSQL would fail where it is asked for it."""
    answer = signed_in(Role.SECRETARIAT).get(f"/{language}/{place}")
    assert answer.status_code == 404
    with override(language):
        assert gettext("There is nothing at this address.") in answer.content.decode()
