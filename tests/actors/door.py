"""People at the door: with a passphrase, an authenticator, a passkey; and what they do there."""

import base64
import hashlib
import hmac
import json
import re
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password
from django.test import Client
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from palermo.actors.models import User
from palermo.journal.models import Entry
from tests import factories

PASSPHRASE = "correct horse battery staple"
SECRET = base64.b32encode(b"a secret of a test..").decode()
SIGN_IN, SECOND, ACCOUNT = "/en/sign-in/", "/en/sign-in/second-factor/", "/en/account/"
FACTOR = f"{ACCOUNT}second-factor/"


def person(email: str = "someone@example.org", *, app: bool = False, **values: Any) -> User:
    """Somebody who has joined, with a passphrase; and an authenticator with recovery codes, if wished."""
    user = factories.user(email=email, name="Some One", **values)
    user.password = make_password(PASSPHRASE)
    user.save()
    if app:
        TOTP.activate(user, SECRET)
        RecoveryCodes.activate(user)
    return user


def code(secret: str = SECRET, *, steps: int = 0) -> str:
    """What an authenticator shows now, or so many half minutes from now: by RFC 6238, not by the library."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def recovery_codes(user: User) -> list[str]:
    row = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return list(row.wrap().get_unused_codes())


def sign_in(
    client: Client, email: str = "someone@example.org", passphrase: str = PASSPHRASE, **extra: Any
) -> Any:
    return client.post(SIGN_IN, {"email": email, "passphrase": passphrase}, **extra)


def visible(answer: Any) -> str:
    """The text of a page, without what stands in tags: what is typed, what is secret."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def entries() -> list[Entry]:
    """What the journal has of people, oldest first."""
    return list(Entry.objects.filter(act__startswith="actors.").order_by("number"))


def is_in(client: Client) -> bool:
    return bool(client.get(ACCOUNT).status_code == 200)


@contextmanager
def comparing() -> Iterator[list[str]]:
    """What argon2 worked on meanwhile: passphrases "compared" with one that is kept, or "spent" to no end."""
    done: list[str] = []
    verify, encode = Argon2PasswordHasher.verify, Argon2PasswordHasher.encode

    def verifying(self: Argon2PasswordHasher, password: str, encoded: str) -> bool:
        done.append("compared")
        return verify(self, password, encoded)

    def encoding(self: Argon2PasswordHasher, password: str, salt: str) -> str:
        done.append("spent")
        return encode(self, password, salt)

    with patch.multiple(Argon2PasswordHasher, verify=verifying, encode=encoding):
        yield done


class Passkey:
    """An authenticator made of software, at http://localhost: it does what a telephone does."""

    origin, rp = "http://localhost", "localhost"

    def __init__(self) -> None:
        self.key, self.id, self.handle, self.uses = ec.generate_private_key(ec.SECP256R1()), b"k" * 32, b"", 0
        self.public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]

    def data(
        self, credential: AttestedCredentialData | None = None, *, verified: bool = True
    ) -> AuthenticatorData:
        self.uses += 1
        flags = AuthenticatorData.FLAG.UP | (AuthenticatorData.FLAG.UV if verified else 0)
        if credential:
            flags |= AuthenticatorData.FLAG.AT
        domain = sha256(self.rp.encode())
        data: AuthenticatorData = AuthenticatorData.create(domain, flags, self.uses, credential or b"")
        return data

    def client(self, kind: str, challenge: str) -> CollectedClientData:
        return CollectedClientData.create(type=kind, challenge=websafe_decode(challenge), origin=self.origin)

    def create(self, options: str, **how: Any) -> str:
        asked = json.loads(options)["publicKey"]
        self.handle = websafe_decode(asked["user"]["id"])
        made = AttestedCredentialData.create(b"\0" * 16, self.id, self.public)
        attestation = AttestationObject.create("none", self.data(made, **how), {})
        client = self.client("webauthn.create", asked["challenge"])
        return self.told(
            {"clientDataJSON": client, "attestationObject": attestation}, {"credProps": {"rk": True}}
        )

    def get(self, options: str, **how: Any) -> str:
        asked = json.loads(options)["publicKey"]
        data, client = self.data(**how), self.client("webauthn.get", asked["challenge"])
        signature = self.key.sign(bytes(data) + client.hash, ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signature}
        return self.told({**parts, "userHandle": self.handle}, {})

    def told(self, response: dict[str, Any], results: dict[str, Any]) -> str:
        name = websafe_encode(self.id)
        parts = {key: websafe_encode(bytes(value)) for key, value in response.items()}
        told = {"id": name, "rawId": name, "type": "public-key", "response": parts}
        return json.dumps({**told, "clientExtensionResults": results})


def options_of(answer: Any) -> str:
    """What a page asks of a passkey."""
    return str(answer.context["options"])
