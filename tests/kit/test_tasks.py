"""Regular work: what is scheduled is there, can be enqueued, and does its job."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from palermo.cli import schedule
from palermo.kit import tasks, throttle
from palermo.kit.models import Tries


def test_it_works(db: None) -> None:
    for name in schedule.REGULAR:
        schedule.enqueue(name)
    assert set(DBTaskResult.objects.values_list("task_path", flat=True)) == set(schedule.REGULAR)


def test_every_regular_task_has_its_time(db: None) -> None:
    running = schedule.start()
    try:
        jobs = {job.args[0]: job.next_run_time for job in running.get_jobs()}
    finally:
        running.shutdown(wait=True)
    assert set(jobs) == set(schedule.REGULAR)
    now = datetime.now(UTC)
    assert all(now < when <= now + timedelta(days=1, minutes=1) for when in jobs.values())


def test_the_database_can_be_optimized(db: None) -> None:
    tasks.optimize_database.call()


@pytest.mark.parametrize(("days", "kept"), [(13, True), (15, False)])
def test_what_ended_two_weeks_ago_is_forgotten(db: None, days: int, kept: bool) -> None:
    schedule.enqueue("palermo.kit.tasks.optimize_database")
    ended = datetime.now(UTC) - timedelta(days=days)
    DBTaskResult.objects.update(status="SUCCESSFUL", finished_at=ended)
    tasks.forget_finished_tasks.call()
    assert DBTaskResult.objects.exists() is kept


def test_sessions_that_are_over_and_old_tries_are_forgotten(db: None) -> None:
    now = datetime.now(UTC)
    for key, lasts in (("over", timedelta(minutes=-1)), ("open", timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=now + lasts)
        throttle.take(key, 5, timedelta(minutes=10), at=now + lasts * 60 * 25)
    tasks.forget_sessions.call()
    assert [each.session_key for each in Session.objects.all()] == ["open"]
    assert Tries.objects.count() == 1
