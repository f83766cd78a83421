"""A new passphrase for whoever forgot theirs, by a link that is mailed and works once, within the hour."""

from datetime import datetime

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction

from palermo.actors.models import User
from palermo.actors.queries.people import actor_of
from palermo.actors.services.accounts import change_passphrase
from palermo.actors.services.signing_in import HOUR, Limit, Outcome, take_all
from palermo.kit.tasks import afterwards
from palermo.kit.throttle import take


def ask_for_link(email: str, *, origin: str, address: str, at: datetime) -> Outcome:
    """Have a link mailed, if somebody who has joined has that address; else as much is done, to no end.

    From one place a few can be asked for, and to one address three in an hour are sent.
    """
    outcome = take_all([Limit(f"links/{address}", 20, HOUR)], at)
    if outcome.wait is not None:
        return outcome
    user = User.objects.filter(email=email, is_active=True, joined_at__isnull=False).first()
    wanted = take(f"link/{email}", 3, HOUR, at=at) is None
    with transaction.atomic():  # no mail is written here: a server of mails would tell by its time
        whom = user.pk if user is not None and wanted else 0
        afterwards("palermo.actors.tasks.mail_reset", person=whom, origin=origin)
    return outcome


@transaction.atomic
def reset_passphrase(user: User, key: str, passphrase: str, *, at: datetime) -> bool:
    """Set the new passphrase, once for each link: every session ends. False where it was used meanwhile."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    if not default_token_generator.check_token(locked, key):
        return False
    by = actor_of(locked, at, second_factor=False)
    change_passphrase(locked, passphrase, by=by, at=at, why="by a link that was mailed")
    return True
