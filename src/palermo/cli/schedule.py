"""What runs regularly: each line enqueues a task, which the worker then runs."""

from apscheduler.schedulers.background import BackgroundScheduler
from django.utils.module_loading import import_string

# Dotted name of the task, and when (UTC) in the terms of cron.
REGULAR = {
    "palermo.journal.tasks.verify": {"hour": 2, "minute": 40},
    "palermo.kit.tasks.optimize_database": {"hour": 3, "minute": 10},
    "palermo.kit.tasks.forget_finished_tasks": {"hour": 3, "minute": 20},
    "palermo.kit.tasks.forget_sessions": {"hour": 3, "minute": 30},
    "palermo.kit.tasks.forget_unsaved_files": {"minute": 50},
    "palermo.mandates.tasks.remind": {"hour": 6, "minute": 10},
}


def enqueue(name: str) -> None:
    import_string(name).enqueue()


def start() -> BackgroundScheduler:
    """A scheduler that runs in a thread of the calling process until it ends."""
    scheduler = BackgroundScheduler(timezone="UTC")
    for name, when in REGULAR.items():
        scheduler.add_job(enqueue, "cron", args=[name], coalesce=True, misfire_grace_time=3600, **when)
    scheduler.start()
    return scheduler
