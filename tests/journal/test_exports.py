"""The journal as a file; its faults in words; its head, signed, and read again."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.test import Client

from palermo.core import ledger, sealing
from palermo.core.actor import Actor, Role
from palermo.core.errors import Denied, Invalid
from palermo.core.ledger import Fault, Kind
from palermo.journal import exports, queries, views
from palermo.journal.importers import read_head
from palermo.journal.models import Act, Entry
from tests import factories
from tests.journal.long import grown

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture
def browser(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.AUDITOR)


@pytest.fixture
def signed(auditor: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A head of 230 entries, from an installation that has signed none before."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    grown(230)
    return exports.signed_head(auditor, AT)


def written(**values: Any) -> bytes:
    """The file of an invented head, signed with an invented key; `values` are put in after it was signed."""
    told = {
        "format": ledger.FORMAT,
        "number": 230,
        "hash": "a" * 64,
        "checkpoints": ["b" * 64, "c" * 64],
        "at": AT.isoformat(),
        "key": sealing.public_key(bytes(32)),
    }
    signature = sealing.sign(bytes(32), ledger.statement(told))
    return json.dumps({**told, "signature": signature, **values}).encode()


def rows_of(browser: Client, query: str = "") -> list[dict[str, str]]:
    answer = browser.get(f"/en/journal/export.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_it_works(browser: Client, secretary: Actor) -> None:
    made = factories.entry(secretary, values={"b": 1, "a": "é"}, why="=1+1")
    row = rows_of(browser)[0]
    assert row == {
        "Number": str(made.number),
        "When": "2026-01-02T03:04:05+00:00",
        "What": "Shipped facts loaded",
        "Who": "A secretary",
        "Account": "secretary",
        "In which capacity": "secretariat",
        "Subject": "x.row/1",
        "Why": "'=1+1",
        "Values": '{"a":"é","b":1}',
        "Code of the act": "facts.loaded",
        "Hash": made.hash,
    }


@pytest.mark.parametrize("query", ["", "?sort=number", "?who=Palermo&sort=-subject", "?from=2026-01-02"])
def test_every_form_has_the_same_rows_in_the_order_asked_for(browser: Client, query: str) -> None:
    factories.entry()
    numbers = [int(row["Number"]) for row in rows_of(browser, query)]
    assert len(numbers) > 0
    listed = json.loads(browser.get(f"/en/journal/export.json{query}").content)
    assert [row["number"] for row in listed] == numbers
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(f"/en/journal/export.xlsx{query}").content)).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == numbers
    described = browser.get(f"/en/journal/export.csv-metadata.json{query}")
    assert described.status_code == 200


def test_a_list_that_no_file_takes_is_refused_with_what_to_do(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST", 3)
    answer = browser.get("/en/journal/export.csv")
    assert answer.status_code == 400
    assert "A file takes 3 entries, and these are " in answer.content.decode()
    assert len(rows_of(browser, "?subject=palermo.register")) == 1


def test_every_act_has_a_name_and_a_code_that_is_used_no_longer_stands_for_itself() -> None:
    assert all(exports.act_word(code) not in ("", code) for code in Act.values)
    assert exports.act_word("x.gone") == "x.gone"


@pytest.mark.parametrize("kind", Kind)
def test_every_fault_has_a_sentence(kind: Kind) -> None:
    said = exports.sentence(Fault(kind, 7, 7, "name")), exports.sentence(Fault(kind, 7, 9, "name"))
    assert "7" in said[0]
    assert "%" not in "".join(said)
    if said[1]:
        assert "9" in said[1]


# ── the head ──────────────────────────────────────────────────────────────────────────────────────


def test_a_head_that_was_signed_is_read_again(signed: bytes, auditor: Actor) -> None:
    kept = read_head(signed)
    assert kept.head == queries.head(auditor)
    assert (kept.head.number, len(kept.head.checkpoints)) == (230, 2)
    assert (kept.at, kept.key) == (AT, exports.own_key())
    assert list(queries.faults(auditor, queries.ending(auditor), outside=kept.head)) == []


def test_the_key_is_made_once_and_nobody_else_reads_it(signed: bytes, auditor: Actor) -> None:
    file = Path(settings.DATA) / "journal.key"
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_head(exports.signed_head(auditor, AT)).key == read_head(signed).key
    assert file.read_text().strip() not in signed.decode()
    file.unlink()
    assert exports.own_key() == ""
    assert read_head(exports.signed_head(auditor, AT)).key != read_head(signed).key


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("number", 229), ("hash", "f" * 64), ("checkpoints", ["f" * 64] * 2), ("checkpoints", [])),
        *(("at", "2026-01-02T03:04:06+00:00"), ("key", "f" * 64), ("signature", "f" * 128), ("more", 1)),
        *(("signature", ""), ("key", sealing.public_key(bytes(31) + b"x"))),
    ],
)
def test_a_head_that_was_changed_is_refused(name: str, value: Any) -> None:
    assert read_head(written()).head.number == 230
    with pytest.raises(Invalid) as refused:
        read_head(written(**{name: value}))
    assert refused.value.code in ("head.changed", "head.unreadable")


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"[]", b"7", b"null", b"\xff\xfe", b'{"format": "x"}', b"[" * 100_000),
        *(b'{"number": 1e999}', b"NaN"),
    ],
)
def test_what_is_no_head_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid, match="is no head of a journal"):
        read_head(content)


@pytest.mark.parametrize("value", [None, "x", -1, True, 1.5, [], {}, 10**400, "1"])
@pytest.mark.parametrize("name", ["format", "number", "hash", "checkpoints", "at", "key", "signature"])
def test_a_head_with_anything_in_it_is_refused_in_words(name: str, value: Any) -> None:
    with pytest.raises(Invalid):
        read_head(written(**{name: value}))


@pytest.mark.parametrize("missing", ["format", "number", "hash", "checkpoints", "at", "key", "signature"])
def test_a_head_that_lacks_something_is_refused(missing: str) -> None:
    told = json.loads(written())
    del told[missing]
    with pytest.raises(Invalid):
        read_head(json.dumps(told).encode())


def test_a_head_signed_by_somebody_else_says_so_by_its_key(signed: bytes) -> None:
    assert read_head(written()).key != exports.own_key()


def test_nobody_else_takes_a_head(secretary: Actor) -> None:
    with pytest.raises(Denied):
        exports.signed_head(secretary, AT)
    assert Entry.objects.count() >= 5
