"""What the sign-in library asks of us about authenticator codes, passkeys and recovery codes."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_noop

from palermo.actors.models import User
from palermo.core import sealing
from palermo.core.errors import Conflict


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are kept encrypted with the installation's own key."""

    def encrypt(self, text: str) -> str:
        return sealing.lock(own_key(), text)

    def decrypt(self, encrypted_text: str) -> str:
        """Raises Conflict where the secret was kept with another key: no code could be right, and none is."""
        try:
            return sealing.unlock(own_key(), encrypted_text)
        except ValueError:
            raise Conflict(
                "second_factor.unreadable",
                gettext_noop(
                    "Your second factor cannot be read: the secret key of this installation is not the one "
                    "with which it was kept. Tell whoever runs it."
                ),
            ) from None

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the name under which this site is reached."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Palermo"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.name or user.email}


def own_key() -> bytes:
    """A key for this one purpose, from the secret of the installation."""
    return salted_hmac("palermo.actors.second_factor", "", algorithm="sha256").digest()
