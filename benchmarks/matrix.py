"""The matrix State × paragraph, in-process, in full 200 answers: a claim in two of five of its cells.

On one day, on another day each time, right after a write, as a file; and what is owed of 50,000 paragraphs.
"""

import random
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from django.test import Client

from benchmarks import filling
from benchmarks.figures import Figure, of
from palermo import wsgi  # the collector as the server sets it
from palermo.actors.models import State
from palermo.kit.models import changed
from palermo.mandates.models import FollowUp, FollowUpStatus, Mandate

assert wsgi.application
COLUMNS, SHARE = 500, 0.4
MATRIX = f"/en/mandates/matrix/?columns={COLUMNS}"
FILE = f"/en/mandates/matrix/export.csv?columns={COLUMNS}"
PAGES = ("/en/mandates/owed/", "/en/mandates/owed/?status=late", "/en/mandates/owed/?party=JPN&status=late")
TRIES, WARM_UP = 40, 2
P95, P95_OF_WRITE, P95_OF_LIST = 150, 1500, 400  # milliseconds
AT = datetime(2026, 1, 2, tzinfo=UTC)
FIRST = date(2026, 1, 2)


def run() -> Iterator[Figure]:
    filling.fill()
    claims = put_in_claims()
    client = Client()
    yield of(f"claims on record, of {COLUMNS} paragraphs", [claims], "claims")
    days = [MATRIX + f"&on={FIRST + timedelta(turn)}" for turn in range(TRIES + WARM_UP)]
    yield timed(client, "matrix 193 × 500 today", [MATRIX] * (TRIES + WARM_UP), P95)
    yield timed(client, "matrix 193 × 500 another day", days, P95)
    yield timed(
        client, "matrix 193 × 500 in Arabic", [MATRIX.replace("/en/", "/ar/")] * (TRIES + WARM_UP), P95
    )
    yield of("matrix 193 × 500, as sent", [len(client.get(MATRIX).content) / 1024], "KB")
    yield of("matrix 193 × 500", [queries_of(client, MATRIX)], "queries")
    yield of("matrix 193 × 500 after a write p95", list(after_writes(client)), "ms", P95_OF_WRITE, "p95")
    yield timed(client, "matrix 193 × 500 as CSV", [FILE] * 12, None)
    yield timed(client, "silence of every State, 50,000 paragraphs", ["/en/mandates/silence/"] * 12, None)
    for page in PAGES:
        yield timed(client, f"{page} of 50,000", [page] * 22, P95_OF_LIST)


def put_in_claims() -> int:
    """Of the paragraphs that the matrix shows first; what two of five States say of each."""
    from palermo.core.actor import PUBLIC
    from palermo.mandates.queries.mandates import Wanted
    from palermo.mandates.queries.matrix import columns

    chance = random.Random(44)
    states = list(State.objects.values_list("pk", flat=True))
    first = columns(PUBLIC, Wanted(), "", FIRST)[:COLUMNS]
    rows = [
        FollowUp(
            paragraph_id=paragraph,
            claimant="state",
            state_id=state,
            status=chance.choice(FollowUpStatus.values),
            as_at=date(2015, 1, 1) + timedelta(chance.randrange(4000)),
            words="Invented.",
            language="en",
            recorded_at=AT,
        )
        for paragraph in first
        for state in states
        if chance.random() < SHARE
    ]
    FollowUp.objects.bulk_create(rows, batch_size=1000)
    changed("palermo.mandates")
    return len(rows)


def after_writes(client: Client) -> Iterator[float]:
    for _turn in range(8):
        changed("palermo.mandates")
        yield milliseconds(client, MATRIX)


def timed(client: Client, name: str, addresses: Iterable[str], goal: float | None) -> Figure:
    times = [milliseconds(client, address) for address in addresses][WARM_UP:]
    return of(f"{name} p95", times, "ms", goal, "p95")


def milliseconds(client: Client, address: str) -> float:
    started = time.perf_counter()
    answer = client.get(address)
    taken = (time.perf_counter() - started) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return taken


def queries_of(client: Client, address: str) -> int:
    seen = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        assert client.get(address).status_code == 200
    assert Mandate.objects.exists()
    return len(seen)
