"""Requests that a browser is made to send from elsewhere: each must be refused, with nothing written."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from django.apps import apps

from tests.assurance.cast import Answer, Visitor, ask
from tests.assurance.matrix import Cell, Stage, expected, ruled, states, verbs, writes
from tests.assurance.policy import LIKE

OWN, OTHER = "a" * 32, "b" * 32  # what a browser was given to prove its forms with, and another browser
FIELD, COOKIE = "csrfmiddlewaretoken", "csrftoken"
ELSEWHERE = "https://elsewhere.example"


class Forgery(NamedTuple):
    """What comes with a request: the cookie, the token of the form, headers."""

    cookie: str = OWN
    token: str = OWN
    headers: Mapping[str, str] = {}
    secure: bool = False


RIGHT = Forgery()
FORGERIES = {
    "neither cookie nor token": Forgery("", ""),
    "no token": Forgery(token=""),
    "no cookie": Forgery(cookie=""),
    "a made-up token": Forgery(token="c" * 32),
    "a token of another session": Forgery(token=OTHER),
    "a token that is none": Forgery(token="<x>"),
    "a token in a header, of another session": Forgery(token="", headers={"X-CSRFToken": OTHER}),
    "from a page elsewhere": Forgery(headers={"Origin": ELSEWHERE}),
    "from a page that hides where it is": Forgery(headers={"Origin": "null"}),
    "from another port": Forgery(headers={"Origin": "http://testserver:8001"}),
    "led here from elsewhere": Forgery(headers={"Referer": f"{ELSEWHERE}/page"}, secure=True),
    "led here from nowhere": Forgery(secure=True),
}


def send(visitor: Visitor, path: str, forgery: Forgery) -> Answer:
    data = urlencode({FIELD: forgery.token} if forgery.token else {}).encode()
    cookies = f"{COOKIE}={forgery.cookie}" if forgery.cookie else ""
    given = {"secure": forgery.secure, "headers": forgery.headers, "cookies": cookies}
    return ask(visitor, "POST", path, data, csrf=True, **given)  # type: ignore[arg-type]


def open_to() -> Iterator[Cell]:
    """Every address that takes a form, once for each role that may send it, in a state in which it does."""
    one_of_each = {like: name for name, like in reversed(LIKE.items())}
    for address in sorted(ruled()):
        for visitor in one_of_each.values() if "POST" in verbs(address) else ():
            for state in states(address):
                cell = Cell(address, state, "POST", visitor, "en")
                if expected(cell).status != 404:
                    yield cell
                    break


def fault(cell: Cell, visitor: Visitor, stage: Stage, name: str) -> str | None:
    """What was done at the bidding of somebody else; None where it was refused."""
    with writes() as written:
        answer = send(visitor, stage.path(cell), FORGERIES[name])
    if answer.status != 403 or answer.header("Location"):
        return f"{cell}, {name}: {answer.status}"
    return f"{cell}, {name}: wrote to {sorted(written)}" if written else None


def fingerprint() -> dict[str, str]:
    """All that the database holds, table by table, in brief."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        mark = hashlib.sha256()
        for row in model._base_manager.order_by("pk").values_list():
            mark.update(repr(row).encode())
        found[model._meta.db_table] = mark.hexdigest()
    return found
