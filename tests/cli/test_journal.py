"""./palermo journal: verify the chain, export its head, list its entries."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from palermo.cli import journal
from palermo.core import ledger, sealing
from palermo.core.actor import Actor
from palermo.journal import services, tasks
from palermo.journal.models import Check, Entry
from palermo.journal.models import Head as Ending
from tests import factories
from tests.journal.long import grown

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    facts: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run the command; answers its exit code, and what it said on either side."""
    monkeypatch.setattr(settings, "DATA", tmp_path / "data")

    def runs(*arguments: object) -> tuple[int, str, str]:
        code = journal.main([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return runs


@pytest.fixture
def long(facts: None) -> None:
    grown(230)


def test_it_works(run: Run, long: None, tmp_path: Path) -> None:
    file = tmp_path / "head.json"
    code, said, _ = run("head", file)
    assert (code, said) == (0, f"Wrote {file}. Keep it where nobody who can write to the database can.\n")
    code, said, _ = run("verify", "--head", file)
    assert code == 0
    assert said.startswith("Entries 1 to 230 in ")
    assert " s: no fault.\nHeld against the head of " in said
    assert f"which ends with entry 230,\nsigned with the key {json.loads(file.read_text())['key']}." in said
    code, said, _ = run("list", "--last", 2)
    assert [line.split()[0] for line in said.splitlines()] == ["230", "229"]


def test_without_a_head_it_says_what_that_does_not_prove(run: Run, long: None) -> None:
    code, said, _ = run("verify")
    assert code == 0
    assert "write the whole chain anew" in said
    assert "--head FILE" in said


def test_faults_are_sentences_and_the_exit_code_says_so(run: Run, long: None) -> None:
    Entry.objects.filter(number=77).update(why="x")
    Entry.objects.filter(number__range=(90, 92)).delete()
    code, said, _ = run("verify")
    assert code == 1
    lines = said.splitlines()
    assert lines[:2] == ["Entry 77: “Why” is not what was written.", "Entries 90 to 92 are missing."]
    assert lines[2].endswith(": 2 faults.")


def test_what_was_made_anew_is_found_against_a_head(run: Run, long: None, tmp_path: Path) -> None:
    file = tmp_path / "head.json"
    assert run("head", file)[0] == 0
    Entry.objects.filter(number__gt=150).delete()
    last = Entry.objects.get(number=150)
    Ending.objects.update(number=150, hash=last.hash)
    assert run("verify")[0] == 0
    code, said, _ = run("verify", "--head", file)
    assert code == 1
    assert said.splitlines()[:2] == [
        "Whether entries 101 to 150 are those of the head that was kept cannot be told.",
        "Entries 151 to 230, which the head that was kept knows, are missing.",
    ]


def test_a_thousand_faults_are_counted_and_not_all_told(run: Run, long: None) -> None:
    Entry.objects.update(why="x")
    code, said, _ = run("verify")
    assert code == 1
    lines = said.splitlines()
    assert lines[journal.MOST] == "… and 130 more."
    assert lines[journal.MOST + 1].endswith(": 230 faults.")


def test_how_it_ended_is_kept_for_the_page(run: Run, long: None, tmp_path: Path) -> None:
    run("verify")
    kept = Check.objects.get()
    assert (kept.number, kept.hash, kept.faults) == (230, Entry.objects.get(number=230).hash, 0)
    Entry.objects.filter(number=77).update(why="x")
    run("verify")
    assert Check.objects.get().faults == 1
    file = tmp_path / "head.json"
    run("head", file)
    Entry.objects.filter(number=77).update(why="")
    run("verify", "--head", file)
    assert Check.objects.get().faults == 1


def test_a_copy_that_cannot_be_written_to_is_verified_too(
    run: Run, long: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise DatabaseError("attempt to write a readonly database")

    monkeypatch.setattr(services, "keep_check", refuse)
    assert run("verify")[0] == 0


def test_the_night_does_the_same(run: Run, long: None, caplog: pytest.LogCaptureFixture) -> None:
    tasks.verify.func()
    assert (Check.objects.get().number, Check.objects.get().faults) == (230, 0)
    assert caplog.messages == []
    Entry.objects.filter(number=77).update(why="x")
    tasks.verify.func()
    assert Check.objects.get().faults == 1
    assert caplog.messages == ["The journal has 1 faults. See them: ./palermo journal verify"]


def test_a_bar_shows_how_far_it_is_where_somebody_looks(
    run: Run, long: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("verify")[2] == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert "Verifying" in run("verify")[2]


# ── heads ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_head_is_printed_where_no_file_is_named(run: Run, long: None) -> None:
    code, said, _ = run("head")
    assert code == 0
    assert json.loads(said)["number"] == 230


def test_a_head_never_takes_the_place_of_another(run: Run, long: None, tmp_path: Path) -> None:
    file = tmp_path / "head.json"
    file.write_text("an older one")
    code, said, refused = run("head", file)
    assert (code, said) == (1, "")
    assert refused == f"The file “{file}” cannot be used: File exists.\n"
    assert file.read_text() == "an older one"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be used: No such file or directory."),
        ("{}", "The file is no head of a journal. Give the file as it was exported."),
    ],
)
def test_what_is_no_head_is_refused(run: Run, content: str | None, said: str, tmp_path: Path) -> None:
    file = tmp_path / "head.json"
    if content is not None:
        file.write_text(content)
    code, out, refused = run("verify", "--head", file)
    assert (code, out) == (1, "")
    assert said in refused


def test_a_head_signed_with_another_key_is_refused_unless_the_key_is_known(
    run: Run, long: None, tmp_path: Path
) -> None:
    file, secret = tmp_path / "head.json", bytes(32)
    told = json.loads(run("head")[1]) | {"key": sealing.public_key(secret)}
    told["signature"] = sealing.sign(secret, ledger.statement(told))
    file.write_text(json.dumps(told))
    code, _, refused = run("verify", "--head", file)
    assert code == 1
    assert f"signed with the key {told['key']}, and not with " in refused
    assert run("verify", "--head", file, "--key", told["key"])[0] == 0


def test_where_there_is_no_key_a_head_is_taken_with_its_own(run: Run, long: None, tmp_path: Path) -> None:
    """As by an auditor who has a copy of the database, and not its folder."""
    file = tmp_path / "head.json"
    run("head", file)
    (settings.DATA / "journal.key").unlink()
    assert run("verify", "--head", file)[0] == 0
    assert not (settings.DATA / "journal.key").exists()


def test_a_journal_that_is_broken_has_no_head(run: Run, long: None) -> None:
    Ending.objects.update(number=229)
    code, said, refused = run("head")
    assert (code, said) == (1, "")
    assert "Verify it first" in refused


# ── lists ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_is_narrowed(run: Run, secretary: Actor) -> None:
    made = factories.entry(secretary, act="texts.text_kept", subject="texts.text/a", why="It came.")
    code, said, _ = run("list", "--who", "secretary", "--act", "texts.text_kept", "--subject", "text/a")
    assert code == 0
    assert said.split() == [
        str(made.number), "2026-01-02", "03:04:05", "texts.text_kept", "A", "secretary", "(secretariat)",
        "texts.text/a", "“It", "came.”",
    ]  # fmt: skip
    assert run("list", "--who", "zzz")[1] == "No entry fits.\n"


def test_nothing_and_one_entry_are_counted_in_words(run: Run) -> None:
    Entry.objects.filter(number__gt=1).delete()
    Ending.objects.update(number=1, hash=Entry.objects.get().hash)
    assert run("verify")[1].startswith("Entry 1 in ")
    Entry.objects.all().delete()
    Ending.objects.all().delete()
    assert run("verify")[1].startswith("No entry in ")
    assert run("list")[1] == "No entry fits.\n"


def test_where_there_is_no_journal_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda: ["kit_change"])
    code, said, refused = run("verify")
    assert (code, said) == (1, "")
    assert refused == "There is no journal here yet. ./palermo serve begins one.\n"
