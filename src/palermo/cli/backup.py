"""./palermo backup: everything in one file, as at one moment, while the server goes on.

The database, the secret keys and the files that lie beside them. --check looks at such a file, and changes
nothing.
"""

import argparse
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from palermo.cli import archives, databases, restore
from palermo.cli.archives import DATABASES, FILES, Manifest
from palermo.cli.terminal import Bar, Tell, said_at_the_door, silence
from palermo.core.errors import Conflict, Invalid, Missing


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./palermo backup", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="where to")
    parser.add_argument("--check", action="store_true", help="look whether FILE is whole and can be restored")
    parser.add_argument("--replace", action="store_true", help="write over a file that is there")
    parser.add_argument(
        "--data", default=os.environ.get("PALERMO_DATA", "var"), help="where all is stored (var)"
    )
    given, bar = parser.parse_args(arguments), Bar()
    url = os.environ.get("DATABASE_URL", "")
    with said_at_the_door(bar) as refused:
        if given.check:
            lines = checked(given.file, bar)
        else:
            lines = taken(given.file, Path(given.data), url, given.replace, bar)
        bar.clear()
        print("\n".join(lines))
    return len(refused)


# ── taken ─────────────────────────────────────────────────────────────────────────────────────────


def taken(file: Path, folder: Path, url: str, replace: bool, tell: Tell = silence) -> list[str]:
    """Write a backup; answers what to say of it. The file is there whole, or not at all."""
    file, folder = file.absolute(), folder.resolve()
    refuse_place(file, folder, replace)
    kind = databases.kind_of(url)
    partial = file.with_name(f".{file.name}.{secrets.token_hex(8)}.partial")
    staged = Path(tempfile.mkdtemp(prefix=f".{file.name}.", dir=file.parent))  # for this user alone
    try:
        manifest = gathered(folder, url, kind, staged, tell)
        digest = archives.write(partial, manifest, staged, tell)
        shutil.rmtree(staged)
        with archives.opened(partial, tell) as (archive, read_back):
            archives.look_through(partial, archive, read_back, tell)
        give_name(partial, file, replace)
        return told(file, digest, manifest)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        partial.unlink(missing_ok=True)


def refuse_place(file: Path, folder: Path, replace: bool) -> None:
    restore.refuse_without_folder(file)
    if file.exists() and not replace:
        raise there_already(file)
    if file.resolve().is_relative_to(folder):
        raise Invalid(
            "backup.inside",
            "“%(name)s” lies in the folder that is to be copied, and would be lost with it. "
            "Give a place outside.",
            name=str(file),
        )


def there_already(file: Path) -> Conflict:
    return Conflict(
        "backup.there",
        "“%(name)s” is there already; --replace writes over it. Nothing was changed.",
        name=file.name,
    )


def gathered(folder: Path, url: str, kind: str, staged: Path, tell: Tell) -> Manifest:
    """Lay a copy of everything ready, the database first: files that it names are older than its rows."""
    at = datetime.now(UTC)
    database = staged / DATABASES[kind]
    if kind == "sqlite":
        if not (source := folder / "palermo.sqlite3").is_file():
            raise Missing(
                "backup.nothing",
                "There is nothing to copy: no database lies in “%(name)s”.",
                name=str(folder),
            )
        state = databases.copy_sqlite(source, database, tell)
    else:
        state = databases.copy_postgres(url, database, tell)
    names = [FILES + name for name in copied_files(folder, staged / FILES)]
    members = [archives.member_of(staged, name) for name in (DATABASES[kind], *names)]
    return Manifest(version("palermo"), at.isoformat(), kind, state.migrations, state.journal, members)


def copied_files(folder: Path, to: Path) -> Iterator[str]:
    """Copy what is kept of the folder, but for what a process takes away meanwhile; answers the names."""
    for place, _, names in os.walk(folder, onerror=refuse_unreadable, followlinks=True):
        for name in sorted(names):
            path = Path(place, name)
            relative = path.relative_to(folder).as_posix()
            if archives.is_kept(relative) and path.is_file():
                refuse_unwritable_name(relative)
                target = to / relative
                target.parent.mkdir(parents=True, exist_ok=True)
                with suppress(FileNotFoundError):
                    shutil.copyfile(path, target)
                    yield relative


def refuse_unwritable_name(name: str) -> None:
    shown = os.fsencode(name).decode(errors="replace")
    if shown != name:
        raise Invalid(
            "backup.name",
            "The file “%(name)s” has a name that is no text in UTF-8. Give it another; nothing was written.",
            name=shown,
        )


def refuse_unreadable(error: OSError) -> None:
    raise error


def give_name(partial: Path, file: Path, replace: bool) -> None:
    """Give it its own name at once; where there is one of that name already, only if that is wanted."""
    if replace:
        partial.replace(file)
    else:
        try:
            file.hardlink_to(partial)
        except FileExistsError:
            raise there_already(file) from None
        except OSError:  # a disk that knows no second names
            if file.exists():
                raise there_already(file) from None
            partial.rename(file)
    restore.sync_folders(file.parent)


def told(file: Path, digest: str, manifest: Manifest) -> list[str]:
    keys = [name for name in manifest.files if name.endswith(".key")]
    lines = [
        *archives.summary(manifest),
        f"Written      {file}, {archives.megabytes(file.stat().st_size)}",
        f"SHA-256      {digest}",
        "",
        "This file holds personal data and secrets. "
        "Keep it away from this machine, where nobody else can read it.",
    ]
    if "secret.key" not in keys:
        lines.append("The secret key is not in it: it is not kept in the folder. Keep it by itself.")
    return lines


# ── checked ───────────────────────────────────────────────────────────────────────────────────────


def checked(file: Path, tell: Tell = silence) -> list[str]:
    """Everything that a restore looks at, in a folder that goes away again."""
    with tempfile.TemporaryDirectory(prefix="palermo-check-") as folder:
        manifest = restore.laid_out(file, Path(folder), tell)
    return [*archives.summary(manifest), "", "It is whole, and this Palermo can restore it."]
