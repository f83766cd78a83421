"""Regular work on the database itself, run by the task worker."""

from django.core.management import call_command
from django.db import connection
from django_tasks import task


@task()
def optimize_database() -> None:
    """Refresh the statistics by which the database plans its queries."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA optimize" if connection.vendor == "sqlite" else "ANALYZE")


@task()
def forget_finished_tasks() -> None:
    """Drop the results of tasks that ended more than two weeks ago."""
    call_command("prune_db_task_results", min_age_days=14, verbosity=0)
