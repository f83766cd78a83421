"""./palermo read: what decisions ask, as a table and as JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.cli import read

DECISIONS = Path(__file__).parents[1] / "core" / "decisions"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def runs(*arguments: object) -> tuple[int, str, str]:
        code = read.main([str(each) for each in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return runs


def test_it_works(run: Run) -> None:
    code, said, _ = run(DECISIONS / "ferries-parties.en.txt")
    assert code == 0
    lines = said.splitlines()
    assert lines[0] == "ferries-parties.en.txt: Decision 7/2 · en · Safe ferries"
    assert lines[1] == "  3 recitals, 7 operative paragraphs"
    assert " ".join(lines[4].split()) == "c Strongly urged, requested urges States parties by 15 March 2023"


def test_as_json_each_text_has_a_file_of_its_name(run: Run, tmp_path: Path) -> None:
    code, said, _ = run(DECISIONS, "--json", "--out", tmp_path / "out")
    assert (code, said) == (0, "")
    there = {path.name for path in (tmp_path / "out").iterdir()}
    assert there == {path.with_suffix(".json").name for path in DECISIONS.glob("*.txt")}
    found = json.loads((tmp_path / "out" / "ferries-parties.en.json").read_text("utf-8"))
    assert found == json.loads((DECISIONS / "ferries-parties.en.json").read_text("utf-8"))


def test_doubts_are_told_with_their_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(
        "Resolution 1/1\n\nThe Council,\n\n1. Urges the Chair to write;\n\n2. Xyzzies it.\n", "utf-8"
    )
    _, said, _ = run(file)
    assert said.splitlines()[-1] == "  ? line 7: the verb is not known: “Xyzzies it.”"


def test_what_cannot_be_read_is_said_and_the_others_are_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xff")
    code, said, refused = run(tmp_path / "bad.txt", tmp_path / "none.txt", DECISIONS / "quays-short.en.txt")
    assert code == 1
    assert refused.count("cannot be read") == 2
    assert "quays-short.en.txt" in said


def test_as_akoma_ntoso_and_read_again(run: Run, tmp_path: Path) -> None:
    code, said, _ = run(DECISIONS / "ferries-parties.en.txt", "--akn", "--out", tmp_path)
    assert (code, said) == (0, "")
    _, first, _ = run(DECISIONS / "ferries-parties.en.txt", "--json")
    code, second, _ = run(tmp_path / "ferries-parties.en.xml", "--json")
    assert (code, second) == (0, first)


def test_xml_with_a_document_type_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "one.xml"
    file.write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "utf-8")
    code, _, refused = run(file)
    assert code == 1
    assert "document type" in refused
