"""Resident memory of each process while all is used: six languages, many days, papers as PDF and DOCX."""

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, timedelta
from urllib.request import urlopen

import psutil

from benchmarks.figures import Figure, of
from benchmarks.server import folder, served

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
PAGES = ("", "states/", "texts/untoc/", "meetings/", "meetings/wg-tip/", "outcomes/", "search/?q=trafficking")
DATED = ("register/tip-protocol/", "states/JPN/", "decisions/4-4/")
DAYS = [date(2008, 10, 17) + timedelta(41 * turn) for turn in range(150)]
PAPERS = ("decisions/4-4/decision-4-4.pdf", "decisions/4-4/decision-4-4.docx")
GOAL = 150  # MB
KINDS = {
    "palermo.cli": "supervisor",
    "db_worker": "task worker",
    "granian": "server",
    "typesetting": "typesetting, a process a PDF",
}


def run() -> Iterator[Figure]:
    addresses = list(PAGES)
    addresses += [f"{page}?on={day}" for day in DAYS for page in DATED]
    addresses += [f"{paper}?on={day}" for day in DAYS[-5:] for paper in PAPERS]
    with folder() as data, served(data) as found:
        watch = Watch(psutil.Process(found.pid))
        watch.start()
        asked = [f"{found.address}/{language}/{rest}" for rest in addresses for language in LANGUAGES]
        with ThreadPoolExecutor(4) as clients:
            for _ in clients.map(fetch, asked):
                pass
        for name, samples in watch.end().items():
            yield of(f"resident memory: {name}", samples, "MB", GOAL, "highest")


def fetch(address: str) -> None:
    with urlopen(address) as answer:
        assert answer.status == 200
        answer.read()


class Watch(threading.Thread):
    """Looks at the processes again and again, and keeps what each held."""

    def __init__(self, root: psutil.Process) -> None:
        super().__init__()
        self.root, self.over = root, threading.Event()
        self.samples: defaultdict[str, list[float]] = defaultdict(list)
        self.names: dict[int, str] = {}

    def run(self) -> None:
        while not self.over.is_set():
            for process in [self.root, *self.root.children(recursive=True)]:
                with suppress(psutil.NoSuchProcess):
                    name, held = self.name_of(process), process.memory_info().rss
                    if name and held:  # one that has ended holds nothing
                        self.samples[name].append(held / 1e6)
            time.sleep(0.1)

    def name_of(self, process: psutil.Process) -> str | None:
        """By what it runs. A worker is a copy of the server; a copy of a worker will yet be another."""
        if process.pid not in self.names:
            line = " ".join(process.cmdline())
            name = next((name for mark, name in KINDS.items() if mark in line), "other")
            if name == "server" and (parent := self.names.get(process.ppid())):
                if parent.startswith("server worker"):
                    return None
                if parent == "server":
                    name = f"server worker {1 + sum('server worker' in each for each in self.names.values())}"
            self.names[process.pid] = name
        return self.names[process.pid]

    def end(self) -> dict[str, list[float]]:
        self.over.set()
        self.join()
        return dict(self.samples)
