"""Everything as open data: the page of it, and no list forgotten."""

import json

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import re_path

from palermo.kit.files import FORM
from palermo.site.opendata.lists import LISTS, NARROWER
from tests.assurance.lists import routes, rows_of, walked
from tests.site.archives import opened

pytestmark = pytest.mark.usefixtures("facts", "data")


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
