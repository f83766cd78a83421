"""What decisions ask, at 50,000 paragraphs: lists with each filter, the page of one, calendars, the API."""

import time
from collections.abc import Iterable, Iterator

from django.test import Client

from benchmarks.figures import Figure, of
from benchmarks.filling import fill
from palermo import wsgi  # the collector as the server sets it

LISTS = (
    *("", "page=20", "page=1000", "sort=due", "sort=-due&page=20", "sort=act", "sort=adopted"),
    *(
        "addressee=secretariat",
        "addressee=states&page=20",
        "state=JPN",
        "act=urges",
        "due=late",
        "due=to_come",
    ),
    *("due=none", "due=dated&sort=due", "from=2001-01-01&to=2001-12-31", "theme=victims", "progress=done"),
    *("progress=contested&sort=due", "standing=superseded", "standing=stands", "year=2001", "decision=x-77"),
    "addressee=states&act=urges&theme=victims&due=late&sort=due",
)
SLOWER = ("party=JPN", "party=secretariat", "q=lamps", "q=nothingwhatever", "q=lamps&sort=due")
PAGES = (
    *("/en/decisions/", "/en/decisions/x-77/paragraphs/3/", "/ar/decisions/4-4/paragraphs/f/"),
    *("/en/mandates/asked/", "/en/mandates/asked/JPN/", "/en/mandates/asked/secretariat/"),
    *("/en/mandates/deadlines.ics", "/en/mandates/asked/JPN/deadlines.ics"),
    *("/api/v1/mandates", "/api/v1/mandates?limit=200&act=urges", "/api/v1/deliberations"),
    *("/api/v1/deliberations/x-77/paragraphs/3", "/en/mandates/export.csv?year=2001"),
)
TRIES, WARM_UP = 40, 2
P95 = 60  # milliseconds, of a list
assert wsgi.application


def run() -> Iterator[Figure]:
    fill()
    client = Client()
    yield from timed(client, (f"/en/mandates/?{query}" for query in LISTS), P95)
    yield from timed(client, (f"/en/mandates/?{query}" for query in SLOWER), None)
    yield from timed(client, PAGES, None)


def timed(client: Client, addresses: Iterable[str], goal: float | None) -> Iterator[Figure]:
    for address in addresses:
        times = [milliseconds(client, address) for _ in range(WARM_UP + TRIES)][WARM_UP:]
        yield of(f"{address} at 50,000 paragraphs", times, "ms", goal, "p95")


def milliseconds(client: Client, address: str) -> float:
    started = time.perf_counter()
    answer = client.get(address)
    taken = (time.perf_counter() - started) * 1000
    assert answer.status_code == 200, (address, answer.status_code)
    return taken
