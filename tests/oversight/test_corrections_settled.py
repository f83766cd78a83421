"""Rows recorded anew and withdrawn, a release that disagrees, settled; for nobody else."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from palermo.core.actor import Role
from palermo.journal.models import Entry
from palermo.kit.models import Correction
from palermo.meetings.models import Session
from tests import factories
from tests.oversight.forms import COP4, SESSION, form_of, send, words

pytestmark = pytest.mark.usefixtures("facts")
NEW = "/en/corrections/sessions/new/"
MEETING = {
    "key": "cop-77",
    "body": "cop",
    "number": "77",
    "kind": "regular",
    "year": "2199",
    "source": "An invented calendar",
    "confidence": "unverified",
    "why": "It is planned",
}


# ── recorded anew, withdrawn, settled ─────────────────────────────────────────────────────────────


def test_a_session_is_recorded_and_withdrawn_with_a_reason(secretariat: Client, client: Client) -> None:
    page = "/en/meetings/cop/cop-77/"
    assert send(secretariat, NEW, **MEETING)["Location"] == page
    assert "Recorded here on" in words(client.get(page))
    assert "cop-77" in client.get("/api/v1/sessions?year=2199").content.decode()
    asked = "/en/corrections/sessions/withdraw/cop-77/"
    assert "What it said stays in the journal" in words(secretariat.get(asked))
    assert send(secretariat, asked, why="").status_code == 422
    assert send(secretariat, asked, why="It was called off").status_code == 303
    assert client.get(page).status_code == 404
    assert list(Entry.objects.filter(subject="meetings.session/cop-77").values_list("why", flat=True)) == [
        *("It was called off", "It is planned"),
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"key": "cop-4"}, "The key “cop-4” is taken"),
        ({"key": "cop 77"}, "Use letters, figures and hyphens alone"),
        ({"key": ""}, "This field is required"),
        ({"kind": ""}, "Choose one of the list"),
        ({"source": ""}, "Give the source: where this is on record"),
    ],
    ids=str,
)
def test_a_new_row_that_cannot_be_is_refused(secretariat: Client, given: dict[str, str], said: str) -> None:
    answer = send(secretariat, NEW, **MEETING | given)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert not Session.objects.filter(year=2199).exists()


def test_an_outcome_that_set_up_a_body_is_not_withdrawn_and_the_body_is_named(secretariat: Client) -> None:
    outcome = {
        "key": "x-99",
        "symbol": "Decision 99/1",
        "titles_en": "A new group",
        "body": "cop",
        "year": "2199",
        "group_effect": "none",
        "source": "invented",
        "confidence": "unverified",
        "why": "x",
    }
    body = {
        "key": "x-group",
        "names_en": "The new group",
        "short_names_en": "New",
        "established": "x-99",
        "source": "invented",
        "confidence": "unverified",
        "why": "x",
    }
    assert send(secretariat, "/en/corrections/outcomes/new/", **outcome).status_code == 303
    assert send(secretariat, "/en/corrections/bodies/new/", **body)["Location"] == "/en/meetings/x-group/"
    answer = send(secretariat, "/en/corrections/outcomes/withdraw/x-99/", why="x")
    assert answer.status_code == 422
    assert "stays: The new group" in words(answer)
    send(secretariat, "/en/corrections/bodies/withdraw/x-group/", why="x")
    assert send(secretariat, "/en/corrections/outcomes/withdraw/x-99/", why="x").status_code == 303


def test_a_session_that_a_paragraph_names_in_another_room_is_not_withdrawn(secretariat: Client) -> None:
    send(secretariat, NEW, **MEETING)
    send(secretariat, "/en/corrections/paragraphs/row/4-4/t/", deadline_session="cop-77", why="x")
    answer = send(secretariat, "/en/corrections/sessions/withdraw/cop-77/", why="x")
    assert answer.status_code == 422
    assert Session.objects.filter(key="cop-77").exists()


@pytest.fixture
def disputed(secretariat: Client) -> dict[str, Any]:
    """A session that was corrected, and that a later release ships otherwise."""
    send(secretariat, COP4, end="2008-10-18", why="A typing error")
    shipped = (Correction.objects.get(key="cop-4").shipped or {}) | {"end": "2008-10-16"}
    factories.disagreement(subject="palermo.meetings/sessions.csv", key="cop-4", shipped=shipped)
    return dict(shipped)


def test_where_a_release_disagrees_both_sides_stand_in_the_list(
    secretariat: Client, disputed: dict[str, Any]
) -> None:
    seen = re.sub(r" +", " ", words(secretariat.get("/en/corrections/")))
    assert "1 disagreement with a release" in seen
    assert "Shipped Ours, held now Last day 16 October 2008 18 October 2008" in seen
    assert "Last day CTOC/COP/2008/19" in seen  # in the list of what is corrected, with its source
    assert "A typing error" in seen
    assert "Since" in words(secretariat.get(COP4))
    export = secretariat.get("/en/corrections/export.csv").content.decode()
    assert "palermo.meetings/sessions.csv" in export
    assert "A typing error" in export


def test_ours_is_kept(secretariat: Client, disputed: dict[str, Any]) -> None:
    answer = send(secretariat, "/en/corrections/sessions/keep/cop-4/", why="The report says so")
    assert answer["Location"] == "/en/corrections/"
    seen = words(secretariat.get("/en/corrections/"))
    assert "Ours is kept." in seen
    assert "disagreement with a release" not in seen
    assert Session.objects.get(key="cop-4").end == date(2008, 10, 18)
    assert secretariat.get("/en/corrections/sessions/keep/cop-4/").status_code == 404


def test_what_is_shipped_is_taken(secretariat: Client, client: Client, disputed: dict[str, Any]) -> None:
    assert "Ours, which goes" in words(secretariat.get("/en/corrections/sessions/take/cop-4/"))
    answer = send(secretariat, "/en/corrections/sessions/take/cop-4/", why="They are right")
    assert answer["Location"] == SESSION
    assert "16 October 2008" in words(client.get(SESSION))
    assert "Corrected here on" not in words(client.get(SESSION))
    assert "Nothing was corrected" in words(secretariat.get("/en/corrections/"))


def test_whoever_takes_what_is_shipped_sees_what_was_saved_meanwhile(
    secretariat: Client, disputed: dict[str, Any]
) -> None:
    address = "/en/corrections/sessions/take/cop-4/"
    mine = form_of(secretariat, address) | {"why": "They are right"}
    send(secretariat, COP4, notes_en="Mind this", why="A note")
    answer = secretariat.post(address, mine)
    assert answer.status_code == 422
    assert "Saved by someone else first" in words(answer)
    assert "Mind this" in words(answer)
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert secretariat.post(address, again).status_code == 303


DOORS = (
    *("/en/corrections/", "/en/corrections/export.csv", "/en/corrections/sessions/", NEW, COP4),
    "/en/corrections/sessions/take/cop-4/",
    "/en/corrections/sessions/keep/cop-4/",
    "/en/corrections/sessions/withdraw/cop-4/",
)


# ── for nobody else ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", [None, *(role for role in Role if role != Role.SECRETARIAT)], ids=str)
def test_to_everybody_else_nothing_is_there(
    signed_in: Callable[..., Client], role: Role | None, disputed: dict[str, Any]
) -> None:
    other, entries = signed_in(role), Entry.objects.count()
    nothing = words(other.get("/en/nothing/here/"))
    for address in DOORS:
        assert other.get(address).status_code == 404
        answer = other.post(address, {"why": "x", "seen": "2", "end": "2008-10-20"})
        assert answer.status_code in {404, 405}
        if answer.status_code == 404:
            assert words(answer) == nothing
    assert Session.objects.get(key="cop-4").end == date(2008, 10, 18)
    assert Entry.objects.count() == entries
