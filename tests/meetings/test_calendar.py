"""Sessions as calendar files: read back by a library, and held against the rules of RFC 5545."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from palermo.core.language import LANGUAGES, Text
from palermo.kit.models import changed
from palermo.meetings.models import Session
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")


def content(client: Client, address: str = "/en/meetings/calendar.ics") -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content


def calendar(client: Client, address: str = "/en/meetings/calendar.ics") -> Any:
    return Calendar.from_ical(content(client, address))


def events(client: Client, address: str = "/en/meetings/calendar.ics") -> dict[str, Any]:
    """The events of a file by the key of their session."""
    read = calendar(client, address)
    assert not read.errors
    found = list(read.walk("VEVENT"))
    assert all(not each.errors for each in found)
    keys = [each["UID"].removeprefix("session-").removesuffix("@palermo") for each in found]
    assert len(keys) == len(set(keys))
    return dict(zip(keys, found, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works(client: Client, language: str) -> None:
    found = events(client, f"/{language}/meetings/calendar.ics")
    dated = Session.objects.exclude(start=None).select_related("body")
    assert found.keys() == set(dated.values_list("key", flat=True))
    for session in dated:
        event = found[session.key]
        assert event.decoded("DTSTART") == session.start
        assert event.decoded("DTEND") == (session.end or session.start) + timedelta(days=1)
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert session.body.short_names.in_(language) in event["SUMMARY"]
        assert event["SUMMARY"].params["LANGUAGE"] == language
        assert event["URL"] == f"http://testserver/{language}/meetings/{session.body_id}/{session.key}/"


def test_an_entry_says_what_is_on_record(client: Client) -> None:
    event = events(client)["cop-4"]
    assert event["SUMMARY"] == "Conference of the Parties, session 4"
    assert event["LOCATION"] == "Vienna"
    assert event["STATUS"] == "CONFIRMED"
    assert event["CATEGORIES"].to_ical() == b"regular session"
    lines = event["DESCRIPTION"].split("\n")
    assert lines[:2] == ["Report: CTOC/COP/2008/19", "Confidence: sourced"]
    assert lines[-1].startswith("Source: ")
    note = events(client)["cop-10"]["DESCRIPTION"].split("\n")
    assert "Held partly online" in note


@pytest.mark.parametrize("key", ["wg-tip-4", "wg-tip-12"])
def test_what_is_not_certain_is_tentative(client: Client, key: str) -> None:
    event = events(client)[key]
    assert event["STATUS"] == "TENTATIVE"
    assert "from memory, not verified" in event["DESCRIPTION"]


def test_sessions_without_days_are_counted(client: Client) -> None:
    without = Session.objects.filter(start=None).count()
    sentence = f"{without} sessions are not in the calendar file: their days are not on record."
    assert calendar(client)["DESCRIPTION"] == sentence
    assert sentence in client.get("/en/meetings/").content.decode()
    one = calendar(client, "/en/meetings/calendar.ics?body=wg-tip")
    assert one["DESCRIPTION"] == "1 session is not in the calendar file: its days are not on record."
    assert one["DESCRIPTION"] in client.get("/en/meetings/wg-tip/").content.decode()
    assert "DESCRIPTION" not in calendar(client, "/en/meetings/calendar.ics?body=ga")


def test_a_calendar_bears_a_name(client: Client) -> None:
    read = calendar(client, "/fr/meetings/calendar.ics?body=wg-tip")
    assert read["NAME"] == read["X-WR-CALNAME"] == "Groupe de travail sur la traite des personnes"
    assert read["VERSION"] == "2.0"
    assert read["PRODID"]


def test_a_body_has_its_own(client: Client) -> None:
    found = events(client, "/en/meetings/calendar.ics?body=wg-tip")
    dated = Session.objects.filter(body="wg-tip").exclude(start=None)
    assert found.keys() == set(dated.values_list("key", flat=True))
    assert events(client, "/en/meetings/calendar.ics?body=ga") == {}


def test_one_session_alone(client: Client) -> None:
    answer = client.get("/en/meetings/wg-tip/wg-tip-1/session.ics")
    assert answer["Content-Disposition"].endswith("wg-tip-1.ics")
    found = events(client, "/en/meetings/wg-tip/wg-tip-1/session.ics")
    assert found.keys() == {"wg-tip-1"}
    assert found["wg-tip-1"].to_ical() == events(client)["wg-tip-1"].to_ical()


def test_a_session_without_days_has_none_and_says_so(client: Client) -> None:
    answer = client.get("/en/meetings/wg-tip/wg-tip-15/session.ics")
    assert answer.status_code == 404
    assert "The days of session “wg-tip-15” are not on record" in answer.content.decode()
    assert "session.ics" not in client.get("/en/meetings/wg-tip/wg-tip-15/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_folded_as_the_standard_says(client: Client, language: str) -> None:
    whole = content(client, f"/{language}/meetings/calendar.ics")
    lines = whole.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is cut in two
    assert any(line.startswith(b" ") for line in lines)
    for line in whole.replace(b"\r\n ", b"").split(b"\r\n")[:-1]:
        assert re.match(rb"[A-Z-]+[;:]", line)


def test_every_entry_has_what_the_standard_asks_for_once(client: Client) -> None:
    whole = content(client).replace(b"\r\n ", b"").decode()
    for entry in re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", whole, re.DOTALL):
        names = [re.split("[;:]", line)[0] for line in entry.splitlines()]
        assert len(names) == len(set(names))
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "STATUS", "URL"} <= set(names)


@pytest.mark.parametrize(
    "words", ["الفريق العامل، المعني؛ بالاتجار " * 5, "贩运人口问题工作组，" * 20, 'a,b;c\\n\\d"e:' * 9]
)
def test_long_words_of_every_script_survive(client: Client, words: str) -> None:
    body = factories.body(short_names=Text({"en": words}))
    factories.session(body=body, source=words, notes=Text({"en": f"{words}\n{words}"}))
    changed("palermo.meetings")
    event = events(client, "/en/meetings/calendar.ics?body=x-body")["x-body-1"]
    assert event["SUMMARY"] == f"{words}, session 1"
    assert f"{words}\n{words}" in event["DESCRIPTION"]
    assert event["DESCRIPTION"].endswith(words)
    assert max(map(len, content(client).split(b"\r\n"))) <= 75


def test_the_same_records_are_the_same_bytes(client: Client) -> None:
    first = client.get("/ar/meetings/calendar.ics")
    again = client.get("/ar/meetings/calendar.ics", headers={"If-None-Match": first["ETag"]})
    assert client.get("/ar/meetings/calendar.ics").content == first.content
    assert again.status_code == 304


def test_a_record_that_changed_keeps_its_name_and_rises(client: Client) -> None:
    before, other = events(client)["cop-4"], events(client)["cop-3"]
    Session.objects.filter(pk="cop-4").update(end=date(2008, 10, 18), version=2)
    changed("palermo.meetings")
    after = events(client)["cop-4"]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after.decoded("DTEND") == date(2008, 10, 19)
    assert events(client)["cop-3"].to_ical() == other.to_ical()


def test_a_session_of_one_day_and_one_that_bears_a_date(client: Client) -> None:
    body = factories.body()
    factories.session(body=body, start=date(2010, 12, 31), end=None, as_of=date(2020, 2, 3))
    changed("palermo.meetings")
    event = events(client, "/en/meetings/calendar.ics?body=x-body")["x-body-1"]
    assert event.decoded("DTEND") == date(2011, 1, 1)
    assert event["STATUS"] == "TENTATIVE"
    assert event.decoded("DTSTAMP").date() == date(2020, 2, 3)


def test_pages_lead_to_it(client: Client) -> None:
    def text(address: str) -> str:
        return client.get(f"/en/{address}").content.decode()

    assert 'href="/en/meetings/calendar.ics" download' in text("meetings/")
    assert 'href="/en/meetings/calendar.ics?body=wg-tip" download' in text("meetings/wg-tip/")
    assert "calendar.ics" not in text("meetings/ga/")
    assert 'href="/en/meetings/cop/cop-4/session.ics" download' in text("meetings/cop/cop-4/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("meetings/calendar.ics?body=nowhere", 400),
        ("meetings/wg-tip/cop-4/session.ics", 404),
        ("meetings/cop/nowhere/session.ics", 404),
    ],
)
def test_a_wrong_address_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(f"/en/{address}").status_code == status


def test_the_words_of_a_calendar_do_not_stay_in_the_language_asked_for_first(client: Client) -> None:
    summaries = {
        events(client, f"/{language}/meetings/calendar.ics")["cop-4"]["SUMMARY"] for language in LANGUAGES
    }
    assert len(summaries) == len(LANGUAGES)
