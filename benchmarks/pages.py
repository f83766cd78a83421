"""Each main page, and each list of the API, in-process, in full 200 answers, at 1× and 10×: p50 and p95,
today and on another day each time (so that nothing which is remembered of a day helps), and its queries,
after a write and later.
"""

import random
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client

from benchmarks import official, scale
from benchmarks.figures import Figure, of
from palermo import wsgi  # the collector as the server sets it
from palermo.kit.models import Revision, changed

# Each with whether it takes a day.
PAGES = {
    "/en/": False,
    "/en/decisions/4-4/": True,
    "/ar/decisions/4-4/": True,
    "/en/register/": True,
    "/en/register/tip-protocol/": True,
    "/fr/register/untoc/": True,
    "/en/register/tip-protocol/compare/": False,
    "/en/register/tip-protocol/pipeline/": True,
    "/en/register/acts/": False,
    "/en/register/declarations/": True,
    "/en/states/": False,
    "/en/states/JPN/": True,
    "/en/texts/untoc/": False,
    "/en/texts/tip-protocol/9/": False,
    "/ar/texts/untoc/18/?beside=en": False,
    "/en/texts/tip-protocol/official/en/": False,
    "/en/texts/themes/victims/": False,
    "/en/texts/provisions/": False,
    "/en/meetings/": False,
    "/en/meetings/timeline/": False,
    "/en/meetings/wg-tip/": False,
    "/en/meetings/cop/cop-4/": False,
    "/en/outcomes/": False,
    "/en/search/?q=trafficking": False,
    "/en/data/": False,
    "/api/v1/decisions/4-4/evidence": True,
}
LISTS = (
    *("states", "organizations", "regions", "instruments", "provisions", "themes", "official-texts", "acts"),
    *("acts?region=002&kind=accession", "declarations", "standings?instrument=tip-protocol"),
    *("published-counts", "completeness", "bodies", "sessions", "outcomes", "topics", "deliberations"),
    *("deliberations/4-4/paragraphs", "official-texts/untoc/en/wordings"),
)
API = "/api/v1/"
TRIES, WARM_UP = 60, 3
P50, P95 = 15, 40  # milliseconds, at 10×
P95_OF_LIST = 20
ADOPTED = date(2008, 10, 17)
assert wsgi.application


def run() -> Iterator[Figure]:
    client, days, counts = Client(), unlike_days(), dict[tuple[str, str], int]()
    for instrument in ("untoc", "tip-protocol"):
        official.hold(instrument, "en", "ar")
    yield from measured(client, "1×", days, counts)
    with scale.ten_times():
        yield from measured(client, "10×", days, counts)


def measured(
    client: Client, label: str, days: Iterator[str], counts: dict[tuple[str, str], int]
) -> Iterator[Figure]:
    for page, takes_day in {**PAGES, **{f"{API}{name}": False for name in LISTS}}.items():
        yield from timed(client, f"{page} {label} today", [page] * (WARM_UP + TRIES))
        if takes_day:
            asked = [f"{page}?on={next(days)}" for _ in range(WARM_UP + TRIES)]
            yield from timed(client, f"{page} {label} another day", asked)
        forget()
        for when in ("queries after a write", "queries later"):
            count = queries_of(client, page)
            goal = counts.get((page, when))  # at 10× as many as at 1×
            counts.setdefault((page, when), count)
            yield of(f"{page} {label} {when}", [count], "queries", goal)


def unlike_days() -> Iterator[str]:
    """Every day since the decision, in an order of chance that is the same each time; none comes twice."""
    days = [ADOPTED + timedelta(turn) for turn in range((date.today() - ADOPTED).days)]  # noqa: DTZ011 (any day will do)
    random.Random(44).shuffle(days)
    return map(str, days)


def timed(client: Client, name: str, addresses: Iterable[str]) -> Iterator[Figure]:
    times = [milliseconds(client, address) for address in addresses][WARM_UP:]
    at_ten, is_list = "10×" in name, name.startswith(API) and "evidence" not in name
    yield of(f"{name} p50", times, "ms", P50 if at_ten else None)
    yield of(f"{name} p95", times, "ms", (P95_OF_LIST if is_list else P95) if at_ten else None, "p95")


def milliseconds(client: Client, address: str) -> float:
    started = time.perf_counter()
    answer = client.get(address)
    taken = (time.perf_counter() - started) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return taken


def forget() -> None:
    """As after a write to every room: what was remembered is read anew."""
    for name in list(Revision.objects.values_list("name", flat=True)):
        changed(name)


def queries_of(client: Client, address: str) -> int:
    seen = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        assert client.get(address).status_code == 200
    return len(seen)
