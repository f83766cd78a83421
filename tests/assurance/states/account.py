"""States of passkeys, and of links to a new passphrase."""

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.tokens import default_token_generator
from django.utils.http import int_to_base36

from tests.assurance.cast import give_passkey, hashed, user_of
from tests.assurance.states.making import NONE, Made, Makes, Table, named, no_number
from tests.assurance.states.people import joined


def own_passkey(visitor: str) -> Made:
    """The one that they have, if they have one."""
    rows = Authenticator.objects.filter(user=user_of(visitor), type=Authenticator.Type.WEBAUTHN)
    return {"pk": rows.values_list("pk", flat=True).first() or NONE}


def foreign_passkey(_visitor: str) -> Made:
    return {"pk": give_passkey(joined()).pk}


def link(*, ago: timedelta = timedelta(), used: bool = False, active: bool = True) -> Makes:
    """What a mailed link leads with: made so long ago, by a passphrase that was there then."""

    def makes(_visitor: str) -> Made:
        user = joined(password=hashed(), is_active=active)
        made = datetime.now() - ago  # noqa: DTZ005 (the library counts from a local moment)
        seconds = default_token_generator._num_seconds(made)
        key = default_token_generator._make_token_with_timestamp(
            user, seconds, default_token_generator.secret
        )
        if used:
            user.set_unusable_password()
            user.save()
        return {"uidb36": int_to_base36(user.pk), "key": key}

    return makes


PASSKEYS: dict[str, Makes] = {
    "own": own_passkey,
    "another's": foreign_passkey,
    "not there": no_number("pk"),
}
STATES: Table = {
    "/{lang}/account/second-factor/passkeys/{pk}/": PASSKEYS,
    "/{lang}/account/second-factor/passkeys/{pk}/remove/": PASSKEYS,
    "/{lang}/sign-in/forgotten/{uidb36}/{key}/": {
        "open": link(),
        "used": link(used=True),
        "too old": link(ago=timedelta(hours=2)),
        "of somebody deactivated": link(active=False),
        "not there": named(uidb36="zz", key="new"),
    },
}
