"""Each main page in-process: p50 and p95 of full 200 answers, and its queries, at 1× and 10×."""

import time
from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.test import Client

from benchmarks import scale
from benchmarks.figures import Figure, of, percentile
from palermo import wsgi  # the collector as the server sets it

PAGES = (
    "/en/",
    "/en/decisions/4-4/",
    "/ar/decisions/4-4/?on=2012-10-15",
    "/en/register/",
    "/en/register/tip-protocol/",
    "/fr/register/untoc/",
    "/en/states/",
    "/en/states/JPN/",
    "/en/texts/untoc/",
    "/en/meetings/",
    "/en/meetings/wg-tip/",
    "/en/meetings/cop/cop-4/",
    "/en/outcomes/",
    "/en/search/?q=trafficking",
    "/api/v1/decisions/4-4/evidence?on=2012-10-15",
)
TRIES = 60
assert wsgi.application


def run() -> Iterator[Figure]:
    client = Client()
    queries = {}
    for label in ("1×", "10×"):
        if label == "10×":
            scale.ten_times()
        for page in PAGES:
            times = [timed(client, page) for _ in range(TRIES + 3)][3:]
            goals = (15, 40) if label == "10×" else (None, None)
            p50, p95 = percentile(times, 0.5), percentile(times, 0.95)
            yield Figure(f"{page} {label} p50", p50, min(times), max(times), "ms", TRIES, goals[0])
            yield Figure(f"{page} {label} p95", p95, min(times), max(times), "ms", TRIES, goals[1])
            count = queries_of(client, page)
            yield of(f"{page} {label} queries", [count], "queries", queries.setdefault(page, count))


def timed(client: Client, page: str) -> float:
    started = time.perf_counter()
    answer = client.get(page)
    taken = (time.perf_counter() - started) * 1000
    assert answer.status_code == 200, (page, answer.status_code)
    return taken


def queries_of(client: Client, page: str) -> int:
    seen = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        client.get(page)
    return len(seen)
