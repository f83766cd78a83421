"""The ladder of reminders: one letter a person a day, each step once, nothing twice, nothing lost."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as letters
from django.db import IntegrityError, transaction
from django.test.utils import override_settings
from django_tasks_db.models import DBTaskResult

from palermo.actors.models import State, User
from palermo.core.actor import Actor
from palermo.core.errors import Denied
from palermo.journal.models import Entry
from palermo.kit import mail
from palermo.kit.tasks import afterwards
from palermo.mandates import tasks
from palermo.mandates.exports.reminders import when
from palermo.mandates.models import FollowUp, Reminder
from palermo.mandates.services import reminding
from tests import factories
from tests.mandates.followed import asked, claim, said

pytestmark = pytest.mark.usefixtures("facts")
DUE = date(2026, 6, 1)


def at(days: int) -> datetime:
    """So many days after what was due."""
    return datetime(2026, 6, 1, 6, 10, tzinfo=UTC) + timedelta(days)


@pytest.fixture
def focal(xa: State) -> User:
    return a_focal_point(xa, "one@example.org")


def a_focal_point(state: State, email: str, language: str = "en") -> User:
    user = factories.user(email, name="A focal point", language=language)
    factories.delegation(user=user, role="focal_point", state=state, since=datetime(2020, 1, 1, tzinfo=UTC))
    return user


def remind(by: Actor, days: int) -> int:
    return reminding.remind(by=by, at=at(days))


def queued() -> list[dict[str, Any]]:
    rows = DBTaskResult.objects.filter(task_path=reminding.LETTER).order_by("enqueued_at")
    return [row.args_kwargs["kwargs"] for row in rows]


def send_all() -> list[Any]:
    """What the worker would do; answers the letters."""
    for given in queued():
        tasks.mail_reminders.func(**given)
    DBTaskResult.objects.filter(task_path=reminding.LETTER).delete()
    sent, letters.outbox[:] = list(letters.outbox), []
    return sent


def test_it_works(secretary: Actor, focal: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "now", lambda: at(-60))
    asked("a", due=DUE)
    with override_settings(ADDRESS="https://palermo.example"):
        assert remind(secretary, -60) == 1
        [letter] = send_all()
    assert letter.to == ["one@example.org"]
    assert letter.subject == "Palermo: 1 thing is due"
    assert "Decision X/1 (a): due on 1 June 2026, in 60 days" in letter.body
    assert "https://palermo.example/en/decisions/x-1/paragraphs/a/" in letter.body
    entry = Entry.objects.get(act="mandates.reminded")
    assert entry.values == {"letters": 1, "paragraphs": 1, "tasks": 0}


def test_each_step_of_the_ladder_is_taken_once(secretary: Actor, focal: User) -> None:
    asked("a", due=DUE)
    taken = [days for days in range(-70, 230) if remind(secretary, days)]
    assert taken == [-60, -14, 0, 30, 90, 180]
    assert set(Reminder.objects.values_list("step", flat=True)) == {-60, -14, 0, 30, 90, 180}


def test_run_twice_it_reminds_once(secretary: Actor, focal: User) -> None:
    asked("a", due=DUE)
    assert [remind(secretary, 0), remind(secretary, 0), remind(secretary, 1)] == [1, 0, 0]
    assert len(send_all()) == 1
    [made] = Reminder.objects.all()
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.reminder(user=made.user, paragraph=made.paragraph, step=0)


def test_killed_between_it_begins_anew_and_nothing_is_doubled(
    secretary: Actor, focal: User, xb: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_focal_point(xb, "two@example.org")
    asked("a", due=DUE)
    count = 0

    def dies(name: str, **values: Any) -> None:
        nonlocal count
        count += 1
        if count == 2:
            raise KeyboardInterrupt
        afterwards(name, **values)

    monkeypatch.setattr(reminding, "afterwards", dies)
    with pytest.raises(KeyboardInterrupt):
        remind(secretary, 0)
    assert not Reminder.objects.exists()
    assert queued() == []
    assert remind(secretary, 0) == 2
    assert sorted(letter.to[0] for letter in send_all()) == ["one@example.org", "two@example.org"]


def test_a_missed_step_is_made_up_for_within_two_weeks_and_not_later(secretary: Actor, focal: User) -> None:
    asked("a", due=DUE)
    assert remind(secretary, 44) == 0
    assert remind(secretary, 43) == 1


def test_one_letter_has_all_of_it_in_the_language_of_the_person(
    secretary: Actor, xa: State, focal: User
) -> None:
    User.objects.update(language="fr")
    asked("a", due=DUE)
    asked("b", due=DUE + timedelta(60))
    factories.task(paragraph=asked("c", addressee="secretariat"), owner=focal, product="Un papier", due=DUE)
    assert remind(secretary, 0) == 1
    [letter] = send_all()
    assert letter.extra_headers["Content-Language"] == "fr"
    for name in ("(a)", "(b)", "(c)", "Un papier"):
        assert name in letter.body
    assert Entry.objects.get(act="mandates.reminded").values == {"letters": 1, "paragraphs": 2, "tasks": 1}


def test_nobody_is_reminded_of_what_was_answered_or_not_asked(
    secretary: Actor, focal: User, xa: State, xb: State
) -> None:
    said(asked("a", due=DUE), secretary, at=at(-90))
    asked("b", due=DUE, addressee="secretariat")
    asked("c", due=DUE, act="notes")
    asked("d", due=DUE).mandate.addressees.update(kind="state", state=xb)
    factories.task(paragraph=asked("e"), owner=focal, due=DUE, status="done")
    assert remind(secretary, 0) == 0
    a_focal_point(xb, "two@example.org")
    assert remind(secretary, 0) == 1


def test_who_left_or_whose_role_ended_gets_no_letter(secretary: Actor, focal: User) -> None:
    asked("a", due=DUE)
    focal.delegations.update(until=at(-1))
    assert remind(secretary, 0) == 0
    focal.delegations.update(until=None)
    User.objects.filter(pk=focal.pk).update(is_active=False)
    assert remind(secretary, 0) == 0


def test_what_was_answered_before_the_letter_is_written_is_not_in_it(secretary: Actor, focal: User) -> None:
    row = asked("a", due=DUE)
    remind(secretary, 0)
    said(row, secretary, claim(as_at=date(2026, 5, 1)), at=at(0))
    assert send_all() == []
    FollowUp.objects.update(withdrawn_at=at(0))
    assert remind(secretary, 0) == 0


def test_a_partner_is_reminded_of_what_names_its_organization(secretary: Actor, xa: State) -> None:
    organization = factories.organization()
    partner = factories.user("partner@example.org", name="A partner")
    factories.delegation(user=partner, role="partner", organization=organization, since=at(-900))
    asked("a", due=DUE, addressee="organization")
    assert remind(secretary, 0) == 0
    named = asked("b", due=DUE, addressee="organization")
    named.mandate.addressees.update(organization=organization)
    assert remind(secretary, 0) == 1
    [letter] = send_all()
    assert letter.to == ["partner@example.org"]


def test_a_letter_that_is_not_taken_is_tried_again(
    secretary: Actor, focal: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked("a", due=DUE)
    remind(secretary, 0)
    [given] = queued()
    DBTaskResult.objects.all().delete()

    def fails(*_parts: Any, **_values: Any) -> None:
        raise OSError

    monkeypatch.setattr(mail, "send", fails)
    tasks.mail_reminders.func(**given)
    assert queued() == [given | {"tries": 1}]


@pytest.mark.parametrize("who", ["stranger", "focal_point", "auditor"])
def test_only_the_secretariat_has_others_reminded(who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        remind(request.getfixturevalue(who), 0)


def test_the_task_of_the_day_reminds(focal: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked("a", due=DUE)
    monkeypatch.setattr(tasks, "now", lambda: at(0))
    tasks.remind.func()
    assert Reminder.objects.count() == 1


@pytest.mark.parametrize(("count", "words"), [(0, "due today"), (30, "was due on"), (-14, "in 14 days")])
def test_the_letter_says_when(count: int, words: str) -> None:
    assert words in when(DUE, at(count).date())
