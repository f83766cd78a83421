"""Everything public as one archive, made anew each time, in-process, in each language; at 10× too."""

import shutil
import time
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.test import Client

from benchmarks import scale
from benchmarks.figures import Figure, of
from palermo import wsgi  # the collector as the server sets it

LANGUAGES, TRIES = ("en", "ar", "fr", "zh"), 3
GOAL = 2  # seconds
assert wsgi.application


def run() -> Iterator[Figure]:
    client = Client()
    yield from made(client, "1×")
    with scale.ten_times():
        yield from made(client, "10×")


def made(client: Client, label: str) -> Iterator[Figure]:
    sizes, anew, again = [], [], []
    for language in LANGUAGES * TRIES:
        shutil.rmtree(Path(settings.DATA) / "archive", ignore_errors=True)
        taken, size = fetched(client, language)
        anew.append(taken)
        sizes.append(size / 1e6)
        again.append(fetched(client, language)[0])
    yield of(f"export of everything, {label}, made anew", anew, "s", GOAL, "highest")
    yield of(f"export of everything, {label}, again", again, "s", GOAL, "highest")
    yield of(f"export of everything, {label}, size", sizes, "MB")


def fetched(client: Client, language: str) -> tuple[float, int]:
    """Seconds until the last byte, and how many bytes; it must be an archive that is whole."""
    started = time.perf_counter()
    answer = client.get(f"/{language}/data/palermo.zip")
    content = answer.getvalue()
    taken = time.perf_counter() - started
    assert answer.status_code == 200
    assert zipfile.ZipFile(BytesIO(content)).testzip() is None
    return taken, len(content)
