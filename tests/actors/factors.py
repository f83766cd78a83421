"""Second factors, as somebody shows and changes them."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from tests.actors.door import (
    FACTOR,
    SECOND,
    Passkey,
    options_of,
    sign_in,
)

SignedIn = Callable[..., Client]
CODE, PASSKEYS, CODES = f"{FACTOR}code/", f"{FACTOR}passkeys/", f"{FACTOR}recovery-codes/"


def shown(client: Client, given: str, **extra: Any) -> Any:
    return client.post(SECOND, {"code": given}, **extra)


def at_the_door_again(client: Client) -> Client:
    client.post("/en/sign-out/")
    sign_in(client)
    return client


def secret_of(client: Client) -> str:
    return str(client.get(CODE).context["secret"].replace(" ", ""))


def add(client: Client, key: Passkey, name: str = "Office laptop", **how: Any) -> Any:
    options = options_of(client.get(f"{PASSKEYS}add/"))
    return client.post(f"{PASSKEYS}add/", {"name": name, "credential": key.create(options, **how)})


def use(client: Client, key: Passkey, **how: Any) -> Any:
    options = client.get("/en/sign-in/passkey/").content.decode()
    return client.post("/en/sign-in/passkey/", {"credential": key.get(options, **how)})
