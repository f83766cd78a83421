"""Work of this room that runs behind: reminders, once a day, as one letter a person."""

import logging
from datetime import datetime

from django.conf import settings
from django.utils.translation import override
from django_tasks import task

from palermo.actors.models import User
from palermo.core.actor import Actor, Role
from palermo.kit import mail
from palermo.kit.http import now
from palermo.kit.tasks import afterwards
from palermo.mandates.exports.reminders import lines
from palermo.mandates.queries.reminding import still_due
from palermo.mandates.services import reminding

INSTALLATION = Actor(key="installation", name="Palermo", roles=frozenset({Role.SECRETARIAT}))
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
    origin = str(settings.ADDRESS or "")
    with override(user.language):
        said = list(lines(rows, now().date(), origin))
    values = {"count": len(rows), "lines": said, "link": origin}
    try:
        mail.send("mandates/mail/reminders.txt", user.email, user.language, values, at=now())
    except mail.UNSENT as error:
        log.warning("A letter was not taken: %s. It is tried again.", type(error).__name__)
        if tries < len(mail.PAUSES):
            told = {"person": person, "at": at, "tries": tries + 1}
            afterwards(reminding.LETTER, run_after=now() + mail.pause(tries), **told)
