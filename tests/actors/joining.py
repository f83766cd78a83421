"""The way in by a link, page by page."""

import re

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from palermo.actors.models import Invitation
from palermo.actors.services import Capacity, invite
from palermo.core.actor import Actor, Role
from palermo.kit.http import now
from tests.actors.letters import delivered, token_of
from tests.actors.people import text

FOCAL = Capacity(Role.FOCAL_POINT, "XAA")
ORIGIN = "http://testserver"
PASSPHRASE = "four words that fit"


def path_of(invitation: Invitation) -> str:
    """The path of the link that a letter brought to whoever is invited."""
    [letter] = [each for each in delivered() if invitation.user and each.to == [invitation.user.email]]
    return f"/en/join/{token_of(letter)}/"


def send(
    by: Actor, email: str = "new@example.org", capacity: Capacity = FOCAL, name: str = "Nora New"
) -> Invitation:
    return invite(email, capacity, name=name, language="en", origin=ORIGIN, by=by, at=now())


def post(client: Client, address: str, onto: str | None = None, **values: str) -> str:
    """Send a form; on to where it leads, or, where that is nowhere, what is said to be wrong."""
    answer = client.post(address, values)
    if onto is None:
        assert answer.status_code == 422, answer.content.decode()
        return answer.content.decode()
    assert (answer.status_code, answer.get("Location")) == (303, onto), answer.content.decode()
    return text(client, onto)


def code_of(page: str) -> str:
    """What an authenticator shows that was given the secret of the page."""
    [secret] = re.findall(r'<code class="secret"[^>]*>([A-Z2-7 ]+)</code>', page)
    counter = next(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret.replace(" ", ""), counter)))


def through(client: Client, page: str) -> str:
    """From the page of the second factor on; what the last page says."""
    codes = post(client, "/en/join/second-factor/", "/en/join/recovery-codes/", code=code_of(page))
    assert len(re.findall(r"<li>\d{4} \d{4}</li>", codes)) == 10
    answer = client.post("/en/join/recovery-codes/")
    assert answer.status_code == 303
    return text(client, answer["Location"])
