"""Work of this room that runs behind: reminders, once a day, as one letter a person."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django_tasks import task

from palermo.actors.models import User
from palermo.core.actor import Actor, Role
from palermo.core.language import long_date
from palermo.kit import mail
from palermo.kit.http import now
from palermo.kit.tasks import afterwards
from palermo.kit.templatetags.kit import here
from palermo.mandates.exports.words import called, paragraph_url, said
from palermo.mandates.models import Reminder
from palermo.mandates.queries.reminding import still_due
from palermo.mandates.services import reminding

INSTALLATION = Actor(key="installation", name="Palermo", roles=frozenset({Role.SECRETARIAT}))
LONGEST = 300  # characters of what a paragraph says
log = logging.getLogger(__name__)


@task()
def remind() -> None:
    """Remind whoever is to be reminded today."""
    reminding.remind(by=INSTALLATION, at=now())


@task()
def mail_reminders(person: int, at: str, tries: int = 0) -> None:
    """Send a person one letter with all of which they are reminded at that moment, and which is still due."""
    user = User.objects.filter(pk=person, is_active=True).first()
    rows = still_due(INSTALLATION, person, datetime.fromisoformat(at))
    if user is None or user.is_erased or not rows:
        return
    with override(user.language):
        values = {
            "count": len(rows),
            "lines": list(lines(rows, now().date())),
            "link": str(settings.ADDRESS or ""),
        }
    try:
        mail.send("mandates/mail/reminders.txt", user.email, user.language, values, at=now())
    except mail.UNSENT as error:
        log.warning("A letter was not taken: %s. It is tried again.", type(error).__name__)
        if tries < len(mail.PAUSES):
            told = {"person": person, "at": at, "tries": tries + 1}
            afterwards(reminding.LETTER, run_after=now() + mail.pause(tries), **told)


def lines(rows: Iterable[Reminder], today: date) -> Iterator[dict[str, Any]]:
    """What is due, in the language that is active: those of the earliest day first."""
    origin = str(settings.ADDRESS or "")
    for row in rows:
        paragraph, due = row.paragraph, row.task.due if row.task else row.paragraph.mandate.due
        words = row.task.product if row.task else said(paragraph, paragraph.printed_in.all()).words
        yield {
            "name": called(paragraph, paragraph.deliberation),
            "words": " ".join(words.split())[:LONGEST],
            "task": bool(row.task),
            "when": when(due, today) if due else "",
            "link": origin + paragraph_url(paragraph) if origin else "",
        }


def when(due: date, today: date) -> str:
    """When it is or was due, as a reader counts."""
    days, language = (due - today).days, here()
    values = {"day": long_date(due, language), "count": abs(days)}
    if days == 0:
        return _("due today, %(day)s") % values
    if days > 0:
        return (
            ngettext("due on %(day)s, in %(count)s day", "due on %(day)s, in %(count)s days", days) % values
        )
    late = ngettext("was due on %(day)s, %(count)s day ago", "was due on %(day)s, %(count)s days ago", -days)
    return late % values
