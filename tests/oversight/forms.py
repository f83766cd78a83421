"""The form of a row, as it is filled in and sent."""

import re
from html import unescape
from typing import Any

from django.test import Client

COP4 = "/en/corrections/sessions/row/cop-4/"
SESSION = "/en/meetings/cop/cop-4/"


def form_of(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send of the form as it stands there."""
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items() if value is not False}


def send(client: Client, address: str, before: str = "", **given: Any) -> Any:
    return client.post(address, form_of(client, before or address) | given)


def words(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()))
