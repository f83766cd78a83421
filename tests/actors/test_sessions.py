"""How long a session lasts, and what ends it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, override_settings

from tests.actors.door import (
    SECOND,
    code,
    is_in,
    person,
    sign_in,
)

pytestmark = pytest.mark.usefixtures("facts")


def test_a_session_that_somebody_else_began_does_not_become_mine(client: Client) -> None:
    person(app=True)
    client.get("/en/sign-in/passkey/")  # leaves a session
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value
    sign_in(client)
    halfway = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(SECOND, {"code": code()})
    assert is_in(client)
    inside = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert len({planted, halfway, inside}) == 3
    assert not Session.objects.filter(session_key__in=[planted, halfway]).exists()
    for old in (planted, halfway):
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = old
        assert not is_in(thief)


@override_settings(SESSION_COOKIE_SECURE=True)
def test_the_cookie_of_the_session_is_for_this_site_and_this_browser(client: Client) -> None:
    person()
    cookie = sign_in(client).cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert (cookie["samesite"], cookie["max-age"], cookie["expires"]) == ("Lax", "", "")


@pytest.mark.parametrize(
    ("opened", "seen", "lasts"),
    [
        (timedelta(hours=11), timedelta(minutes=5), True),
        (timedelta(hours=12), timedelta(minutes=5), False),
        (timedelta(hours=3), timedelta(hours=1, minutes=59), True),
        (timedelta(hours=3), timedelta(hours=2), False),
    ],
)
def test_a_session_is_over_in_time(client: Client, opened: timedelta, seen: timedelta, lasts: bool) -> None:
    person()
    sign_in(client)
    session = client.session
    [proof] = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**proof, "at": proof["at"] - opened.total_seconds()}]
    session["seen"] -= seen.total_seconds()
    session.save()
    assert is_in(client) is lasts
    assert is_in(client) is lasts  # and the use of it was noted, or it is gone for good
    assert Session.objects.filter(session_key=session.session_key).exists() is lasts


def test_a_session_that_was_not_opened_at_the_door_is_none(client: Client) -> None:
    client.force_login(person())
    assert not is_in(client)


def test_what_a_person_sees_no_cache_keeps(client: Client) -> None:
    person()
    sign_in(client)
    assert client.get("/en/")["Cache-Control"] == "private, no-store"
