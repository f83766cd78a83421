"""Who may do what at which address: every address × verb × role, against the hand-written policy."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.assurance.addresses import configured, examples
from tests.assurance.policy import VERBS, WITHOUT_VIEW

VERBS_TRIED = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND")
# Nobody signs in yet: a role gets its line, and its way of signing in, with the first that can.
ROLES: dict[str, Callable[[], Client]] = {
    "stranger": Client,
    "stranger who proves nothing": lambda: Client(enforce_csrf_checks=True),
    "stranger who claims to be staff": lambda: Client(
        headers={"Remote-User": "admin", "Cookie": "sessionid=x"}
    ),
}
pytestmark = pytest.mark.usefixtures("official")


@contextmanager
def nothing_written() -> Iterator[None]:
    """Within it, a statement that writes fails the test."""

    def look(execute: Any, sql: str, *rest: Any) -> Any:
        assert sql.split(maxsplit=1)[0].upper() in {"SELECT", "SAVEPOINT", "RELEASE"}, sql
        return execute(sql, *rest)

    with connection.execute_wrapper(look):
        yield


def expected(address: str, verb: str) -> tuple[int, ...]:
    """What the policy lets this role see. All addresses are public as yet: there is one answer for all."""
    if verb in VERBS[address]:
        return (200, 302) if address == "/" else (200,)
    return (204,) if verb == "OPTIONS" and address not in WITHOUT_VIEW else (405,)


def compare(role: str, address: str, example: str, verb: str) -> int:
    with nothing_written():
        answer = ROLES[role]().generic(verb, example)
    assert answer.status_code in expected(address, verb), f"{role}: {verb} {example}: {answer.status_code}"
    if answer.status_code == 405:
        assert set(VERBS[address]) == set(answer["Allow"].split(", ")) - {"OPTIONS"}, example
    return int(answer.status_code)


def test_every_address_takes_from_everyone_what_the_policy_says(counted: Callable[[str], None]) -> None:
    """The first example of each address; the documents of a decision are the slow ones."""
    told = Counter(
        compare(role, address, examples()[address][0], verb)
        for address, verb, role in product(sorted(configured()), VERBS_TRIED, ROLES)
    )
    counted(said(told, len(configured())))


@pytest.mark.full
def test_every_example_takes_from_everyone_what_the_policy_says(counted: Callable[[str], None]) -> None:
    found = [(address, each) for address, several in examples().items() for each in several]
    told = Counter(
        compare(role, address, example, verb)
        for (address, example), verb, role in product(found, VERBS_TRIED, ROLES)
    )
    counted(said(told, len(found)))


def said(told: Counter[int], places: int) -> str:
    statuses = ", ".join(f"{number} × {status}" for status, number in sorted(told.items()))
    return (
        f"{told.total()} requests ({places} addresses × {len(VERBS_TRIED)} verbs × {len(ROLES)} roles): "
        f"{statuses}; each as the policy says, none with a statement that writes"
    )
