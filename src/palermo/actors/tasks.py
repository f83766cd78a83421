"""Letters to people, written and sent by the worker."""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.translation import override
from django_tasks import task

from palermo.actors.models import Delegation, Invitation, User
from palermo.actors.queries import capacity_of, digest_of, sender_of
from palermo.kit import mail
from palermo.kit.http import now
from palermo.kit.tasks import afterwards

logger = logging.getLogger(__name__)
CHANGES = {
    "passphrase_changed": "passphrase_changed",
    "second_factor_added": "second_factor_changed",
    "second_factor_removed": "second_factor_changed",
    "recovery_codes_made": "second_factor_changed",
    "access_restored": "second_factor_changed",
}  # the letter for each
LETTERS = ("role_given", "role_ended", "role_passed_on")


@task()
def mail_invitation(invitation: int, seed: str, origin: str, tries: int = 0) -> None:
    """Send the link of an invitation; nothing where it was withdrawn, used or sent again meanwhile."""
    at, token = now(), mail.secret_of(seed)
    found = (
        Invitation.objects.select_related("user", "state", "organization")
        .filter(pk=invitation, digest=digest_of(token))
        .first()
    )
    if found is None or found.user is None or not found.user.is_active or not found.is_open(at):
        return
    with override(found.user.language):
        link = origin + reverse("people:join", args=[token])
    values = {"link": link, "by": sender_of(found), "until": found.expires_at}
    if found.role:
        values["capacity"] = capacity_of(found, found.user.language)
    letter = "invitation" if found.role else "recovery"
    if not handed_over(letter, found.user, values, at):
        told = {"invitation": invitation, "seed": seed, "origin": origin, "tries": tries + 1}
        afterwards("palermo.actors.tasks.mail_invitation", run_after=at + mail.pause(tries), **told)


@task()
def mail_notice(letter: str, delegation: int, origin: str = "", tries: int = 0) -> None:
    """Tell a person that a role began or ended."""
    at = now()
    found = Delegation.objects.select_related("user", "state", "organization").filter(pk=delegation).first()
    if found is None or letter not in LETTERS:
        return
    values = {
        "capacity": capacity_of(found, found.user.language),
        "link": f"{origin}/{found.user.language}/",
        "why": found.ended_because,
    }
    if not handed_over(letter, found.user, values, at) and tries < len(mail.PAUSES):
        told = {"letter": letter, "delegation": delegation, "origin": origin, "tries": tries + 1}
        afterwards("palermo.actors.tasks.mail_notice", run_after=at + mail.pause(tries), **told)


@task()
def mail_change(change: str, person: int, at: str, tries: int = 0) -> None:
    """Tell a person that what they sign in with was changed: whoever changed it may be somebody else."""
    user = User.objects.filter(pk=person, is_active=True).first()
    if user is None or change not in CHANGES:
        return
    values = {"change": change, "at": datetime.fromisoformat(at)}
    if not handed_over(CHANGES[change], user, values, now()) and tries < len(mail.PAUSES):
        told = {"change": change, "person": person, "at": at, "tries": tries + 1}
        afterwards("palermo.actors.tasks.mail_change", run_after=now() + mail.pause(tries), **told)


@task()
def mail_reset(person: int, origin: str, tries: int = 0) -> None:
    """Send a link to a new passphrase; nothing where the address that asked for it is nobody's.

    The link is made here: where it is kept, it would lead in.
    """
    user, at = User.objects.filter(pk=person, is_active=True).first(), now()
    if user is None:
        return
    key = default_token_generator.make_token(user)
    with override(user.language):
        path = reverse("account_reset_password_from_key", args=[int_to_base36(user.pk), key])
    if not handed_over("reset", user, {"link": origin + path}, at) and tries < 3:
        told = {"person": person, "origin": origin, "tries": tries + 1}
        afterwards("palermo.actors.tasks.mail_reset", run_after=at + mail.pause(tries), **told)


def handed_over(letter: str, user: User, values: Mapping[str, Any], at: datetime) -> bool:
    """Whether the letter was taken by the server of mails, or kept as a file; or is to nobody any more."""
    if user.is_erased:
        return True
    try:
        mail.send(f"actors/mail/{letter}.txt", user.email, user.language, values, at=at)
    except mail.UNSENT as error:  # to whom it was, and what was in it, no log has to know
        logging.getLogger(__name__).warning(
            "A letter was not taken: %s. It is tried again.", type(error).__name__
        )
        return False
    return True
