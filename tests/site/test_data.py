"""Everything as open data: every list with its description, one archive, one feed, and what they promise."""

import csv
import fcntl
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import re_path, reverse
from django.utils.translation import override
from lxml import etree
from openpyxl import load_workbook
from pytest_django import Settings

from palermo.core.actor import PUBLIC
from palermo.core.language import LANGUAGES, Text
from palermo.kit.files import DESCRIPTION, FORM
from palermo.kit.models import Change, ShippedTable, changed, record_change
from palermo.site.opendata import archive as archives
from palermo.site.opendata.changes import SUBJECTS
from palermo.site.opendata.lists import LISTS, NARROWER, instances
from palermo.texts.models import Instrument
from tests import factories
from tests.assurance.lists import address, routes, rows_of, walked

ATOM = "{http://www.w3.org/2005/Atom}"
HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "\u200b=1",
    "a;=1+1;b",
    "=cmd|' /C calc'!A0",
    "<b>&\u202e",
]
pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own for the archives of each test."""
    settings.DATA = tmp_path
    return tmp_path


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def opened(client: Client, language: str = "en") -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(body(client.get(f"/{language}/data/palermo.zip"))))


def test_it_works(client: Client) -> None:
    page = client.get("/en/data/").content.decode()
    archive = opened(client)
    contents = json.loads(archive.read("contents.json"))
    assert {"states", "acts", "outcomes", "provisions", "status-tip-protocol"} <= {
        each["name"] for each in contents["lists"]
    }
    for each in contents["lists"]:
        assert f'href="{each["page"]}"' in page
        assert f'href="{each["file"]}"' in page
        assert len(rows_of(archive.read(f"lists/{each['name']}.csv"))) == each["rows"] + 1
        assert len(json.loads(archive.read(f"lists/{each['name']}.json"))) == each["rows"]
    assert "Palermo, open data, as at" in page


# ── no list is forgotten ──────────────────────────────────────────────────────────────────────────


def test_every_list_stands_in_the_table_or_is_named_with_the_wider_one_that_has_its_rows() -> None:
    there = set(routes())
    told = {(each.route, each.part) for each in LISTS}
    narrower = {tuple((name + " ").split(" ")[:2]) for name in NARROWER}
    assert len(there) > 15
    assert there == told | narrower
    assert not told & narrower
    assert set(NARROWER.values()) <= {each.name for each in LISTS} | {""}
    assert len({each.name for each in LISTS}) == len(LISTS)


def test_a_list_that_is_forgotten_is_found() -> None:
    planted = re_path(rf"^x/(?P<part>a|b)\.{FORM}$", HttpResponse, name="planted")
    assert list(walked([planted])) == [("planted", "a"), ("planted", "b")]
    assert "planted" not in {each.route for each in LISTS} | set(NARROWER)


# ── CSV on the Web ────────────────────────────────────────────────────────────────────────────────

KINDS = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "integer": re.compile(r"-?\d+"),
    "string": re.compile(r".*", re.DOTALL),
}


def check(description: dict[str, Any], content: bytes) -> int:
    """Read a CSV file by its description alone; answers how many cells were looked at."""
    dialect = description["dialect"]
    text = content.decode(dialect["encoding"] + "-sig" * content.startswith(b"\xef\xbb\xbf"))
    found = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect["delimiter"],
        quotechar=dialect["quoteChar"],
        doublequote=dialect["doubleQuote"],
        strict=True,
    )
    [head, *rows] = found
    columns = description["tableSchema"]["columns"]
    assert head == [column["titles"] for column in columns]
    assert len({column["name"] for column in columns}) == len(columns)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.]*", column["name"]) for column in columns)
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if cell != column["null"]:
                assert KINDS[column["datatype"]].fullmatch(cell), (column, cell)
                assert column["datatype"] != "date" or date.fromisoformat(cell)
    if key := description["tableSchema"].get("primaryKey"):
        place = [column["name"] for column in columns].index(key)
        keys = [row[place] for row in rows]
        assert "" not in keys
        assert len(set(keys)) == len(keys)
    return len(columns) * len(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_csv_file_has_a_description_that_reads_it(
    client: Client, language: str, counted: Callable[[str], None]
) -> None:
    cells = 0
    for route, part in routes():
        with override(language):
            where = address(route, part, "csv")
        answer = client.get(where)
        assert answer.status_code == 200, where
        link = re.fullmatch(
            r'<(\S+)>; rel="describedby"; type="application/csvm\+json"', answer.get("Link", "")
        )
        assert link, where
        assert link[1] == f"{where}-metadata.json"
        described = client.get(link[1])
        assert described["Content-Type"] == "application/csvm+json"
        said = json.loads(described.content)
        assert said["@context"] == ["http://www.w3.org/ns/csvw", {"@language": language}]
        assert said["dc:language"] == language
        assert said["url"] == where.rpartition("/")[2]
        cells += check(said, answer.content)
    counted(f"{len(routes())} lists in {language}: {cells} cells read by their description, 0 otherwise")


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("register/untoc/export", "code"),
        ("register/untoc/years", "year"),
        ("register/untoc/compare/export", "code"),
        ("register/untoc/compare/regions", "region"),
        ("register/untoc/pipeline/export", "code"),
        ("register/acts/kinds", "kind"),
        ("register/declarations/export", "key"),
    ],
)
def test_a_description_says_what_tells_the_rows_apart(client: Client, file: str, key: str) -> None:
    said = client.get(f"/en/{file}.{DESCRIPTION}").json()
    assert said["tableSchema"]["primaryKey"] == key


def test_a_description_keeps_the_filters_of_its_file(client: Client) -> None:
    query = "?year=2012&sort=title"
    answer = client.get(f"/fr/outcomes/export.csv{query}")
    assert f"</fr/outcomes/export.{DESCRIPTION}{query}>" in answer["Link"]
    said = client.get(f"/fr/outcomes/export.{DESCRIPTION}{query}").json()
    assert said["url"] == f"export.csv{query}"
    assert check(said, answer.content) > 0
    assert client.get(f"/fr/outcomes/export.{DESCRIPTION}?year=xx").status_code == 400


def test_the_archive_is_one_group_of_tables_that_another_reader_takes(client: Client, tmp_path: Path) -> None:
    csvw = pytest.importorskip("csvw")
    opened(client, "ar").extractall(tmp_path)
    assert csvw.CSVW(str(tmp_path / "metadata.json"), validate=True).is_valid


# ── the archive ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_archive_describes_all_that_is_in_it(
    client: Client, language: str, counted: Callable[[str], None]
) -> None:
    archive = opened(client, language)
    assert archive.testzip() is None
    told = [line.split("  ") for line in archive.read("SHA256SUMS").decode().splitlines()]
    sums = {name: digest for digest, name in told}
    assert set(sums) == set(archive.namelist()) - {"SHA256SUMS"}
    assert all(hashlib.sha256(archive.read(name)).hexdigest() == sums[name] for name in sums)
    group = json.loads(archive.read("metadata.json"))
    assert group["@type"] == "TableGroup"
    assert {each["url"] for each in group["tables"]} == {
        name for name in archive.namelist() if name.endswith(".csv")
    }
    cells = sum(check(each, archive.read(each["url"])) for each in group["tables"])
    decision = json.loads(archive.read("decisions/4-4.json"))
    assert decision["language"] == language
    assert decision["paragraphs"][0]["records"][0]["url"].startswith(f"/{language}/")
    readme = archive.read("README.txt").decode()
    assert all(each["url"] in readme for each in group["tables"])
    counted(f"{len(sums)} files in {language}, {cells} cells read by their description")


def test_the_archive_has_every_list_of_the_table_without_filters(client: Client) -> None:
    archive = opened(client)
    named = {name.removeprefix("lists/") for name in archive.namelist() if name.endswith(".csv")}
    with override("en"):
        every = list(instances(PUBLIC))
    for each in every:
        content = client.get(each.url).content
        if f"{each.name}.csv" in named:
            assert archive.read(f"lists/{each.name}.csv") == content
        else:
            assert each.one_of_several
            assert len(rows_of(content)) == 1


def test_an_official_text_is_in_the_archive_as_soon_as_it_is_held(client: Client) -> None:
    assert not [name for name in opened(client).namelist() if name.startswith("texts/")]
    text = factories.official_text(instrument=Instrument.objects.get(key="tip-protocol"))
    factories.wording(text=text)
    changed("palermo.texts")
    found = opened(client).read("texts/tip-protocol-en.xml")
    assert "Article 1" in "".join(map(str, etree.fromstring(found).itertext()))


def test_the_same_records_make_the_same_bytes(client: Client, settings: Settings, data: Path) -> None:
    first = body(client.get("/en/data/palermo.zip"))
    settings.DATA = data / "elsewhere"
    assert body(client.get("/en/data/palermo.zip")) == first
    assert body(Client(headers={"Host": "127.0.0.1"}).get("/en/data/palermo.zip")) == first


def test_who_has_the_archive_need_not_take_it_again(client: Client) -> None:
    answer = client.get("/en/data/palermo.zip")
    assert answer["Content-Type"] == "application/zip"
    assert 'filename="palermo-en.zip"' in answer["Content-Disposition"]
    assert int(answer["Content-Length"]) == len(body(answer))
    again = client.get("/en/data/palermo.zip", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    other = client.get("/fr/data/palermo.zip", headers={"If-None-Match": answer["ETag"]})
    assert other.status_code == 200
    assert body(other)


def test_the_archive_is_made_once_for_each_state_of_the_records(
    client: Client, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    write = archives.write

    def counting(*given: Any) -> None:
        made.append(data)
        write(*given)

    monkeypatch.setattr(archives, "write", counting)
    assert "XAA" not in opened(client).read("lists/states.csv").decode()
    client.get("/en/data/")
    client.get("/en/data/palermo.zip")
    assert len(made) == 1
    factories.state(key="XAA", iso2="XA")
    changed("palermo.actors")
    assert "XAA" in opened(client).read("lists/states.csv").decode()
    assert len(made) == 2
    assert len(list((data / "archive").iterdir())) == 1


def test_an_archive_that_could_not_be_made_leaves_nothing(
    client: Client, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(archives, "write", broken)
    with pytest.raises(OSError, match="no space"):
        client.get("/en/data/palermo.zip")
    assert list((data / "archive").iterdir()) == []


def test_what_a_crash_left_is_taken_away(client: Client, data: Path) -> None:
    (data / "archive").mkdir()
    (data / "archive" / "tmpcrashed.part").write_bytes(b"PK half of it")
    opened(client)
    assert [each.suffix for each in (data / "archive").iterdir()] == [".zip"]


def test_whoever_waited_for_an_archive_takes_what_the_other_made(
    client: Client, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(client)
    [made] = (data / "archive").iterdir()
    aside = made.rename(data / "aside.zip")

    @contextmanager
    def other_was_first() -> Iterator[None]:
        aside.rename(made)
        yield

    monkeypatch.setattr(archives, "alone", other_was_first)
    monkeypatch.setattr(archives, "write", lambda *_given: pytest.fail("made a second time"))
    assert opened(client).testzip() is None


def test_one_process_at_a_time_makes_an_archive(data: Path) -> None:
    with archives.alone(), (data / "archive.lock").open("ab") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with (data / "archive.lock").open("ab") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


# ── files that cannot harm their reader ───────────────────────────────────────────────────────────


@pytest.fixture
def hostile(facts: None) -> None:
    """Records whose every word would be a formula."""
    for number, words in enumerate(HOSTILE):
        said = Text(dict.fromkeys(LANGUAGES, words))
        letters = f"X{chr(65 + number)}"
        state = factories.state(
            key=f"{letters}X", iso2=letters, m49=f"9{number:02}", names=said, source=words
        )
        factories.declaration(state=state, summaries=said, key=f"x:{number}", source=words)
        factories.act(state=state, instrument=Instrument.objects.get(key="tip-protocol"), source=words)
        factories.outcome(f"x-{number}", titles=said, symbol=words[:40], notes=said, source=words)
        session = factories.session(f"x-{number}", number=number + 1, notes=said, source=words)
        factories.topic(session=session, key=f"x-{number}", themes=said, notes=said, source=words)
        record_change("x/table.csv", [words])
    for room in ("actors", "register", "meetings"):
        changed(f"palermo.{room}")


def is_formula(cell: str) -> bool:
    """Whether it is one once what may be dropped before it is dropped."""
    return cell.lstrip(' \t\r\n"\u200b\ufeff\u00a0').startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.usefixtures("hostile")
def test_no_file_of_any_list_holds_a_formula(client: Client, counted: Callable[[str], None]) -> None:
    seen = formulas = 0
    for route, part in routes():
        where = address(route, part, "csv")
        found = client.get(where).content
        cells = [cell for row in rows_of(found) for cell in row]
        [sheet] = load_workbook(io.BytesIO(client.get(address(route, part, "xlsx")).content)).worksheets
        as_xlsx = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in as_xlsx} <= {"s", "n", "d"}, where
        assert not [cell for cell in as_xlsx if cell.hyperlink], where
        words = [str(cell.value) for cell in as_xlsx if cell.data_type == "s"]
        numbers = re.compile(r"-?\d+")
        for cell in [*(each for each in cells if not numbers.fullmatch(each)), *words]:
            seen += 1
            parts = [cell, *cell.split(";")]
            formulas += any(map(is_formula, parts))
    counted(
        f"{len(routes())} lists as CSV and XLSX: {seen} cells with words, {formulas} that a program would run"
    )
    assert formulas == 0
    assert seen > 10_000


@pytest.mark.usefixtures("hostile")
def test_json_holds_the_words_as_they_are(client: Client) -> None:
    outcomes = client.get("/en/outcomes/export.json").json()
    assert set(HOSTILE) <= {each["title"] for each in outcomes}
    states = client.get("/en/states/export.json").json()
    assert set(HOSTILE) <= {each["name_en"] for each in states}


# ── what changed ──────────────────────────────────────────────────────────────────────────────────


def feed(client: Client, address: str = "/en/data/changes.atom") -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def check_atom(root: Any) -> None:
    """What RFC 4287 demands of a feed and of each of its entries."""
    assert root.tag == f"{ATOM}feed"
    moment = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    for part in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            [found] = part.findall(f"{ATOM}{name}")
            assert (found.text or "").strip()
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:\S+", part.findtext(f"{ATOM}id"))
        assert moment.fullmatch(part.findtext(f"{ATOM}updated"))
        for link in part.findall(f"{ATOM}link"):
            assert link.get("href").startswith("http://testserver/")
        assert [each.get("rel") for each in part.findall(f"{ATOM}link")].count("alternate") == 1
    assert root.find(f"{ATOM}author/{ATOM}name").text
    assert [each.get("rel") for each in root.findall(f"{ATOM}link")].count("self") == 1
    identifiers = [each.text for each in root.iter(f"{ATOM}id")]
    assert len(set(identifiers)) == len(identifiers)


def titles(root: Any) -> list[str]:
    return [each.findtext(f"{ATOM}title") for each in root.findall(f"{ATOM}entry")]


def test_the_first_load_of_each_table_is_one_entry_without_keys(client: Client) -> None:
    root = feed(client)
    check_atom(root)
    assert len(titles(root)) == ShippedTable.objects.count()
    assert "Acts: first loaded: 1,036 rows" in titles(root)
    assert b"tip-protocol:" not in etree.tostring(root)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_in_the_language_of_its_address(client: Client, language: str) -> None:
    root = feed(client, f"/{language}/data/changes.atom")
    check_atom(root)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert f'href="/{language}/data/changes.atom"' in client.get(f"/{language}/").content.decode()


def test_an_entry_counts_every_row_and_names_the_first_fifty(client: Client) -> None:
    before = [each.text for each in feed(client).iter(f"{ATOM}id")]
    record_change("palermo.register/acts.csv", [f"a{n:02}" for n in range(60)], ["b\x01<"], ["c", "d"])
    root = feed(client)
    check_atom(root)
    assert titles(root)[0] == "Acts: 60 rows added, 1 row changed, 2 rows taken out"
    said = "".join(root.find(f"{ATOM}entry/{ATOM}content").itertext())
    assert "a49 and 10 more" in said
    assert "a50" not in said
    assert [each.text for each in root.iter(f"{ATOM}id") if each.text in before] == before
    [row] = [each for each in client.get("/en/data/changes/export.json").json() if each["added"] == 60]
    assert len(row["added_keys"].split()) == 60


def test_a_write_that_changed_nothing_is_no_entry(client: Client) -> None:
    before = Change.objects.count()
    record_change("palermo.register/acts.csv")
    assert Change.objects.count() == before


def test_an_older_page_of_the_feed_is_named_by_the_newer(client: Client) -> None:
    for number in range(150):
        record_change("palermo.register/acts.csv", [f"x{number}"])
    seen, url = [], "/en/data/changes.atom"
    while url:
        root = feed(client, url)
        check_atom(root)
        seen += [each.findtext(f"{ATOM}id") for each in root.findall(f"{ATOM}entry")]
        [*_, url] = ["", *(each.get("href") for each in root.findall(f"{ATOM}link[@rel='next']"))]
    assert len(seen) == len(set(seen)) == Change.objects.count() > 150
    assert client.get("/en/data/changes.atom?page=9").status_code == 400


def test_who_has_the_feed_need_not_take_it_again(client: Client) -> None:
    answer = client.get("/en/data/changes.atom")
    given = {"If-None-Match": answer["ETag"]}
    assert client.get("/en/data/changes.atom", headers=given).status_code == 304
    record_change("palermo.register/acts.csv", ["x"])
    assert client.get("/en/data/changes.atom", headers=given).status_code == 200


def test_a_feed_is_well_formed_whatever_the_keys_and_the_host_are(client: Client) -> None:
    record_change("x<&>\x02", ["\x01", "\ufffe", "]]>", "<script>"])
    check_atom(feed(client))
    refused = client.get("/en/data/changes.atom", headers={"Host": "evil.example/<x>"})
    assert refused.status_code == 400


def test_the_page_of_changes_is_narrowed_to_a_table(page: Callable[..., str], client: Client) -> None:
    record_change("palermo.meetings/outcomes.csv", ["decision-x"])
    assert "<bdi>decision-x</bdi>" in page("/en/data/changes/?table=palermo.meetings/outcomes.csv")
    assert "<bdi>decision-x</bdi>" not in page("/en/data/changes/?table=palermo.register/acts.csv")
    assert "of “table”" in page("/en/data/changes/?table=nothing", 400)
    rows = client.get("/en/data/changes/export.json?table=palermo.meetings/outcomes.csv").json()
    assert [each["added_keys"] for each in rows] == ["decision-x", ""]


def test_every_shipped_table_has_a_title_and_a_page() -> None:
    assert set(ShippedTable.objects.values_list("name", flat=True)) <= set(SUBJECTS)
    assert all(reverse(each.page) for each in SUBJECTS.values())


def test_a_database_made_before_changes_were_kept_says_so(page: Callable[..., str], client: Client) -> None:
    Change.objects.all().delete()
    assert "No change is on record yet" in page("/en/data/")
    assert "No change is on record yet" in page("/en/data/changes/")
    check_atom(feed(client))
    loaded = datetime(2020, 5, 1, tzinfo=UTC)
    ShippedTable.objects.update(loaded_at=loaded)
    assert "2020-05-01T00:00:00Z" in client.get("/en/data/changes.atom").content.decode()
