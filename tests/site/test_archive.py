"""One archive of every list: what is in it, and when it is made."""

import fcntl
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override
from lxml import etree
from pytest_django import Settings

from palermo.core.actor import PUBLIC
from palermo.core.language import LANGUAGES
from palermo.kit.models import changed
from palermo.site.opendata import archive as archives
from palermo.site.opendata.lists import instances
from palermo.texts.models import Instrument
from tests import factories
from tests.assurance.lists import rows_of
from tests.site.archives import body, opened
from tests.site.described import check

pytestmark = pytest.mark.usefixtures("facts", "data")


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
