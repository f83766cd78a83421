"""People as the Secretariat and administrators find them on their pages."""

from typing import Any

from django.test import Client

from palermo.actors.models import State, User
from tests import factories


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def send(client: Client, address: str, status: int = 303, /, **values: Any) -> str:
    """Fill in and send; the page that follows, or the one that says what is wrong."""
    answer = client.post(address, values)
    assert answer.status_code == status, answer.content.decode()
    return text(client, answer["Location"]) if status == 303 else answer.content.decode()


def focal_point(name: str = "Fay Focal", state: str = "XAA") -> User:
    user = factories.user(email=f"{name.split()[0].lower()}@example.org", name=name)
    factories.delegation(user=user, role="focal_point", state=State.objects.get(pk=state))
    return user


FORM = {
    "email": "new@example.org",
    "name": "New",
    "role": "focal_point",
    "state": "XAA",
    "organization": "",
    "language": "fr",
}
