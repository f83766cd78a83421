"""One archive of everything public in a language: made once for each state of the records, kept as a file."""

import fcntl
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

import palermo
from palermo.core.actor import Actor
from palermo.kit import changes
from palermo.kit.csvw import group_of, table_of
from palermo.kit.tabular import to_json
from palermo.kit.templatetags.kit import here
from palermo.mandates import queries as mandates
from palermo.site.opendata.lists import asked, instances, listed
from palermo.site.opendata.readme import readme
from palermo.texts import queries as texts

SUMS, CONTENTS, GROUP = "SHA256SUMS", "contents.json", "metadata.json"
EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file in it, so that the same records make the same bytes
UNFINISHED = ".part"


class Kept(NamedTuple):
    """An archive that is there: open at its start, with its size, and a word for its bytes."""

    file: BinaryIO
    size: int
    etag: str


def archive(actor: Actor, on: date) -> Kept:
    """The archive of today's records in the active language. Whoever opens it closes it."""
    file: Any = held(actor, on)
    if file is None:
        with alone():  # whoever waited finds what the first has made, of the records as they are by now
            file = held(actor, on) or make(actor, on, path_of(actor, on))
    size = file.seek(0, os.SEEK_END)
    with zipfile.ZipFile(file) as opened:
        etag = hashlib.sha256(opened.read(SUMS)).hexdigest()[:32]
    file.seek(0)
    return Kept(file, size, f'"{etag}"')


def path_of(actor: Actor, on: date) -> Path:
    return Path(settings.DATA) / "archive" / f"palermo-{here()}-{key_of(actor, on)}.zip"


def held(actor: Actor, on: date) -> BinaryIO | None:
    """The archive of today's records, where it was made already."""
    try:
        return path_of(actor, on).open("rb")
    except FileNotFoundError:
        return None


@contextmanager
def alone() -> Iterator[None]:
    """Within it one archive is made at a time, whichever process or thread asks; a crash lets the next in."""
    place = Path(settings.DATA)
    place.mkdir(parents=True, exist_ok=True)
    with (place / "archive.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def contents(file: BinaryIO) -> dict[str, Any]:
    """What is in it: each list with the number of its rows."""
    with zipfile.ZipFile(file) as opened:
        found: dict[str, Any] = json.loads(opened.read(CONTENTS))
    return found


def key_of(actor: Actor, on: date) -> str:
    """What its bytes depend on: the records, the day, and the program that writes them."""
    return hashlib.sha256(f"{changes.state(actor)} {on} {program()}".encode()).hexdigest()[:24]


@cache
def program() -> str:
    """The size and age of every file of the program: an upgrade may say the same facts in other words."""
    root = Path(palermo.__file__).parent
    found = sorted((str(path), path.stat()) for path in root.rglob("*.*") if path.suffix != ".pyc")
    return hashlib.sha256(
        repr([(name, at.st_size, at.st_mtime_ns) for name, at in found]).encode()
    ).hexdigest()


def make(actor: Actor, on: date, path: Path) -> BinaryIO:
    """Write it under another name, then give it its own at once; take away the one that it replaces.

    Nobody else makes one meanwhile: what is unfinished was left by a crash.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.glob(f"*{UNFINISHED}"):
        left.unlink()
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=UNFINISHED)
    file: Any = os.fdopen(handle, "w+b")
    try:
        with changes.afresh():  # at the records as they are by now: the request may have waited
            write(actor, on, file)
        file.flush()
        os.fsync(file.fileno())  # no half file bears the name, not even after a loss of power
        Path(name).replace(path)
    except BaseException:
        file.close()
        Path(name).unlink(missing_ok=True)
        raise
    for old in path.parent.glob(f"palermo-{here()}-*.zip"):
        if old != path:
            old.unlink(missing_ok=True)
    return file  # type: ignore[no-any-return]


def write(actor: Actor, on: date, file: BinaryIO) -> None:
    sums = []
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members(actor, on):
            put(opened, name, content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        put(opened, SUMS, "".join(sorted(sums, key=lambda line: line.split("  ")[1])).encode())


def put(opened: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, EPOCH)
    member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
    opened.writestr(member, content)


def members(actor: Actor, on: date) -> Iterator[tuple[str, bytes]]:
    """Each file with its content, one at a time: no more than one list is held at once."""
    tables, found = [], []
    for each in instances(actor):
        answer = listed(actor, each)
        name, rows = f"lists/{each.name}.csv", len(answer.rows)
        if each.one_of_several and not rows:
            continue  # a body that dealt with no theme has no list of them
        yield name, answer.content
        yield f"lists/{each.name}.json", to_json(answer.table.records(answer.rows))
        tables.append(table_of(answer.table, answer.rows, name, each.title))
        found.append(
            {"name": each.name, "title": each.title, "rows": rows, "page": each.page, "file": each.url}
        )
    others = list(documents(actor))
    for name, url in others:
        yield name, asked(actor, url).content
    at = changes.newest(actor)
    yield GROUP, to_json(group_of(tables, _("Palermo: every public list")))
    yield CONTENTS, to_json({"language": here(), "changed": stamp(at), "as_at": on, "lists": found})
    yield "README.txt", readme(found, len(others), on, at).encode()


def documents(actor: Actor) -> Iterator[tuple[str, str]]:
    """What is no list, each with its address: decisions with their evidence, official texts that are held."""
    for key in sorted(key for key, each in mandates.every(actor).items() if not each.imported):
        places = {"key": key, "named": key, "form": "json"}
        yield f"decisions/{key}.json", reverse("oversight:document", kwargs=places)
    for text in texts.official_texts(actor):
        places = {"instrument": text.instrument_id, "language": text.language, "form": "xml"}
        yield f"texts/{text.instrument_id}-{text.language}.xml", reverse("texts:official", kwargs=places)


def stamp(at: datetime | None) -> str:
    """A moment as the standards write it."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else ""
