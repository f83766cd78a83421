"""What was done is said on the next page, once; and it stands where it cannot be said."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import DatabaseError
from django.http import HttpRequest
from django.test import RequestFactory

from palermo.kit.notices import heard, told


def browser(key: str | None = None) -> HttpRequest:
    """A request of somebody with a session, begun now or before."""
    request = RequestFactory().get("/en/")
    request.session = SessionStore(key)
    if key:
        request.COOKIES[settings.SESSION_COOKIE_NAME] = key
    return request


@pytest.fixture
def key(db: None) -> str:
    session = SessionStore()
    session.create()
    assert session.session_key
    return session.session_key


def test_it_works(key: str) -> None:
    request = browser(key)
    told(request, "Recorded.")
    assert not request.session.modified  # it is saved already
    assert [heard(browser(key)), heard(browser(key))] == ["Recorded.", ""]


def test_a_session_that_begins_with_it_is_given_its_cookie(db: None) -> None:
    request = browser()
    told(request, "Recorded.")
    assert request.session.modified
    assert request.session.session_key


def test_a_stranger_costs_nothing(db: None) -> None:
    request = browser()
    assert heard(request) == ""
    assert not request.session.accessed


def test_what_was_done_stands_where_it_cannot_be_said(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the write, which is saved, would be answered as a failure."""
    request, later = browser(key), browser(key)
    told(browser(key), "Recorded before.")

    def full(*_: object, **__: object) -> None:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(SessionStore, "save", full)
    told(request, "Recorded.")
    assert not request.session.modified
    assert heard(later) == "Recorded before."
    assert not later.session.modified


def test_a_session_that_ended_meanwhile_is_no_failure(key: str) -> None:
    request = browser(key)
    assert request.session.get("x") is None  # it was read, and then somebody ended it
    SessionStore(key).delete()
    told(request, "Recorded.")
    assert not request.session.modified
