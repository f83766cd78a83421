"""What comes next for those that are no parties: planned, owned, done; for the Secretariat alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from palermo.actors.models import State
from palermo.core.actor import Actor, Role
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.core.language import LANGUAGES
from palermo.journal.models import Entry
from palermo.kit.models import changed
from palermo.register import services
from palermo.register.models import NextStep
from palermo.register.queries.next_steps import next_steps, owners, steps_of
from palermo.register.services.steps import Plan
from palermo.texts.models import Instrument
from tests import factories
from tests.register.reading import plain, table

pytestmark = pytest.mark.usefixtures("facts")
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
PROTOCOL = "tip-protocol"
WRITES = Plan("Write to the ministry", due=date(2027, 1, 31), note="By post.")
SignedIn = Callable[..., Client]


def plan(by: Actor, state: str = "XAA", plan: Plan = WRITES, **more: Any) -> NextStep:
    return services.plan_step(PROTOCOL, state, plan, **({"seen": None, "by": by, "at": NOW} | more))


def address(state: str = "XAA", language: str = "en") -> str:
    return f"/{language}/register/{PROTOCOL}/pipeline/{state}/"


@pytest.fixture
def known(xa: State) -> State:
    changed("palermo.actors")
    return xa


@pytest.fixture
def secretariat(signed_in: SignedIn, known: State) -> Client:
    return signed_in(Role.SECRETARIAT)


def test_it_works(secretariat: Client) -> None:
    empty = secretariat.get(address()).content.decode()
    assert "No step is planned." in plain(empty)
    values = {
        "what": "Write to the ministry",
        "due": "2999-01-31",
        "note": "By post.",
        "owner": "",
        "seen": "",
    }
    assert secretariat.post(address(), values).status_code == 303
    page = secretariat.get(f"/en/register/{PROTOCOL}/pipeline/?q=XAA").content.decode()
    [row] = table(page, "steps")
    assert row[0] == "State XA (en)"
    assert row[2].startswith("Write to the ministry")
    assert row[4:] == ["31 Jan 2999", "By post."]
    assert "Planned." in plain(page)


def test_a_step_is_changed_and_done_and_another_can_follow(secretary: Actor, known: State) -> None:
    first = plan(secretary)
    changed_ = plan(secretary, plan=WRITES._replace(what="Call the ministry"), seen=1)
    assert (changed_.pk, changed_.version) == (first.pk, 2)
    plan(secretary, plan=WRITES._replace(what="Call the ministry"), seen=2, done=True)
    second = plan(secretary, plan=Plan("Visit"))
    there, finished = steps_of(secretary, PROTOCOL, "XAA")
    assert there
    assert there.step == second
    assert [each.step.what for each in finished] == ["Call the ministry"]
    entries = Entry.objects.filter(subject=f"register.step/{PROTOCOL}/XAA").order_by("number")
    assert [entry.act for entry in entries] == [
        "register.step_planned",
        "register.step_planned",
        "register.step_done",
        "register.step_planned",
    ]
    assert entries[1].values["before"]["what"] == WRITES.what


def test_whoever_saves_second_is_told_so(secretary: Actor, secretariat: Client) -> None:
    plan(secretary)
    for seen in (None, 7):
        with pytest.raises(Conflict):
            plan(secretary, seen=seen)
    answer = secretariat.post(address(), {"what": "What I wrote", "seen": "", "owner": "", "due": ""})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Saved by someone else first" in plain(text)
    assert "What I wrote" in text
    assert "Write to the ministry" in text
    assert 'name="seen" value="1"' in text
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.next_step(instrument=Instrument.objects.get(pk=PROTOCOL), state=State.objects.get(pk="XAA"))


def test_whoever_replaces_the_owner_owns_the_step(secretary: Actor, known: State) -> None:
    before = factories.delegation(user=factories.user("one@example.org", name="One"), since=NOW)
    plan(secretary, plan=WRITES._replace(owner=before.pk))
    assert next_steps(secretary, PROTOCOL)["XAA"].owner == before
    other = factories.user("two@example.org", name="Two")
    after = factories.delegation(user=other, since=NOW, replaces=before)
    assert next_steps(secretary, PROTOCOL)["XAA"].owner == after


def test_the_secretariat_and_whoever_acts_for_the_state_may_own_a_step(
    secretary: Actor, xa: State, xb: State
) -> None:
    def given(name: str, role: str, **more: Any) -> int:
        user = factories.user(f"{name}@example.org", name=name)
        return factories.delegation(user=user, role=role, **({"since": NOW} | more)).pk

    theirs = given("a", "focal_point", state=xa), given("b", "secretariat")
    given("c", "focal_point", state=xb)
    given("d", "administrator")
    given("e", "secretariat", until=NOW)
    given("f", "secretariat", since=NOW + timedelta(days=1))
    assert [each.pk for each in owners(secretary, "XAA", NOW)] == list(theirs)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"what": " "}, "Say what is to be done next."),
        ({"what": "a" * 201}, "at most 200 letters"),
        ({"due": "2001-01-01"}, "1 January 2001 lies in the past."),
        ({"due": "soon"}, "“soon” is not a date."),
        ({"owner": "987654"}, "Choose one of the list."),
        ({"note": "a\x07"}, "There are control characters in it."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    secretariat: Client, values: dict[str, str], sentence: str
) -> None:
    given = {"what": "Write", "owner": "", "due": "", "note": "", "seen": ""} | values
    answer = secretariat.post(address(), given)
    assert answer.status_code == 422
    assert sentence in plain(answer.content.decode())
    assert not NextStep.objects.exists()


def test_of_a_party_nothing_comes_next_unless_a_step_is_planned(
    secretary: Actor, secretariat: Client
) -> None:
    assert secretariat.get(address("JPN")).status_code == 404
    plan(secretary, "JPN")
    assert "Party" in plain(secretariat.get(address("JPN")).content.decode())
    for nothing in ("XZZ", "ZZZ"):
        assert secretariat.get(address(nothing)).status_code == 404
    with pytest.raises(Missing):
        plan(secretary, "XZZ")
    with pytest.raises(Invalid):
        plan(secretary, "IRN", Plan(" "))


@pytest.mark.parametrize("who", ["stranger", "focal_point", "auditor", "administrator"])
def test_nobody_but_the_secretariat_reads_or_plans(
    request: pytest.FixtureRequest, who: str, secretary: Actor, known: State
) -> None:
    by = request.getfixturevalue(who)
    plan(secretary)
    for attempt in (
        lambda: plan(by, seen=1),
        lambda: next_steps(by, PROTOCOL),
        lambda: steps_of(by, PROTOCOL, "XAA"),
        lambda: owners(by, "XAA", NOW),
    ):
        with pytest.raises(Denied):
            attempt()


@pytest.mark.parametrize("role", [None, *(role for role in Role if role is not Role.SECRETARIAT)])
def test_nothing_of_a_step_is_seen_by_others(
    signed_in: SignedIn, secretary: Actor, known: State, role: Role | None
) -> None:
    plan(secretary, plan=Plan("SECRET-WHAT", note="SECRET-NOTE"))
    behalf = {"organization": factories.organization()} if role is Role.PARTNER else {}
    there = signed_in(role, **behalf)
    assert there.get(address()).status_code == 404
    assert there.post(address(), {"what": "x"}).status_code == 404
    for page in ("pipeline/", "pipeline/export.csv", "pipeline/export.json", "", "export.csv"):
        assert "SECRET" not in there.get(f"/en/register/{PROTOCOL}/{page}").content.decode()


def test_not_even_the_files_of_the_secretariat_have_it(secretary: Actor, secretariat: Client) -> None:
    plan(secretary, plan=Plan("SECRET-WHAT", note="SECRET-NOTE"))
    assert "SECRET-WHAT" in secretariat.get(f"/en/register/{PROTOCOL}/pipeline/").content.decode()
    for form in ("csv", "json", "csv-metadata.json"):
        text = secretariat.get(f"/en/register/{PROTOCOL}/pipeline/export.{form}").content.decode()
        assert "SECRET" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_there_in_every_language(secretary: Actor, secretariat: Client, language: str) -> None:
    plan(secretary)
    for page in (address(language=language), f"/{language}/register/{PROTOCOL}/pipeline/"):
        answer = secretariat.get(page)
        assert answer.status_code == 200
        assert answer.content.decode().count("<h1") == 1
