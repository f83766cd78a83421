"""Answers a second, and how long each takes meanwhile, with clients in processes of their own that each keep
their connection. No goal is set: they run on this machine and take part of the same processors."""

import multiprocessing
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import chain

from benchmarks.figures import Figure, of
from benchmarks.server import folder, served

PAGES = ("/healthz", "/en/", "/en/decisions/4-4/", "/en/register/tip-protocol/")
CLIENTS, ROUNDS, SECONDS = 8, 4, 3


def run() -> Iterator[Figure]:
    processes = multiprocessing.get_context("spawn").Pool(CLIENTS)
    with folder() as data, served(data) as found, processes as clients:
        for page in PAGES:
            asked = [(found.port, page, SECONDS)] * CLIENTS
            rounds = [list(chain(*clients.starmap(ask, asked, chunksize=1))) for _ in range(ROUNDS)][1:]
            times = [taken * 1000 for each in rounds for taken in each]
            name = f"{page}, {CLIENTS} clients:"
            yield of(f"{name} answers a second", [len(each) / SECONDS for each in rounds], "1/s")
            yield of(f"{name} wait p50", times, "ms")
            yield of(f"{name} wait p95", times, "ms", judged="p95")


def ask(port: int, page: str, seconds: float) -> list[float]:
    """Ask again and again for some seconds; answers how long each answer took."""
    connection = HTTPConnection("127.0.0.1", port)
    taken, end = list[float](), time.perf_counter() + seconds
    while (started := time.perf_counter()) < end:
        connection.request("GET", page)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (page, answer.status)
        taken.append(time.perf_counter() - started)
    connection.close()
    return taken
