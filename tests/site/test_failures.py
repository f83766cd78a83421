"""What is said when something fails, with no database at all: pytest-django refuses any query here."""

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils.translation import override

from palermo.site.views import front


def test_it_works(rf: RequestFactory) -> None:
    answer = front.failure(rf.get("/en/states/"))
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "the mistake is ours" in text
    assert 'href="/en/"' in text


def test_the_page_of_a_failure_is_in_the_readers_language(rf: RequestFactory) -> None:
    with override("ar"):
        text = front.failure(rf.get("/ar/states/")).content.decode()
    assert '<html lang="ar" dir="rtl">' in text
    assert 'href="/fr/states/"' in text


def test_a_failure_of_the_template_itself_is_still_an_answer(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(front, "render", broken)
    answer = front.failure(rf.get("/en/"))
    assert answer.status_code == 500
    assert "the mistake is ours" in answer.content.decode()


def test_programs_get_a_problem_in_json(rf: RequestFactory) -> None:
    answer = front.failure(rf.get("/api/v1/decisions/4-4/evidence"))
    assert answer.status_code == 500
    assert answer["Content-Type"] == "application/problem+json"


def test_what_is_forbidden_looks_like_what_is_absent(rf: RequestFactory) -> None:
    forbidden = front.forbidden(rf.get("/en/x/"), Exception())  # type: ignore[arg-type]
    absent = front.not_found(rf.get("/en/x/"), Http404())
    assert forbidden.status_code == absent.status_code == 404
    assert forbidden.content == absent.content


def test_a_request_that_cannot_be_read(rf: RequestFactory) -> None:
    answer = front.bad_request(rf.get("/en/"), Exception())  # type: ignore[arg-type]
    assert answer.status_code == 400
