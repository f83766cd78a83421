"""A backup that is not as it was taken, or does not fit here, is refused and leaves nothing behind."""

import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

from palermo.cli import backup, databases
from tests.cli.conftest import Give, Vacant
from tests.cli.kept import Kept, Remade

BROKEN = "is no backup of Palermo, or not a whole one: it was damaged, cut short or altered."


def nothing_is_left(there: Kept, *files: Path) -> None:
    """Beside the files that were given, and but for the empty folder in which it was to lie."""
    assert list(there.folder.parent.iterdir()) == []
    assert {there.folder.parent, *files} >= set(there.folder.parent.parent.iterdir())
    if there.url:
        assert there.ask(databases.FILLED) == [(0,)]


def test_what_is_put_together_as_it_was_is_taken(
    backed_up: Path, kept: Kept, vacant: Vacant, give: Give, tmp_path: Path
) -> None:
    """So that what is refused below is refused for what was done to it."""
    file, there = tmp_path / "again.backup", vacant()
    Remade(backed_up).write(file)
    assert give(there, "restore", file)[0] == 0
    assert there.dump() == kept.dump()


# ── damaged ───────────────────────────────────────────────────────────────────────────────────────


def test_one_that_is_damaged_in_any_way_is_refused(
    backed_up: Path, vacant: Vacant, give: Give, tmp_path: Path, counted: Callable[[str], None]
) -> None:
    there, file, tries = vacant(), tmp_path / "damaged.backup", Counter[str]()
    for kind, content in damaged(backed_up.read_bytes()):
        file.write_bytes(content)
        assert give(there, "restore", file) == (
            1,
            "",
            f"“damaged.backup” {BROKEN} Nothing was taken from it.\n",
        )
        assert give(there, "backup", "--check", file)[0] == 1
        tries[kind] += 1
    nothing_is_left(there, file)
    counted(f"{tries.total()} files, 0 taken: " + ", ".join(f"{many} {kind}" for kind, many in tries.items()))


def damaged(whole: bytes) -> Iterator[tuple[str, bytes]]:
    chance, size = random.Random(44), len(whole)
    anywhere = [chance.randrange(size) for _ in range(250)]
    for place in [0, 1, size - 1, size - 64, size - 65, *anywhere]:
        other = whole[place] ^ 1 << chance.randrange(8)
        yield "with one bit changed", whole[:place] + bytes([other]) + whole[place + 1 :]
    for end in [0, 1, 63, 64, 65, size - 1, *anywhere[:50]]:
        yield "cut short", whole[:end]
    for place in anywhere[:20]:
        yield "with a byte more", whole[:place] + chance.randbytes(1) + whole[place:]
        yield "with a piece gone", whole[:place] + whole[place + chance.randrange(1, 5000) :]
    yield "with more at the end", whole + b"\n"
    yield "twice", whole * 2


NAMES = (
    *(
        "../evil",
        "/etc/evil",
        "evil",
        "files/../../evil",
        "files//etc/evil",
        "files/./x",
        "files/",
        "files/a/..",
    ),
    *("files/palermo.sqlite3", "files/palermo.sqlite3-wal", "files/static/evil.js", "files/mail/", "files"),
    *("manifest.json", "database.sqlite3", "files/secret.key/x", "files/nul\0"),
)
ALTERED: dict[str, Callable[[Remade], object]] = {
    "a member is gone": lambda it: it.members.pop(),
    "the database is gone, from the manifest too": lambda it: it.forget(0),
    "a member that the manifest does not name": lambda it: it.members.append(("files/more", b"")),
    "a member twice": lambda it: it.members.append(it.members[-1]),
    "members in another order": lambda it: it.members.reverse(),
    "the content of another member": lambda it: it.hold(1, it.members[2][1]),
    "another content of the same size": lambda it: it.hold(1, b"x" * len(it.members[1][1])),
    "another size": lambda it: it.first.update(size=1),
    "a size less than none": lambda it: it.first.update(size=-1),
    "no size": lambda it: it.first.pop("size"),
    "no members": lambda it: it.manifest.pop("members"),
    "members that are none": lambda it: it.manifest.update(members=[1]),
    "no migrations": lambda it: it.manifest.pop("migrations"),
    "migrations that are none": lambda it: it.manifest.update(migrations=[[]]),
    "a moment that is none": lambda it: it.manifest.update(at=None),
    "a journal that is none": lambda it: it.manifest.update(journal="x"),
    "a format that is none": lambda it: it.manifest.update(format="x"),
    "a database of a kind that is none": lambda it: it.manifest.update(database="other"),
    "more in the manifest": lambda it: it.manifest.update(more=1),
    **{f"named {name!r}": lambda it, name=name: it.name_last(name) for name in NAMES},  # type: ignore[misc]
}


@pytest.mark.parametrize("alter", ALTERED.values(), ids=ALTERED)
def test_one_that_was_put_together_anew_is_refused_where_its_parts_do_not_fit(
    alter: Callable[[Remade], object], backed_up: Path, vacant: Vacant, give: Give, tmp_path: Path
) -> None:
    there, file, remade = vacant(), tmp_path / "altered.backup", Remade(backed_up)
    alter(remade)
    remade.write(file)
    code, said, sentence = give(there, "restore", file)
    assert (code, said) == (1, "")
    assert sentence.startswith(f"“altered.backup” {BROKEN}")
    nothing_is_left(there, file)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on SQLite only: pg_restore looks by itself")
@pytest.mark.parametrize("fault", ["a page", "a row that another names"])
def test_a_database_that_is_not_whole_is_refused(
    fault: str, kept: Kept, vacant: Vacant, give: Give, tmp_path: Path
) -> None:
    """By a backup, and by a restore of what was copied otherwise."""
    there, file = vacant(), tmp_path / "palermo.backup"
    worn = Kept(tmp_path / "worn", "")
    shutil.copytree(kept.folder, worn.folder)
    database = worn.folder / "palermo.sqlite3"
    if fault == "a page":
        with database.open("r+b") as written:
            written.seek(database.stat().st_size // 2)
            written.write(b"\xff" * 40960)
    else:
        worn.do("DELETE FROM actors_state WHERE key = 'ITA'")
    code, _, sentence = give(worn, "backup", file)
    assert code == 1
    assert sentence.startswith("The database “")
    backup.taken(file, kept.folder, "", replace=False)
    remade = Remade(file)
    content = database.read_bytes()
    remade.hold(0, content)
    remade.first.update(size=len(content), sha256=sha256(content).hexdigest())
    remade.write(file)
    code, _, sentence = give(there, "restore", file)
    assert code == 1
    assert sentence.startswith("The database “palermo.sqlite3” ")
    nothing_is_left(there, file, worn.folder)
