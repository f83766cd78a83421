"""What a passkey is to answer is asked by strangers: so often from one place, and no more sessions."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from palermo.actors.services import signing_in
from tests.actors.door import visible

pytestmark = pytest.mark.usefixtures("facts")
PASSKEY = "/en/sign-in/passkey/"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing_in, "CHALLENGES", 5)


def asked(times: int, place: str = "192.0.2.7") -> list[int]:
    return [Client().get(PASSKEY, REMOTE_ADDR=place).status_code for _ in range(times)]


def test_it_works() -> None:
    assert asked(7) == [200] * 5 + [429] * 2
    assert Session.objects.count() == 5


def test_the_page_of_a_pause_says_so() -> None:
    asked(5)
    answer = Client().get(PASSKEY, REMOTE_ADDR="192.0.2.7")
    assert "These were too many tries. Wait 10 minutes, then try again." in visible(answer)
    assert 590 < int(answer["Retry-After"]) <= 600


def test_other_places_and_browsers_that_have_a_session_are_not_paused(client: Client) -> None:
    assert client.get(PASSKEY, REMOTE_ADDR="192.0.2.7").status_code == 200
    asked(5)
    assert client.get(PASSKEY, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert asked(1, "198.51.100.9") == [200]
