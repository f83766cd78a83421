"""What changed: one feed, and its page."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from palermo.core.language import LANGUAGES
from palermo.kit.models import Change, ShippedTable, record_change
from palermo.site.opendata.changes import SUBJECTS

pytestmark = pytest.mark.usefixtures("facts", "data")


ATOM = "{http://www.w3.org/2005/Atom}"


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
