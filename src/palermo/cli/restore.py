"""./palermo restore: what a backup holds, into an empty folder, and with DATABASE_URL an empty database.

Everything is looked at before anything is put in place; what is refused leaves nothing behind.
"""

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from palermo.cli import archives, databases
from palermo.cli.archives import DATABASES, FILES, Manifest
from palermo.cli.terminal import Bar, Tell, said_at_the_door, silence
from palermo.core.errors import Conflict, Invalid, Missing

DATABASE = "palermo.sqlite3"  # as settings.py names it


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./palermo restore", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="a backup")
    parser.add_argument(
        "--data",
        default=os.environ.get("PALERMO_DATA", "var"),
        help="where to: a folder that is empty or not there (var)",
    )
    given, bar = parser.parse_args(arguments), Bar()
    with said_at_the_door(bar) as refused:
        lines = restored(given.file, Path(given.data), os.environ.get("DATABASE_URL", ""), bar)
        bar.clear()
        print("\n".join(lines))
    return len(refused)


def restored(file: Path, folder: Path, url: str, tell: Tell = silence) -> list[str]:
    """Put a backup in place; answers what to say of it."""
    folder = folder.resolve()
    refuse_filled_folder(folder)
    kind = databases.kind_of(url)
    if kind == "postgresql":
        databases.refuse_filled_postgres(url)
    # Beside the folder, so that it is all there at once; inside, where the folder is a disk of its own.
    beside = folder if folder.is_mount() else folder.parent
    staged = Path(tempfile.mkdtemp(prefix=f".{folder.name}.restoring-", dir=beside))
    try:
        manifest = laid_out(file, staged, tell, kind)
        if kind == "sqlite":
            databases.end_sessions_sqlite(staged / "data" / DATABASE)
        put_in_place(staged / "data", folder)
        try:
            if kind == "postgresql":
                databases.put_postgres(url, staged / DATABASES[kind], tell)
        except BaseException:
            empty(folder, staged)
            raise
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return told(folder, manifest)


def refuse_without_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise Missing(
            "folder.missing",
            "“%(name)s” cannot be made: there is no folder “%(folder)s”. Make it first.",
            name=path.name,
            folder=str(path.parent),
        )


def refuse_filled_folder(folder: Path) -> None:
    refuse_without_folder(folder)
    if folder.exists() and any(folder.iterdir()):
        raise Conflict(
            "restore.filled",
            "The folder “%(name)s” is not empty. Give an empty one, or one that is not there. "
            "Nothing was changed.",
            name=str(folder),
        )


def laid_out(file: Path, staged: Path, tell: Tell, kind: str = "") -> Manifest:
    """Lay out what a backup holds, once all of it has been looked at. Below `staged`: data/, and a dump."""
    with archives.opened(file, tell) as (archive, manifest):
        if kind and manifest.database != kind:
            raise other_kind(file, manifest.database, kind)
        refuse_newer(file, manifest)

        def place(name: str) -> Path:
            if name == DATABASES["postgresql"]:
                return staged / name
            return staged / "data" / (DATABASE if name == DATABASES["sqlite"] else name.removeprefix(FILES))

        (staged / "data").mkdir(mode=0o700)
        archives.take_out(file, archive, manifest, place, tell)
    if manifest.database == "sqlite":
        databases.check_sqlite(staged / "data" / DATABASE)
    else:
        databases.check_dump(staged / DATABASES["postgresql"])
    return manifest


def other_kind(file: Path, held: str, given: str) -> Invalid:
    return Invalid(
        "restore.other_kind",
        "“%(name)s” was taken from %(held)s and goes into %(held)s alone; what is set here is %(given)s "
        "(DATABASE_URL). Nothing was changed.",
        name=file.name,
        held=archives.NAMES[held],
        given=archives.NAMES[given],
    )


def refuse_newer(file: Path, manifest: Manifest) -> None:
    if unknown := sorted(set(manifest.migrations) - known_migrations()):
        raise Invalid(
            "restore.newer",
            "“%(name)s” is of a newer Palermo (%(program)s): this one does not know its migration "
            "%(migration)s. Restore it with that one.",
            name=file.name,
            program=manifest.program,
            migration=unknown[0],
        )


def known_migrations() -> set[str]:
    """All that this program can apply, and those that one of them replaces."""
    import django
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    if not apps.ready:
        os.environ.setdefault("PALERMO_SECRET_KEY", "none is needed, and none is to be made")
        django.setup()
    loader = MigrationLoader(None)
    replaced = {key for each in loader.disk_migrations.values() for key in each.replaces}
    return {f"{app}.{name}" for app, name in {*loader.disk_migrations, *replaced}}


def put_in_place(data: Path, folder: Path) -> None:
    """Give the folder its name at once; on a disk of its own file by file, the database last."""
    sync_folders(data, *(path for path in data.rglob("*") if path.is_dir()))
    if folder.is_mount():
        for path in sorted(data.iterdir(), key=lambda path: path.name == DATABASE):
            path.rename(folder / path.name)
        sync_folders(folder)
        return
    data.rename(folder)
    sync_folders(folder.parent)


def sync_folders(*folders: Path) -> None:
    """What was named or renamed in a folder is on the disk."""
    for folder in folders:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def empty(folder: Path, staged: Path) -> None:
    """Take back what was put in place."""
    if not folder.is_mount():
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.iterdir():
        if path != staged:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def told(folder: Path, manifest: Manifest) -> list[str]:
    lines = [
        *archives.summary(manifest),
        "",
        f"Restored to {folder}. Serve it: ./palermo serve --data {folder}",
        "Everybody signs in anew: all sessions of the copy have ended.",
    ]
    if "secret.key" not in manifest.files:
        lines.append(
            "It holds no secret key: set PALERMO_SECRET_KEY as it was, else no authenticator can be read."
        )
    return lines
