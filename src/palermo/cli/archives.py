"""A backup as one file: a zip, first a manifest of what else is in it, last the digest of all of it.

The digest is the comment of the zip, and so the end of the file: SHA-256 of every byte before. No byte can
change, go or come without notice. Whoever makes a file anew, with a digest of its own, is not kept out.
"""

import hashlib
import json
import os
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from palermo.cli.terminal import Tell
from palermo.core.errors import Invalid

FORMAT = 1
MANIFEST = "manifest.json"
FILES = "files/"  # before the name of each file of the folder
DIGEST = 64  # characters at the end
CHUNK = 1 << 20
LARGEST_MANIFEST = 1 << 28
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}  # the member, by kind
# What lies in the folder and is made anew, or belongs to a process that runs.
DERIVED = re.compile(r"(static|archive)/|palermo\.sqlite3|[^/]*\.lock$|[^/]*\.key\.[0-9a-f]{16}$")
# What zipfile and json raise at content that nobody would write.
UNREADABLE = (
    *(BadZipFile, zlib.error, struct.error, EOFError, RuntimeError),
    *(ValueError, LookupError, TypeError, AttributeError),
)


@dataclass(frozen=True)
class Member:
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. All that was acknowledged before `at` is in it."""

    program: str
    at: str
    database: str
    migrations: list[str]
    journal: dict[str, Any] | None  # number and hash of its head
    members: list[Member]
    format: int = FORMAT

    @property
    def size(self) -> int:
        return sum(each.size for each in self.members)

    @property
    def files(self) -> list[str]:
        return [each.name.removeprefix(FILES) for each in self.members if each.name.startswith(FILES)]

    @property
    def size_of_database(self) -> int:
        return self.members[0].size


def summary(manifest: Manifest) -> list[str]:
    kind, journal = manifest.database, manifest.journal
    size = megabytes(manifest.size_of_database)
    head = f"up to entry {journal['number']}, {journal['hash']}" if journal else "none"
    return [
        f"As at        {manifest.at}",
        f"Program      {manifest.program}",
        f"Database     {NAMES[kind]}, {size}, {len(manifest.migrations)} migrations",
        f"Journal      {head}",
        f"Files        {len(manifest.files)}: {', '.join(manifest.files[:5]) or 'none'}"
        + (" …" if len(manifest.files) > 5 else ""),
    ]


def megabytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB"


# ── written ───────────────────────────────────────────────────────────────────────────────────────


def write(path: Path, manifest: Manifest, staged: Path, tell: Tell) -> str:
    """Write a new file that only its owner may read, down to the disk; answers SHA-256 of the whole file."""
    done, total = 0, manifest.size
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            archive.comment = b"0" * DIGEST
            archive.writestr(entry(MANIFEST), json.dumps(asdict(manifest), indent=1).encode())
            for member in manifest.members:
                source = staged / member.name
                with source.open("rb") as read, archive.open(entry(member.name, member.size), "w") as into:
                    for chunk in chunks(read):
                        into.write(chunk)
                        tell("Writing the backup", done := done + len(chunk), total)
        made = digest_of(file, tell)
        end = made.hexdigest().encode()
        file.seek(-DIGEST, os.SEEK_END)
        file.write(end)
        file.flush()
        os.fsync(file.fileno())
    made.update(end)
    return made.hexdigest()


def entry(name: str, size: int = 0) -> ZipInfo:
    """Of one moment for all, so that the same content makes the same bytes."""
    made = ZipInfo(name)
    made.compress_type, made.external_attr, made.file_size = ZIP_DEFLATED, 0o600 << 16, size
    return made


def member_of(staged: Path, name: str) -> Member:
    """A file that lies ready, as the manifest names it."""
    made, size = hashlib.sha256(), 0
    with (staged / name).open("rb") as file:
        for chunk in chunks(file):
            made.update(chunk)
            size += len(chunk)
    return Member(name, size, made.hexdigest())


def chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def digest_of(file: IO[bytes], tell: Tell) -> "hashlib._Hash":
    """SHA-256 of all but the end, where the file stands then."""
    left = total = file.seek(0, os.SEEK_END) - DIGEST
    made = hashlib.sha256()
    file.seek(0)
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        made.update(chunk)
        left -= len(chunk)
        tell("Checking the backup", total - left, total)
    return made


# ── read ──────────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def opened(path: Path, tell: Tell) -> Iterator[tuple[ZipFile, Manifest]]:
    """A backup whose digest and manifest hold; raises Invalid for anything else."""
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) <= DIGEST:
            raise broken(path)
        digest = digest_of(file, tell).hexdigest()
        if file.read() != digest.encode():
            raise broken(path)
        with understood(path):
            archive = ZipFile(file)
            manifest = manifest_of(path, archive)
        with archive:
            yield archive, manifest


def broken(path: Path) -> Invalid:
    return Invalid(
        "backup.broken",
        "“%(name)s” is no backup of Palermo, or not a whole one: it was damaged, cut short or altered. "
        "Nothing was taken from it.",
        name=path.name,
    )


@contextmanager
def understood(path: Path) -> Iterator[None]:
    """Within it, whatever cannot be read says that the backup is broken."""
    try:
        yield
    except UNREADABLE:
        raise broken(path) from None


def manifest_of(path: Path, archive: ZipFile) -> Manifest:
    held = archive.infolist()
    if not held or held[0].filename != MANIFEST or held[0].file_size > LARGEST_MANIFEST:
        raise broken(path)
    told = json.loads(archive.read(held[0]))
    if int(told["format"]) > FORMAT:
        raise Invalid(
            "backup.newer_format",
            "“%(name)s” is of a newer Palermo (its format is %(format)s, this one reads %(ours)s). "
            "Restore it with that one.",
            name=path.name,
            format=told["format"],
            ours=FORMAT,
        )
    manifest = Manifest(**told | {"members": [Member(**each) for each in told["members"]]})
    names = [each.name for each in manifest.members]
    whole = (
        [(each.filename, each.file_size) for each in held[1:]]
        == [(each.name, each.size) for each in manifest.members]
        and names[:1] == [DATABASES[manifest.database]]
        and all(name.startswith(FILES) and is_kept(name.removeprefix(FILES)) for name in names[1:])
        and len(set(names)) == len(names)
    )
    below = {str(folder) for name in names for folder in PurePosixPath(name).parents}
    if not whole or below & {*names} or not well_formed(manifest):
        raise broken(path)
    return manifest


def well_formed(manifest: Manifest) -> bool:
    """Whether what is said of the whole is of the kind that it should be."""
    journal = manifest.journal
    datetime.fromisoformat(manifest.at)
    return (
        isinstance(manifest.program, str)
        and all(isinstance(name, str) for name in manifest.migrations)
        and (journal is None or (isinstance(journal["number"], int) and isinstance(journal["hash"], str)))
    )


def is_kept(name: str) -> bool:
    """Whether a file of the folder belongs into a backup, by its name below the folder."""
    path = PurePosixPath(name)
    plain = str(path) == name and not path.is_absolute() and ".." not in path.parts and "\0" not in name
    return plain and name != "." and not DERIVED.match(name)


def content(path: Path, archive: ZipFile, member: Member) -> Iterator[bytes]:
    """What a member holds; raises Invalid, at the end at the latest, where it is not as the manifest says."""
    made, size = hashlib.sha256(), 0
    with understood(path), archive.open(member.name) as read:
        for chunk in chunks(read):
            made.update(chunk)
            if (size := size + len(chunk)) > member.size:
                break
            yield chunk
    if (size, made.hexdigest()) != (member.size, member.sha256):
        raise broken(path)


def look_through(path: Path, archive: ZipFile, manifest: Manifest, tell: Tell) -> None:
    """Raise Invalid where any member is not as the manifest says."""
    done, total = 0, manifest.size
    for member in manifest.members:
        for chunk in content(path, archive, member):
            tell("Reading it back", done := done + len(chunk), total)


def take_out(
    path: Path, archive: ZipFile, manifest: Manifest, place: Callable[[str], Path], tell: Tell
) -> None:
    """Put each member where `place` says, as a new file, down to the disk; raises Invalid as above."""
    done, total = 0, manifest.size
    for member in manifest.members:
        target = place(member.name)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as into:
            for chunk in content(path, archive, member):
                into.write(chunk)
                tell("Taking it out", done := done + len(chunk), total)
            into.flush()
            os.fsync(into.fileno())
