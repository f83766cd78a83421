"""What the worker does behind the page, and regular work on the database itself."""

from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.utils.module_loading import import_string
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from palermo.kit import throttle
from palermo.kit.http import now
from palermo.kit.incoming import staging


def afterwards(name: str, *, run_after: datetime | None = None, **values: Any) -> None:
    """Have the worker run the task of that dotted name once what is being written stands.

    The task is a row of the same transaction, and not put there after it: what was acknowledged is never
    without its task, whatever is killed when.
    """
    wanted = import_string(name)
    (wanted.using(run_after=run_after) if run_after else wanted).enqueue(**values)


def begin_again() -> int:
    """Have begun anew what a worker was at when it was killed; answers how much. Said before a worker starts.

    So a task is run at least once, and may be run twice.
    """
    left = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    return left.update(status=TaskResultStatus.READY, started_at=None)


@task()
def optimize_database() -> None:
    """Refresh the statistics by which the database plans its queries."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA optimize" if connection.vendor == "sqlite" else "ANALYZE")


@task()
def forget_finished_tasks() -> None:
    """Drop the results of tasks that ended more than two weeks ago."""
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)


@task()
def forget_sessions() -> None:
    """Drop sessions that are over, and tries that were counted more than a day ago."""
    call_command("clearsessions", verbosity=0)
    throttle.forget(now() - timedelta(days=1))


@task()
def forget_unsaved_files() -> None:
    """Drop what was uploaded more than a day ago and not saved."""
    staging.forget_unsaved(at=now())
