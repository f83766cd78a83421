"""Deadlines as calendar files: read as another program would."""

from datetime import date, timedelta

import pytest
from django.test import Client
from icalendar import Calendar, Component

from palermo.kit.http import today
from palermo.mandates.exports.icalendar import WIDEST, folded
from palermo.mandates.models import Mandate
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")


def asks(number: int, due: date, **values: object) -> Mandate:
    decision = factories.deliberation(f"x-{number}", adopted=date(2019, 1, 1), year=2019)
    paragraph = factories.paragraph(
        deliberation=decision,
        key=f"x-{number}/a",
        due=due,
        summaries=factories.words("Lamps, wells; and\nmore"),
        confidence="derived",
    )
    row = factories.mandate(paragraph=paragraph, deliberation=decision, order=1, year=2019, due=due, **values)
    factories.addressee(mandate=row, order=1, kind="secretariat")
    return row


def events(client: Client, address: str) -> dict[str, Component]:
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return {str(each["uid"]): each for each in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_it_works(client: Client) -> None:
    due = today() + timedelta(days=30)
    asks(1, due)
    event = events(client, "/en/mandates/deadlines.ics")["mandate-x-1/a@palermo"]
    assert event.decoded("dtstart") == due
    assert event.decoded("dtend") == due + timedelta(days=1)
    assert "The Secretariat" in str(event["summary"])
    assert "Lamps, wells; and\nmore" in str(event["description"])
    assert event["url"] == "http://testserver/en/decisions/x-1/paragraphs/a/"
    assert event["status"] == "TENTATIVE"


def test_what_is_long_past_or_stands_no_longer_is_not_there_and_is_counted(client: Client) -> None:
    asks(1, today() - timedelta(days=400))
    asks(2, today() + timedelta(days=10), standing="superseded")
    asks(3, today() - timedelta(days=300))
    found = events(client, "/en/mandates/deadlines.ics")
    assert {"mandate-x-3/a@palermo"} == {key for key in found if key.startswith("mandate-x-")}
    calendar = Calendar.from_ical(client.get("/en/mandates/deadlines.ics").content)
    assert "not here" in str(calendar["x-wr-caldesc"])


def test_a_party_has_a_calendar_of_its_own(client: Client) -> None:
    asks(1, today() + timedelta(days=30))
    assert "mandate-x-1/a@palermo" in events(client, "/fr/mandates/asked/secretariat/deadlines.ics")
    assert "mandate-x-1/a@palermo" not in events(client, "/fr/mandates/asked/JPN/deadlines.ics")


def test_no_line_is_too_wide_and_no_letter_is_cut(client: Client) -> None:
    asks(1, today() + timedelta(days=30))
    for language in ("ar", "zh", "en"):
        content = client.get(f"/{language}/mandates/deadlines.ics").content
        lines = content.split(b"\r\n")
        assert all(len(line) <= WIDEST for line in lines)
        assert all(line.decode() is not None for line in lines)
    words = "ب" * 100
    assert folded(words).replace("\r\n ", "") == words
