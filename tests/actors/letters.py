"""Letters as they arrive: what the worker is told is done, and what it sent is read."""

import re

from django.core import mail
from django.core.mail import EmailMessage
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

TOKEN = re.compile(r"/join/([-\w]+)/")


def delivered() -> list[EmailMessage]:
    """Every letter that the tasks enqueued so far send, the oldest first."""
    mail.outbox = []
    for row in DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by("enqueued_at", "pk"):
        row.task_result.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
        row.status = TaskResultStatus.SUCCESSFUL
        row.save()
    return list(mail.outbox)


def token_of(letter: EmailMessage) -> str:
    """What the link of a letter ends in."""
    [found] = TOKEN.findall(str(letter.body))
    return str(found)
